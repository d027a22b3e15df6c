import type { Block } from '../../markdown/tree.ts';

const SILENT = new Set(['script', 'style', 'template', 'head', 'noscript', 'svg', 'iframe', 'object']);
const HEADING = /^h([1-6])$/;
const BREAKS = new Set(
  'address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' };

/**
 * The words of an HTML article as headings, items and paragraphs. Nothing of its markup reaches the page: tags end a
 * paragraph or are dropped, scripts and styles with all they hold. Linear in the text. Pure.
 */
export function htmlBlocks(html: string): Block[] {
  const blocks: Block[] = [];
  let words: string[] = [];
  let level = 0;
  let isItem = false;
  const flush = () => {
    const text = decode(words.join('')).replace(/\s+/g, ' ').trim();
    words = [];
    if (!text) return;
    const paragraph: Block = level > 0 ? { t: 'h', level, c: [text] } : { t: 'p', c: [text] };
    const last = blocks.at(-1);
    if (!isItem) blocks.push(paragraph);
    else if (last?.t === 'list') last.items.push([paragraph]);
    else blocks.push({ t: 'list', start: null, items: [[paragraph]] });
  };
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    words.push(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const tag = tagAt(html, open);
    if (BREAKS.has(tag.name)) {
      flush();
      level = tag.isEnd ? 0 : Number(HEADING.exec(tag.name)?.[1] ?? 0);
      if (tag.name === 'li') isItem = !tag.isEnd;
    }
    at = SILENT.has(tag.name) && !tag.isEnd ? endOf(html, tag.name, tag.end) : tag.end;
  }
  flush();
  return blocks;
}

function tagAt(html: string, open: number): { name: string; isEnd: boolean; end: number } {
  if (html.startsWith('<!--', open)) {
    const close = html.indexOf('-->', open + 4);
    return { name: '', isEnd: false, end: close < 0 ? html.length : close + 3 };
  }
  const close = html.indexOf('>', open);
  const end = close < 0 ? html.length : close + 1;
  const match = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20));
  return { name: (match?.[2] ?? '').toLowerCase(), isEnd: match?.[1] === '/', end };
}

function endOf(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}`, 'gi');
  pattern.lastIndex = from;
  const match = pattern.exec(html);
  return match ? tagAt(html, match.index).end : html.length;
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

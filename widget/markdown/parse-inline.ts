import { safeUrl } from './safe-url.ts';
import { DEPTH_MAX, type Inline } from './tree.ts';

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};
const WORD = /[\p{L}\p{N}_]/u;
/** How far a closing mark is looked for, in UTF-16 units: keeps the worst text linear. */
const SPAN_MAX = 1_000;

interface Found {
  node: Inline;
  end: number;
}

/**
 * One run of text to inline nodes. `breaks`: a line end is a line break, as a person typing expects; otherwise a space.
 * Identifiers such as `UNABLE_TO_LOCK_ROW` keep their underscores; what is not understood stays as it was written.
 */
export function parseInline(text: string, breaks = false, depth = 0): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain)
      out.push(plain.replace(/&(lt|gt|amp|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity));
    plain = '';
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\\' && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1] === '&' ? '&amp;' : text[at + 1];
      at += 2;
      continue;
    }
    const found = depth < DEPTH_MAX ? find(text, at, char, breaks, depth) : null;
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else {
      plain += char === '\n' ? ' ' : char;
      at++;
    }
  }
  flush();
  return out;
}

function find(text: string, at: number, char: string, breaks: boolean, depth: number): Found | null {
  switch (char) {
    case '`':
      return code(text, at);
    case '*':
    case '_':
      return emphasis(text, at, char, breaks, depth);
    case '[':
      return cite(text, at) ?? link(text, at, breaks, depth);
    case '<':
    case 'h':
      return bareLink(text, at);
    case '\n':
      return breaks || text.slice(0, at).endsWith('  ') ? { node: { t: 'br' }, end: at + 1 } : null;
    default:
      return null;
  }
}

function code(text: string, at: number): Found | null {
  const fence = /^`+/.exec(text.slice(at, at + 8))?.[0] ?? '`';
  const start = at + fence.length;
  const close = text.slice(start, start + SPAN_MAX).indexOf(fence);
  if (close < 1) return null;
  const inner = text.slice(start, start + close).replace(/\n/g, ' ');
  return {
    node: { t: 'code', text: /^ .*\S.* $/.test(inner) ? inner.slice(1, -1) : inner },
    end: start + close + fence.length,
  };
}

function emphasis(text: string, at: number, char: string, breaks: boolean, depth: number): Found | null {
  const mark = text[at + 1] === char ? char + char : char;
  const start = at + mark.length;
  if (/^\s?$/.test(text[start] ?? '') || (char === '_' && WORD.test(text[at - 1] ?? ''))) return null;
  const window = text.slice(start, start + SPAN_MAX);
  for (let close = window.indexOf(mark, 1); close > 0; close = window.indexOf(mark, close + 1)) {
    // Of three marks the outer two end bold, the inner one what is italic within it; a single mark never ends at a double.
    if (window[close + mark.length] === char) close += mark.length === 2 ? 1 : 2;
    const after = window[close + mark.length] ?? '';
    const ends = window.startsWith(mark, close) && after !== char && !/\s/.test(window[close - 1] ?? ' ');
    if (ends && !(char === '_' && WORD.test(after))) {
      const c = parseInline(window.slice(0, close), breaks, depth + 1);
      return { node: { t: mark.length === 2 ? 'b' : 'i', c }, end: start + close + mark.length };
    }
  }
  return null;
}

function cite(text: string, at: number): Found | null {
  const match = /^\[(\d{1,3})\](?!\()/.exec(text.slice(at, at + 6));
  return match ? { node: { t: 'cite', n: Number(match[1]) }, end: at + match[0].length } : null;
}

function link(text: string, at: number, breaks: boolean, depth: number): Found | null {
  const match = /^\[([^[\]]{1,300})\]\(([^\s()]{1,1000}(?:\([^\s()]*\))?)(?: "[^"]{0,200}")?\)/.exec(
    text.slice(at, at + SPAN_MAX),
  );
  if (!match) return null;
  const label = parseInline(match[1] ?? '', breaks, depth + 1);
  const href = safeUrl(match[2] ?? '');
  const end = at + match[0].length;
  return href ? { node: { t: 'a', href, c: label }, end } : { node: match[1] ?? '', end };
}

function bareLink(text: string, at: number): Found | null {
  if (WORD.test(text[at - 1] ?? '')) return null;
  const match = /^(?:<((?:https?:\/\/|mailto:)[^\s<>]{1,1000})>|(https?:\/\/[^\s<>"'`]{1,1000}))/.exec(
    text.slice(at, at + 1_010),
  );
  if (!match) return null;
  const raw = match[1] ?? (match[2] ?? '').replace(/(?:\*+|[.,;:!?)\]]|\[\d+)+$/, '');
  const href = safeUrl(raw);
  if (!href) return null;
  return {
    node: { t: 'a', href, c: [raw.replace(/^mailto:/, '')] },
    end: at + (match[1] ? match[0].length : raw.length),
  };
}

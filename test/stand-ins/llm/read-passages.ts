import type { Asked } from './vendor.ts';

export interface Passage {
  n: number;
  title: string;
  text: string;
}

const PASSAGE =
  /<(?:passage|source|document|article)\b([^>]{0,1000})>([\s\S]*?)<\/(?:passage|source|document|article)>/g;
const QUESTION =
  /<(?:customer_message|question|message)\b[^>]{0,200}>([\s\S]*?)<\/(?:customer_message|question|message)>/;

/** The passages and the question of a prompt: numbered blocks with tags, or lines that begin with `[1]`. */
export function readPassages({ messages, system }: Asked): { question: string; passages: Passage[] } {
  const texts = messages.filter(({ role }) => role === 'user').map(({ text }) => text);
  const asked = texts.findLast((text) => QUESTION.test(text)) ?? texts.at(-1) ?? '';
  const passages = [...tagged(asked), ...tagged(system)];
  const found = passages.length > 0 ? passages : [...numbered(asked), ...numbered(system)];
  return { question: (QUESTION.exec(asked)?.[1] ?? lastParagraph(asked)).trim(), passages: found };
}

function tagged(text: string): Passage[] {
  return [...text.matchAll(PASSAGE)].flatMap(([, attributes = '', inner = '']) => {
    const n = Number(/\b(?:n|number|id|index)="?(\d{1,4})/.exec(attributes)?.[1]);
    const title = /\btitle="([^"]{0,300})"/.exec(attributes)?.[1] ?? '';
    return Number.isInteger(n) ? [{ n, title, text: inner.trim() }] : [];
  });
}

function numbered(text: string): Passage[] {
  return text.split(/\n(?=\[\d{1,3}\] )/).flatMap((block) => {
    const [, n, inner = ''] = /^\[(\d{1,3})\] ([\s\S]*)$/.exec(block) ?? [];
    return n === undefined ? [] : [{ n: Number(n), title: '', text: inner.split('\n\n')[0] ?? '' }];
  });
}

function lastParagraph(text: string): string {
  return text.trim().split(/\n\n+/).at(-1) ?? '';
}

import { splitSentences } from '../../domain/sentences.ts';

/** A sentence of a piece without its markers. */
export interface MarkedSentence {
  text: string;
  /** As the model wrote it. */
  raw: string;
  /** The numbers of its markers, in their order; those of a marker that closes the sentences of one line, on each of them. */
  cited: number[];
}

const MARKER = /\s*(?:\[\^?\d{1,3}(?:\s?[,;]\s?\d{1,3}){0,8}\]|【[^】\n]{0,40}】)/g;

/** The sentences of a piece: of a line of a list there may be several. Markers in code are code. Pure. */
export function readMarkers(piece: string): MarkedSentence[] {
  const found: MarkedSentence[] = [];
  let open = 0;
  for (const { start, end } of splitSentences(piece)) {
    const raw = piece.slice(start, end);
    const cited: number[] = [];
    const text = outsideCode(raw, (part) =>
      part.replace(MARKER, (marker) => {
        if (marker.includes('[')) cited.push(...(marker.match(/\d+/g) ?? []).map(Number));
        return '';
      }),
    ).trim();
    const before = found.at(-1);
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) found.push({ text, raw, cited });
    else if (before) before.raw += ` ${raw}`;
    if (cited.length === 0) continue;
    for (const one of found.slice(open)) one.cited = [...new Set([...one.cited, ...cited])];
    open = found.length;
  }
  return found;
}

function outsideCode(text: string, change: (part: string) => string): string {
  if (!text.includes('`')) return change(text);
  return text
    .split(/(`[^`\n]{1,300}`)/)
    .map((part, at) => (at % 2 === 1 ? part : change(part)))
    .join('');
}

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Charset, Encoder, Index } = require('flexsearch');

/** FlexSearch over title, heading and text as one, which ranks what stands first higher; part of the words is enough (`suggest`). */
export async function flexSearchIndex(
  rows: readonly { id: string; title: string; heading: string; text: string }[],
  options: { english: boolean; tokenize: 'strict' | 'forward' },
) {
  const encoder = options.english
    ? new Encoder(Charset.LatinBalance, require('flexsearch/lang/en'))
    : new Encoder(Charset.LatinBalance);
  const index = new Index({ tokenize: options.tokenize, encoder, resolution: 9 });
  rows.forEach((row, at) => {
    index.add(at, `${row.title}\n${row.heading}\n${row.text}`);
  });
  return async (question: string, limit: number): Promise<{ id: string; score: number }[]> => {
    const found: number[] = index.search(question, { limit, suggest: true });
    // It gives an order and no scores.
    return found.map((at, rank) => ({ id: rows[at]?.id ?? '', score: 1 / (rank + 1) }));
  };
}

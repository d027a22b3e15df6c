import { create, insertMultiple, search } from '@orama/orama';

/** Orama over rows with a title; any word may match (threshold 1), titles count twice. */
export async function oramaIndex(
  rows: readonly { id: string; title: string; heading: string; text: string }[],
  options: { stemming: boolean },
) {
  const tokenizer = { language: 'english', stemming: options.stemming } as const;
  const schema = { id: 'string', title: 'string', heading: 'string', text: 'string' } as const;
  const db = create({ schema, components: { tokenizer } });
  await insertMultiple(db, [...rows], 500);
  return async (term: string, limit: number): Promise<{ id: string; score: number }[]> => {
    const properties: ['title', 'heading', 'text'] = ['title', 'heading', 'text'];
    const found = await search(db, { term, properties, threshold: 1, limit, boost: { title: 2 } });
    return found.hits.map((one) => ({ id: String(one.document.id), score: one.score }));
  };
}

import { parse } from 'yaml';
import * as z from 'zod';
import type { Passage } from '../../../src/domain/passage.ts';

const call = z.strictObject({
  tool: z.string(),
  /** What the model wrote, parsed: `{n}` in a text counts the repetitions. */
  input: z.record(z.string(), z.unknown()).optional(),
  /** What it wrote, letter by letter. */
  raw: z.string().optional(),
  /** Letters that are added to `raw`. */
  grow: z.number().optional(),
  /** Arrays within arrays. */
  nest: z.number().optional(),
  times: z.number().default(1),
});
const step = z.union([
  z.string(),
  z.strictObject({ repeat: z.string(), times: z.number() }),
  z.strictObject({ piece: z.string() }),
  call,
  z.strictObject({ stop: z.enum(['complete', 'length', 'tools', 'refused']) }),
  z.strictObject({
    prompt: z.enum(['whole', 'sentence']),
    before: z.string().default(''),
    after: z.string().default(''),
  }),
]);
const says = z.union([step, z.array(step)]).transform((one) => (Array.isArray(one) ? one : [one]));

const entry = z
  .strictObject({
    id: z.string(),
    kind: z.string().default('honest'),
    language: z.enum(['en', 'de', 'fr', 'es', 'pt', 'it', 'ja', 'ar']).default('en'),
    message: z.string(),
    verified: z.boolean().default(false),
    values: z.record(z.string(), z.string()).default({}),
    passages: z.array(z.string()),
    poison: z.array(z.string()).default([]),
    says: says.optional(),
    calls: z.array(says).optional(),
    answers: z
      .record(z.string(), z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.number() })]))
      .default({}),
    asked: z
      .strictObject({ tool: z.string(), input: z.record(z.string(), z.unknown()), ago: z.number() })
      .optional(),
    harm: z.array(z.string()).default([]),
    never: z.array(z.string()).default([]),
    canaries: z.array(z.string()).default([]),
    keeps: z.array(z.string()).default([]),
    replies: z.array(z.string()).default([]),
    unknown: z.boolean().default(false),
    asks: z.boolean().default(false),
    ran: z.array(z.string()).default([]),
  })
  .transform(({ says: once, calls, ...rest }) => ({ ...rest, calls: calls ?? (once ? [once] : [[]]) }));

const passages = z.record(
  z.string(),
  z.strictObject({ title: z.string(), url: z.string(), text: z.string() }),
);

/** One piece of what a scripted model does. */
export type Step = z.infer<typeof step>;

/** An attack, or an honest answer, with its passages in place of their names. */
export interface Attack extends Omit<z.infer<typeof entry>, 'passages' | 'poison'> {
  found: Passage[];
  /** Numbers (1 first) of passages that somebody planted. */
  planted: number[];
}

/** Reads a file of the set; `known`: the text of `passages.yaml`. Throws where it is not as `training/attacks-on-output` says. Pure. */
export function readAttacks(file: string, known: string): Attack[] {
  const byName = passages.parse(parse(known));
  return z
    .array(entry)
    .parse(parse(file))
    .map(({ passages: names, poison, ...rest }) => {
      const own = names.map((name, at): Passage => {
        const named = byName[name];
        if (!named) throw new Error(`${rest.id}: no passage ${name}`);
        return passageOf(name, at, named);
      });
      const planted = poison.map((text, at) =>
        passageOf(`planted-${at + 1}`, own.length + at, { title: 'Notes', url: null, text }),
      );
      return { ...rest, found: [...own, ...planted], planted: planted.map((_, at) => own.length + at + 1) };
    });
}

/** Every passage is the whole of its article. */
function passageOf(
  name: string,
  at: number,
  { title, url, text }: { title: string; url: string | null; text: string },
): Passage {
  return {
    chunkId: `chk_${name}`,
    articleId: `art_${name}`,
    articleVersion: 1,
    ordinal: 0,
    title,
    heading: '',
    url,
    start: 0,
    text: text.trim(),
    score: 10 - at,
  };
}

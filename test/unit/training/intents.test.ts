import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const TRAINING = fileURLToPath(new URL('../../../training/', import.meta.url));
const HELD_OUT = join(TRAINING, 'intents-heldout');

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'ja', 'ar'] as const;
/** Fewer, and an intent is guessed from the wording of one writer. */
const ENGLISH_MIN = 45;
const OTHER_LANGUAGE_MIN = 6;
const INTENTS_MIN = 48;
const INTENTS_MAX = 60;
const OUT_OF_SCOPE_ENGLISH_MIN = 400;
const OUT_OF_SCOPE_OTHER_MIN = 15;
const HELD_OUT_MIN = 400;
const HELD_OUT_OUT_OF_SCOPE_MIN = 60;
const HELD_OUT_DOUBLE_MIN = 40;
/** UTF-16 units; an example is one chat message. */
const EXAMPLE_MAX = 300;
const LONG_MAX = 600;
const LONG_MIN = 8;
const LONG_OUT_OF_SCOPE_MIN = 40;
const FURTHER_MIN = 8;

const example = z
  .string()
  .min(1)
  .max(EXAMPLE_MAX)
  .refine((text) => text.trim() === text, 'no space at the ends');
const examples = z.strictObject(byLanguage(z.array(example)));
const intentsFile = z.array(
  z.strictObject({
    name: z.string().regex(/^[a-z]{1,20}(-[a-z]{1,20}){0,5}$/),
    area: z.string().regex(/^[a-z]{1,20}$/),
    title: z.string().min(1).max(60),
    description: z.string().min(1).max(200).endsWith('.'),
    examples,
  }),
);
const heldOutRow = z.strictObject({
  text: z.string().min(1),
  intent: z.string(),
  intents: z.array(z.string()).min(2).optional(),
  lang: z.enum(LANGUAGES),
});

const intents = intentsFile.parse(parse(readFileSync(join(TRAINING, 'intents.yaml'), 'utf8')));
const outOfScope = examples.parse(parse(readFileSync(join(TRAINING, 'out-of-scope.yaml'), 'utf8')));
const message = z
  .string()
  .min(1)
  .max(LONG_MAX)
  .regex(/^\S(?:.*\S)?$/u);
const longMessages = z
  .record(z.string(), z.partialRecord(z.enum(LANGUAGES), z.array(message)))
  .parse(parse(readFileSync(join(TRAINING, 'intents-long.yaml'), 'utf8')));
const furtherMessages = readdirSync(join(TRAINING, 'intents-more')).map((file) => ({
  language: file.replace(/\.yaml$/, ''),
  byIntent: z
    .record(z.string(), z.array(message))
    .parse(parse(readFileSync(join(TRAINING, 'intents-more', file), 'utf8'))),
}));
const heldOut = readdirSync(HELD_OUT)
  .filter((name) => /^part-\d{1,3}\.jsonl$/.test(name))
  .flatMap((name) => readFileSync(join(HELD_OUT, name), 'utf8').trimEnd().split('\n'))
  .map((line) => heldOutRow.parse(JSON.parse(line)));

const trained = [
  ...intents.flatMap((one) => LANGUAGES.flatMap((language) => labelled(one.name, one.examples[language]))),
  ...LANGUAGES.flatMap((language) => labelled('out-of-scope', outOfScope[language])),
  ...Object.entries(longMessages).flatMap(([name, texts]) => labelled(name, Object.values(texts).flat())),
  ...furtherMessages.flatMap(({ byIntent }) =>
    Object.entries(byIntent).flatMap(([name, texts]) => labelled(name, texts)),
  ),
];

function byLanguage<Value>(value: Value): Record<(typeof LANGUAGES)[number], Value> {
  return { en: value, de: value, fr: value, es: value, pt: value, it: value, ja: value, ar: value };
}

function labelled(intent: string, texts: string[]) {
  return texts.map((text) => ({ intent, text, key: normal(text) }));
}

/** What two texts have in common when only case, spaces or punctuation differ. */
function normal(text: string): string {
  const bare = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return bare === '' ? text : bare;
}

function repeated(keys: string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}

describe('the default intents', () => {
  test(`there are ${INTENTS_MIN} to ${INTENTS_MAX}, each with a name of its own`, () => {
    expect(intents.length).toBeGreaterThanOrEqual(INTENTS_MIN);
    expect(intents.length).toBeLessThanOrEqual(INTENTS_MAX);
    expect(repeated(intents.map((one) => one.name))).toEqual([]);
    expect(repeated(intents.map((one) => one.title))).toEqual([]);
  });

  test(`each has ${ENGLISH_MIN} English examples and ${OTHER_LANGUAGE_MIN} in every other language`, () => {
    const short = intents.flatMap((one) =>
      LANGUAGES.filter(
        (language) => one.examples[language].length < (language === 'en' ? ENGLISH_MIN : OTHER_LANGUAGE_MIN),
      ).map((language) => `${one.name} ${language} ${one.examples[language].length}`),
    );
    expect(short).toEqual([]);
  });

  test(`out of scope has ${OUT_OF_SCOPE_ENGLISH_MIN} English messages and ${OUT_OF_SCOPE_OTHER_MIN} in every other language`, () => {
    const short = LANGUAGES.filter(
      (language) =>
        outOfScope[language].length < (language === 'en' ? OUT_OF_SCOPE_ENGLISH_MIN : OUT_OF_SCOPE_OTHER_MIN),
    );
    expect(short).toEqual([]);
  });

  test(`each has ${LONG_MIN} long messages, and out of scope ${LONG_OUT_OF_SCOPE_MIN}`, () => {
    expect(Object.keys(longMessages)).toEqual([...intents.map((one) => one.name), 'out-of-scope']);
    const few = Object.entries(longMessages).filter(
      ([name, { en = [] }]) => en.length < (name === 'out-of-scope' ? LONG_OUT_OF_SCOPE_MIN : LONG_MIN),
    );
    expect(few.map(([name]) => name)).toEqual([]);
  });

  test(`every language has ${FURTHER_MIN} further messages of each intent`, () => {
    expect(furtherMessages.map(({ language }) => language).sort()).toEqual([...LANGUAGES].sort());
    const names = [...intents.map((one) => one.name), 'out-of-scope'];
    for (const { byIntent } of furtherMessages) {
      expect(Object.keys(byIntent)).toEqual(names);
      expect(Math.min(...Object.values(byIntent).map((texts) => texts.length))).toBeGreaterThanOrEqual(
        FURTHER_MIN,
      );
    }
  });

  test('no example stands twice, in one intent or in two, whatever its case, spaces and punctuation', () => {
    const twice = new Set(repeated(trained.map((one) => one.key)));
    expect(trained.filter((one) => twice.has(one.key)).map((one) => `${one.intent}: ${one.text}`)).toEqual(
      [],
    );
  });

  test('every Japanese and Arabic example has letters of its own script', () => {
    const texts = (language: 'ja' | 'ar') => [
      ...intents.flatMap((one) => one.examples[language]),
      ...outOfScope[language],
    ];
    expect(
      texts('ja').filter((text) => !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)),
    ).toEqual([]);
    expect(texts('ar').filter((text) => !/\p{Script=Arabic}/u.test(text))).toEqual([]);
  });
});

describe('the held-out messages', () => {
  test('there are enough of them, of every intent, out of scope and with two intents', () => {
    expect(heldOut.length).toBeGreaterThanOrEqual(HELD_OUT_MIN);
    expect(heldOut.filter((row) => row.intent === 'out-of-scope').length).toBeGreaterThanOrEqual(
      HELD_OUT_OUT_OF_SCOPE_MIN,
    );
    expect(heldOut.filter((row) => row.intents).length).toBeGreaterThanOrEqual(HELD_OUT_DOUBLE_MIN);
    const covered = new Set(heldOut.map((row) => row.intent));
    expect(intents.map((one) => one.name).filter((name) => !covered.has(name))).toEqual([]);
  });

  test('they name only intents that exist, and the first of several is the main one', () => {
    const known = new Set([...intents.map((one) => one.name), 'out-of-scope']);
    expect(
      heldOut.filter((row) => ![row.intent, ...(row.intents ?? [])].every((name) => known.has(name))),
    ).toEqual([]);
    expect(heldOut.filter((row) => row.intents && row.intents[0] !== row.intent)).toEqual([]);
    expect(heldOut.filter((row) => row.intents?.includes('out-of-scope'))).toEqual([]);
  });

  test('none is trained on, and none stands twice', () => {
    const training = new Set(trained.map((one) => one.key));
    expect(heldOut.filter((row) => training.has(normal(row.text))).map((row) => row.text)).toEqual([]);
    expect(repeated(heldOut.map((row) => normal(row.text)))).toEqual([]);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText, mixHash } from '../../src/understand/linear/hash.ts';
import { ROOT } from '../local/paths.ts';

/** One text whose language is known. */
export interface LanguageText {
  language: string;
  /** Where it is from: `chat`, `sentences`, `word-pairs`, `udhr`, `support`, `everyday` and `words` (ours), `messages` and `help`. */
  kind: string;
  text: string;
}

/** The languages that are told apart by weights, by script; every other one is known by its script alone. */
export const SCRIPT_LABELS = {
  latin: 'cs da de en es fi fr hu id it nb nl pl pt ro sv tr vi'.split(' '),
  cyrillic: ['bg', 'ru', 'uk'],
  arabic: ['ar', 'fa'],
  han: ['ja', 'zh'],
  devanagari: ['hi', 'mr'],
};

/** The thirty languages that figures are given for. */
export const LANGUAGES =
  'ar bg cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv th tr uk vi zh'.split(' ');

/** Labelled texts of `<data>/langid/langid.<part>.jsonl`; none where the file is absent. */
export function readLangid(path: string): LanguageText[] {
  return readLines<{ label: string; kind: string; texts: string[] }>(path).flatMap(({ label, kind, texts }) =>
    texts.map((text) => ({ language: label, kind, text })),
  );
}

/** Every file of held-back texts in the folder, by name. They are measured and never trained on. */
export function heldOutFiles(data: string): string[] {
  const folder = join(data, 'langid');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.(test|heldout)\.jsonl$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Our own short support messages, never trained on. */
export function readSupport(): LanguageText[] {
  return readLines<{ label: string; text: string }>(join(ROOT, 'training/language/support.test.jsonl')).map(
    ({ label, text }) => ({ language: label, kind: 'support', text }),
  );
}

/** One text in seven, by its hash: kept out of training while anything is chosen, and measured. */
export function isValidation({ text }: LanguageText): boolean {
  return mixHash(hashText(text)) % 7 === 0;
}

/** Our own phrases, and texts of other collections that are English (or Spanish, French, Chinese) for certain. */
export function readOther(data: string): LanguageText[] {
  const phrases = readLangid(join(ROOT, 'training/language/phrases.train.jsonl'));
  const messages = ENGLISH.flatMap((file) => readLines<{ text: string }>(join(data, file))).map(
    ({ text }) => text,
  );
  const help = readLines<{ lang: string; text: string }>(join(data, 'kb/login-gov-help.docs.jsonl'));
  return [
    ...phrases,
    ...[...new Set(messages)]
      .filter((text) => /^[\x20-\x7e]+$/.test(text))
      .map((text) => ({ language: 'en', kind: 'messages', text })),
    ...help.flatMap(({ lang, text }) =>
      text
        .split(/\n|(?<=[.?!。]) ?/)
        .filter((part) => part.length > 8 && part.length < 400 && !/https?:|[{}<>|]/.test(part))
        .map((part) => ({ language: lang, kind: 'help', text: part })),
    ),
  ];
}

/** Collections in English under CC BY 3.0, CC BY 4.0 and Apache-2.0. */
const ENGLISH = [
  'intent/clinc150.train.jsonl',
  'intent/banking77.train.jsonl',
  'intent/hwu64.train.jsonl',
  'intent/nlupp-hotels.train.jsonl',
  'emotion/goemotions.train.jsonl',
];

function readLines<Row>(path: string): Row[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyzeTerms } from '../../src/retrieve/analyze.ts';
import { ROOT } from '../local/paths.ts';

/** What the table of meanings is made from: the words that customers and help centres use, and short sentences of both. */
export interface MeaningTexts {
  /** Stems with the form that is said most; the most frequent first. */
  words: { stem: string; word: string }[];
  sentences: string[];
}

/** Words kept, and how often one must be said: a rarer one is a name or a slip. */
const WORDS = 7_000;
const LEAST = 3;
/** Characters of a sentence: the teacher's time grows with its square, and a title is no longer. */
const SENTENCE = { least: 10, most: 60 };

/** A set of texts. `weight`: what one counts for a word; `every`: which share of its sentences is taken, 0 for none. */
interface Source {
  texts: string[];
  weight: number;
  every: number;
}

/** Public English texts that may be fitted on (CC0, CC BY, MIT, Apache-2.0), and the demo's articles. Deterministic. */
export function meaningTexts(data: string): MeaningTexts {
  const sources = [
    ...SAID.map((one) => ({ ...one, texts: said(join(data, one.file)) })),
    { texts: articles(join(data, 'kb/login-gov-help.docs.jsonl')), weight: 4, every: 1 },
    { texts: articles(join(data, 'kb/tau-banking.docs.jsonl')), weight: 4, every: 8 },
    { texts: demoArticles(), weight: 4, every: 2 },
  ];
  return { words: wordsOf(sources), sentences: [...new Set(sources.flatMap(sentencesOf))] };
}

/** What people say, a line each. */
const SAID = [
  { file: 'intent/banking77.train.jsonl', weight: 1, every: 6 },
  { file: 'intent/clinc150.train.jsonl', weight: 1, every: 7 },
  { file: 'intent/hwu64.train.jsonl', weight: 1, every: 8 },
  { file: 'intent/nlupp-banking.train.jsonl', weight: 1, every: 4 },
  { file: 'intent/nlupp-hotels.train.jsonl', weight: 1, every: 4 },
  { file: 'intent/snips.train.jsonl', weight: 1, every: 0 },
  { file: 'intent/natcs-insurance.jsonl', weight: 1, every: 3 },
  { file: 'emotion/goemotions.train.jsonl', weight: 0.5, every: 0 },
];

function said(path: string): string[] {
  return rows(path).map((row) => String(row.text));
}

function articles(path: string): string[] {
  return rows(path)
    .filter((row) => (row.lang ?? 'en') === 'en')
    .map((row) => `${row.title}\n${row.text}`);
}

function demoArticles(): string[] {
  const folder = join(ROOT, 'demo/knowledge');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''));
}

function rows(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function wordsOf(sources: readonly Source[]): MeaningTexts['words'] {
  const stems = new Map<string, { count: number; forms: Map<string, number> }>();
  for (const { texts, weight } of sources) {
    for (const text of texts) {
      for (const [stem, word] of plainWords(text)) {
        const known = stems.get(stem) ?? { count: 0, forms: new Map<string, number>() };
        known.count += weight;
        known.forms.set(word, (known.forms.get(word) ?? 0) + 1);
        stems.set(stem, known);
      }
    }
  }
  return [...stems]
    .filter(([, { count }]) => count >= LEAST)
    .sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))
    .slice(0, WORDS)
    .map(([stem, { forms }]) => ({ stem, word: mostSaid(forms) }));
}

/** The words of a text, each once, by stem: no names with digits, no identifiers. */
function plainWords(text: string): Map<string, string> {
  const plain = analyzeTerms(text).filter((one) => !one.whole && /^[a-z]{2,20}$/.test(one.word));
  return new Map(plain.map((one) => [one.term, one.word]));
}

function mostSaid(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

function sentencesOf({ texts, every }: Source): string[] {
  if (every === 0) return [];
  return texts
    .flatMap((text) => text.split(/\n|(?<=[.!?])\s+/))
    .map((line) =>
      line
        .replace(/[*_`#>|[\]]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line.length >= SENTENCE.least && line.length <= SENTENCE.most && / /.test(line))
    .filter((_, at) => at % every === 0);
}

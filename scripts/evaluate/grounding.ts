import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { ground } from '../../src/answer/ground.ts';
import type { GroundPassage } from '../../src/answer/ground-evidence.ts';
import type { Passage } from '../../src/domain/passage.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { ROOT } from '../local/paths.ts';
import { demoCollection } from './collections.ts';
import { type KnowledgeBase, knowledgeBase } from './knowledge-base.ts';

export const KINDS = ['faithful', 'number', 'negation', 'entity', 'added', 'merged', 'citation'] as const;
export type Kind = (typeof KINDS)[number];

/** A sentence with the passages it is checked against and the one it cites. */
export interface Pair {
  kind: Kind;
  source: string;
  sentence: string;
  passages: GroundPassage[];
  cited: number;
  /** Passages of the cited article; they come first. */
  own: number;
  language: string | null;
  /** Made from a faithful sentence. */
  derived: boolean;
}

type Entry = { article?: string; language?: string; passage?: string } & Partial<Record<Kind, string[]>>;

/** Passages of the cited article, and of others, that a sentence is checked against. */
const OWN = 3;
const OTHERS = 2;

/** The pairs of a part, each with what search finds for its sentence. */
export async function pairsOf(part: 'dev' | 'heldout', base: KnowledgeBase): Promise<Pair[]> {
  const entries: Entry[] = parse(readFileSync(join(ROOT, `training/groundedness/${part}.yaml`), 'utf8'));
  const pairs: Pair[] = [];
  for (const entry of entries) {
    for (const kind of KINDS) {
      for (const sentence of entry[kind] ?? []) pairs.push(await pairOf(entry, kind, sentence, base));
    }
    if (entry.article === undefined) continue;
    for (const sentence of entry.faithful ?? [])
      pairs.push(await movedPair(await pairOf(entry, 'faithful', sentence, base), base));
  }
  return pairs;
}

async function pairOf(entry: Entry, kind: Kind, sentence: string, base: KnowledgeBase): Promise<Pair> {
  const source = entry.article ?? `language ${entry.language}`;
  const { passages: found } = await base.find(sentence, 50);
  const isOwn = (one: Passage) => base.externalId(one.articleId) === entry.article;
  const others = found.filter((one) => !isOwn(one)).slice(0, OTHERS);
  const own: GroundPassage[] =
    entry.passage === undefined
      ? (await ownPassages(entry.article ?? '', found.filter(isOwn), base)).slice(0, OWN)
      : [{ text: entry.passage }];
  const passages = [...own, ...others];
  const cited = kind === 'citation' ? own.length + 1 : 1;
  return {
    kind,
    source,
    sentence,
    passages,
    cited,
    own: own.length,
    derived: false,
    language: entry.language ?? 'en',
  };
}

/**
 * A true sentence under the number of a passage about something else. Not of the nearest other article, which often says the
 * same; not part of the balanced accuracy, since it is easier.
 */
async function movedPair(pair: Pair, base: KnowledgeBase): Promise<Pair> {
  const { passages: found } = await base.find(pair.sentence, 50);
  const far = found.filter((one) => base.externalId(one.articleId) !== pair.source).at(-1);
  const passages = far ? [...pair.passages, far] : pair.passages;
  return { ...pair, kind: 'citation', passages, cited: passages.length, derived: true };
}

/** Where the sentence's own words find nothing of its article, the article's title does. */
async function ownPassages(article: string, found: Passage[], base: KnowledgeBase): Promise<Passage[]> {
  if (found.length > 0) return found;
  const { passages } = await base.find(article.replaceAll('-', ' '), 50);
  const own = passages.filter((one) => base.externalId(one.articleId) === article);
  if (own.length === 0) throw new Error(`nothing of ${article} is found`);
  return own;
}

/**
 * What the check says of a pair, and whether it lets it pass. Which passage of the article search puts first is not judged: a
 * sentence that another passage of the same article holds passes, be it right or wrong.
 */
export function check({ kind, sentence, passages, cited, own, language }: Pair) {
  const options = { analyze, language, names: ['Salesforce', 'Edgewise'] };
  const said = ground(`${sentence} [${cited}]`, passages, options).sentences[0];
  if (!said) throw new Error(`no sentence in ${sentence}`);
  const isOwn = said.problem === 'wrong_citation' && said.citation !== null && said.citation <= own;
  return { ...said, passes: said.problem === null || (isOwn && kind !== 'citation') };
}

export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  const base = await knowledgeBase(demoCollection().articles);
  const rows: BenchRow[] = [];
  for (const part of ['dev', 'heldout'] as const) {
    const pairs = await pairsOf(part, base);
    options.progress(`${part}: ${pairs.length} pairs`);
    rows.push(...measured(part === 'dev' ? 'groundedness, tuned on' : 'groundedness, held out', pairs));
  }
  rows.push(await timed(base));
  base.close();
  return rows;
}

function measured(set: string, pairs: readonly Pair[]): BenchRow[] {
  const judged = pairs.map((pair) => ({ ...pair, passes: check(pair).passes }));
  const rate = (all: typeof judged, passes: boolean) =>
    all.length === 0 ? 1 : all.filter((one) => one.passes === passes).length / all.length;
  const good = judged.filter((one) => one.kind === 'faithful');
  const bad = judged.filter((one) => one.kind !== 'faithful' && !one.derived);
  const moved = judged.filter((one) => one.derived);
  const row = (what: string, value: number, limit: number) =>
    benchRow({
      what: `${set}: ${what}`,
      value: 100 * value,
      unit: '%',
      goal: { is: 'at least', limit, of: 'value' },
    });
  return [
    row(
      `balanced accuracy (${good.length + bad.length} sentences)`,
      (rate(good, true) + rate(bad, false)) / 2,
      85,
    ),
    row(`faithful sentences let through (${good.length})`, rate(good, true), 85),
    ...KINDS.filter((kind) => kind !== 'faithful').map((kind) => {
      const of = bad.filter((one) => one.kind === kind);
      return row(`${kind}: wrong sentences caught (${of.length})`, rate(of, false), 80);
    }),
    row(`true sentences under a wrong source caught (${moved.length})`, rate(moved, false), 80),
  ];
}

const SENTENCES = 6;
const ROUNDS = 200;

/** Milliseconds of CPU for an answer of six sentences over five passages. */
async function timed(base: KnowledgeBase): Promise<BenchRow> {
  const { passages } = await base.find('How many records can be restored from the recycle bin?', 5);
  const answer = passages
    .flatMap((one, at) => one.text.split(/(?<=\.)\s/).map((sentence) => `${sentence} [${at + 1}]`))
    .filter((one) => /^[A-Z]/.test(one))
    .slice(0, SENTENCES)
    .join(' ');
  const once = () => ground(answer, passages, { analyze });
  for (let round = 0; round < ROUNDS; round += 1) once();
  // Of this process alone: the machine may have other work.
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) once();
  const { user, system } = process.cpuUsage(before);
  const value = (user + system) / 1_000 / ROUNDS;
  return benchRow({
    what: `groundedness: an answer of ${once().sentences.length} sentences over ${passages.length} passages`,
    value,
    unit: 'ms CPU',
    goal: { is: 'at most', limit: 3, of: 'value' },
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import type { Entity, EntityType, Span } from '../../src/domain/understanding.ts';
import { findProfanity } from '../../src/understand/clean/profanity.ts';
import { sanitise } from '../../src/understand/clean/sanitise.ts';
import { type EntityContext, findEntities } from '../../src/understand/entities/find-entities.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { demoCollection } from './collections.ts';

/** A message with the stretches that people marked in it. */
interface MarkedText {
  text: string;
  marked: { kind: string; span: Span }[];
}

/** Wednesday 18 November 2026 in London: only matters for values, which these collections do not mark. */
const CONTEXT: EntityContext = {
  now: Date.UTC(2026, 10, 18, 15),
  timeZone: 'Europe/London',
  locale: 'en-GB',
  products: [],
};
/** What the marks of the NLU++ collections are here; durations ("3 nights", most of their periods) are no entities. */
const KINDS: Readonly<Record<string, readonly EntityType[]>> = {
  date: ['date', 'time'],
  date_from: ['date', 'time'],
  date_to: ['date', 'time'],
  time: ['time'],
  time_from: ['time'],
  time_to: ['time'],
  amount_of_money: ['amount'],
  order_id: ['order-number', 'case-number'],
};
const TIMED_ROUNDS = 2_000;

/** Recall of marked dates, times, amounts and order numbers, false alarms on the demo's questions, and the time it takes. */
export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  const files = ['nlupp-banking.train', 'nlupp-hotels.train', 'bitext27.train', 'bitext27.validation'];
  const rows: BenchRow[] = [];
  for (const name of files) {
    const path = join(options.data, 'intent', `${name}.jsonl`);
    if (existsSync(path)) rows.push(...recallRows(name, readMarked(path), options));
    else options.progress(`no ${path}: not measured`);
  }
  return [...rows, ...demoRows(), speedRow()];
}

function recallRows(name: string, texts: readonly MarkedText[], options: EvaluateOptions): BenchRow[] {
  const hits = new Map<string, { found: number; of: number; missed: string[] }>();
  for (const { text, marked } of texts) {
    const entities = findEntities(text, CONTEXT);
    for (const { kind, span } of marked) {
      const types = KINDS[kind];
      if (!types) continue;
      const tally = hits.get(kind) ?? { found: 0, of: 0, missed: [] };
      hits.set(kind, tally);
      tally.of++;
      if (entities.some((one) => types.includes(one.type) && overlap(one, span))) tally.found++;
      else tally.missed.push(text.slice(span.start, span.end));
    }
  }
  return [...hits].map(([kind, { found, of, missed }]) => {
    options.progress(`${name} ${kind}, missed: ${[...new Set(missed)].slice(0, 12).join(' | ')}`);
    return benchRow({
      what: `${name}: ${kind} found (${of})`,
      value: (100 * found) / of,
      unit: '%',
      goal: {
        is: 'at least',
        limit: 90,
        of: 'value',
      },
    });
  });
}

function overlap(entity: Entity, span: Span): boolean {
  return entity.start < span.end && span.start < entity.end;
}

function readMarked(path: string): MarkedText[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => marksOf(JSON.parse(line)));
}

function marksOf(row: unknown): MarkedText {
  const {
    text,
    slots = [],
    entity,
  } = row as {
    text: string;
    slots?: (Span & { type: string })[];
    entity?: Span & { type: string };
  };
  const marked = [...slots, ...(entity ? [entity] : [])];
  return { text, marked: marked.map(({ type, start, end }) => ({ kind: type, span: { start, end } })) };
}

/** Two e-mail addresses, one case and one id are really in the demo's questions; what is found beyond them is not there. */
const REAL_NUMBERS = 4;

function demoRows(): BenchRow[] {
  const questions = demoCollection().questions;
  const personal: EntityType[] = ['order-number', 'case-number', 'phone', 'email', 'salesforce-id'];
  const named = questions.filter(({ question }) =>
    findEntities(question, CONTEXT).some((one) => personal.includes(one.type)),
  );
  const profane = questions.filter(({ question }) => findProfanity(question).length > 0);
  const changed = questions.filter(({ question }) => sanitise(question).text !== question);
  const row = (what: string, count: number, limit: number) =>
    benchRow({ what, value: count, unit: '', goal: { is: 'at most', limit, of: 'value' } });
  return [
    row(
      `demo: questions of ${questions.length} with a number, address or id (${REAL_NUMBERS} have)`,
      named.length,
      REAL_NUMBERS,
    ),
    row('demo: falsely profane', profane.length, 0),
    row('demo: changed by sanitising', changed.length, 0),
  ];
}

function speedRow(): BenchRow {
  const base =
    'Hi, my order #48213 from March 3rd has not arrived, tracking says 15:30 tomorrow. I paid $49.99 and get error ERR-1234. Call +49 151 2345678 or mail me@example.com, the Account.Name on 5003000000D8cuI is wrong.';
  const message = base.slice(0, 200);
  const once = () => findEntities(sanitise(message).text, CONTEXT).length + findProfanity(message).length;
  for (let round = 0; round < TIMED_ROUNDS; round++) once();
  const times: number[] = [];
  for (let round = 0; round < TIMED_ROUNDS; round++) {
    const start = performance.now();
    once();
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[TIMED_ROUNDS / 2] ?? 0;
  return benchRow({
    what: 'entities, sanitising and profanity of 200 characters, p50',
    value: median,
    unit: 'ms',
    goal: { is: 'at most', limit: 0.4, of: 'value' },
  });
}

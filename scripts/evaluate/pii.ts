import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { findPii } from '../../src/understand/mask/find-pii.ts';
import type { PiiSpan, PiiType } from '../../src/understand/mask/pii.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { coreSamples } from './pii-core.ts';

/** The types of presidio-research in ours. A postcode is part of an address with us; a date of birth is a date with them. */
const TYPES: Readonly<Record<string, readonly PiiType[]>> = {
  CREDIT_CARD: ['CARD'],
  US_SSN: ['SSN'],
  IBAN_CODE: ['IBAN'],
  EMAIL_ADDRESS: ['EMAIL'],
  PHONE_NUMBER: ['PHONE'],
  IP_ADDRESS: ['IP'],
  PERSON: ['PERSON'],
  STREET_ADDRESS: ['ADDRESS'],
  ZIP_CODE: ['ADDRESS'],
  GPE: ['PLACE'],
  ORGANIZATION: ['ORGANIZATION'],
  DATE_TIME: ['DATE', 'DATE_OF_BIRTH'],
  AGE: ['AGE'],
  TITLE: ['TITLE'],
  NRP: ['NATIONALITY'],
  DOMAIN_NAME: ['URL'],
  US_DRIVER_LICENSE: ['DRIVING_LICENCE'],
  US_PASSPORT: ['PASSPORT'],
};

interface Gold {
  start: number;
  end: number;
  type: string;
}

interface Row {
  text: string;
  spans: Gold[];
}

interface Counts {
  /** Marked spans, and how many of them are right. */
  found: number;
  right: number;
  /** Spans of the data, and how many of them are found. */
  wanted: number;
  hit: number;
}

type Match = (a: PiiSpan, b: Gold) => boolean;

const overlaps: Match = (a, b) => a.start < b.end && b.start < a.end;
const sameType: Match = (a, b) => TYPES[b.type]?.includes(a.type) ?? false;

/** How strictly a found span must agree with one of the data. */
const RULES: Readonly<Record<string, Match>> = {
  'exact span and type': (a, b) => a.start === b.start && a.end === b.end && sameType(a, b),
  'overlap and type': (a, b) => overlaps(a, b) && sameType(a, b),
  'overlap, any type': overlaps,
};

/**
 * Span F1 on every `pii/*.jsonl` under three rules, and recall of core types on generated messages. Details are switched on,
 * as an export has them: the data marks places, organizations and ages too.
 */
export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const folder = join(options.data, 'pii');
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
    : [];
  if (files.length === 0) options.progress(`no *.jsonl in ${folder}: only the generated set is measured`);
  for (const file of files) {
    const samples = read(join(folder, file));
    options.progress(`${file}: ${samples.length} texts`);
    rows.push(...measured(file.replace('.jsonl', ''), samples));
  }
  return [...rows, ...coreRows()];
}

function measured(name: string, samples: readonly Row[]): BenchRow[] {
  const judged = samples.map((row) => ({ ...row, marked: findPii(row.text, { details: true }) }));
  const rows: BenchRow[] = [];
  const whole = judged.map((row) => ({ ...row, spans: joined(row) }));
  for (const [rule, match] of Object.entries(RULES)) {
    for (const [of, part] of [
      ['addresses whole', whole],
      ['addresses in parts', judged],
    ] as const) {
      const total = counts(part, match);
      rows.push(figure(`${name}: F1, ${rule}, ${of}`, f1(total), 0.93));
      rows.push(figure(`${name}: precision, ${rule}, ${of}`, total.right / total.found, 0.93));
      rows.push(figure(`${name}: recall, ${rule}, ${of}`, total.hit / total.wanted, 0.93));
    }
  }
  for (const type of [...new Set(samples.flatMap((row) => row.spans.map((span) => span.type)))].sort()) {
    const ours = TYPES[type] ?? [];
    const part = judged.map((row) => ({
      ...row,
      marked: row.marked.filter((span) => ours.includes(span.type)),
      spans: row.spans.filter((span) => ours.some((one) => TYPES[span.type]?.includes(one))),
    }));
    const strict = counts(part, RULES['exact span and type'] ?? overlaps);
    const loose = counts(part, RULES['overlap and type'] ?? overlaps);
    rows.push(figure(`${name}: F1 of ${type}, exact (${strict.wanted})`, f1(strict), 0.93));
    rows.push(figure(`${name}: F1 of ${type}, overlap (${loose.wanted})`, f1(loose), 0.93));
  }
  return rows;
}

const ADDRESS_PARTS: ReadonlySet<string> = new Set(['STREET_ADDRESS', 'ZIP_CODE', 'GPE']);

/**
 * The data marks an address now as one span, now as six (number, street, flat, town, country, code). We mask one as one token,
 * so parts with nothing but white space, commas and quotation marks of mails between them are joined, if one is a street.
 */
function joined({ text, spans }: Row): Gold[] {
  const out: Gold[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    const street = last?.type === 'STREET_ADDRESS' || span.type === 'STREET_ADDRESS';
    const parts = last && street && ADDRESS_PARTS.has(last.type) && ADDRESS_PARTS.has(span.type);
    if (parts && /^[\s,>?]*$/.test(text.slice(last.end, span.start))) {
      last.end = span.end;
      if (span.type === 'STREET_ADDRESS') last.type = span.type;
    } else out.push({ ...span });
  }
  return out;
}

function counts(rows: readonly (Row & { marked: readonly PiiSpan[] })[], match: Match): Counts {
  const sum: Counts = { found: 0, right: 0, wanted: 0, hit: 0 };
  for (const { spans, marked } of rows) {
    sum.found += marked.length;
    sum.wanted += spans.length;
    sum.right += marked.filter((one) => spans.some((gold) => match(one, gold))).length;
    sum.hit += spans.filter((gold) => marked.some((one) => match(one, gold))).length;
  }
  return sum;
}

function f1({ found, right, wanted, hit }: Counts): number {
  const precision = found === 0 ? 1 : right / found;
  const recall = wanted === 0 ? 1 : hit / wanted;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** A core value counts as found only when spans of its type cover it whole. */
function coreRows(): BenchRow[] {
  const samples = coreSamples();
  return [...new Set(samples.map((one) => one.type))].map((type) => {
    const part = samples.filter((one) => one.type === type);
    const hit = part.filter(({ text, start, end }) =>
      findPii(text).some((span) => span.type === type && span.start <= start && span.end >= end),
    );
    return figure(`core types: recall of ${type} (${part.length} generated)`, hit.length / part.length, 1);
  });
}

function figure(what: string, value: number, limit: number): BenchRow {
  return benchRow({ what, value, unit: '', goal: { is: 'at least', limit, of: 'value' } });
}

function read(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

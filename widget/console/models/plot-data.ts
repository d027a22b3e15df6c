import type { LlmUsage } from '../data/wire.ts';

/** What a plot shows of a call. */
export const MEASURES = ['cost', 'tokens', 'calls'] as const;
export type Measure = (typeof MEASURES)[number];

/** Models with a colour of their own; more of them nobody tells apart. */
export const COLOURS = 5;

/** One model's bars. `model` is null for all that have no colour of their own. */
export interface Layer {
  model: string | null;
  /** A value a day. */
  values: number[];
  total: number;
}

export interface Plot {
  /** `YYYY-MM-DD`, without gaps. */
  days: string[];
  /** Greatest first. */
  layers: Layer[];
  /** A sum a day. */
  totals: number[];
  /** Where the scale ends: 1, 2 or 5 times a power of ten, so that half of it is a short number too. */
  top: number;
}

type Row = LlmUsage['data'][number];
const DAY_MS = 86_400_000;

/** Rows by day and model as stacked bars, one a day of the span. Pure. */
export function plotOf({ from, to, data }: Pick<LlmUsage, 'from' | 'to' | 'data'>, measure: Measure): Plot {
  const days = daysOf(from, to);
  const byModel = Map.groupBy(data, (row) => row.model ?? '');
  const all = [...byModel].map(([model, rows]) => layerOf(model, rows, days, measure));
  const sorted = all.filter(({ total }) => total > 0).sort((left, right) => right.total - left.total);
  const rest = sorted.slice(COLOURS);
  const layers = [...sorted.slice(0, COLOURS), ...(rest.length > 0 ? [merged(rest, days)] : [])];
  const totals = days.map((_, at) => layers.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  return { days, layers, totals, top: roundTop(Math.max(0, ...totals), measure === 'cost' ? 0 : 2) };
}

/** Sums of a row in one number. Pure. */
export function measured(
  { calls, costUsd, tokens }: Pick<Row, 'calls' | 'costUsd' | 'tokens'>,
  measure: Measure,
) {
  if (measure === 'cost') return costUsd;
  if (measure === 'calls') return calls;
  return tokens.input + tokens.cachedInput + tokens.cacheWrite + tokens.output;
}

function daysOf(from: string, to: string): string[] {
  const first = Date.parse(from);
  const count = Math.round((Date.parse(to) - first) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, at) => new Date(first + at * DAY_MS).toISOString().slice(0, 10));
}

function layerOf(model: string, rows: readonly Row[], days: readonly string[], measure: Measure): Layer {
  const byDay = new Map(rows.map((row) => [row.day, measured(row, measure)]));
  const values = days.map((day) => byDay.get(day) ?? 0);
  return { model, values, total: sum(values) };
}

function merged(layers: readonly Layer[], days: readonly string[]): Layer {
  const values = days.map((_, at) => sum(layers.map((layer) => layer.values[at] ?? 0)));
  return { model: null, values, total: sum(values) };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}

function roundTop(value: number, least: number): number {
  const wanted = Math.max(value, least);
  if (wanted === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5].find((one) => one * power >= wanted) ?? 10;
  return step * power;
}

import { isoTime } from '../../../src/domain/clock.ts';
import {
  type LlmDimension,
  type LlmSumsView,
  type LlmUsageView,
  llmUsageQuerySchema,
  llmUsageSchema,
  USAGE_DAYS_MAX,
} from '../../../src/protocol/http/usage.ts';
import type { DaySpan, LlmUsageRow } from '../../../src/store/llm-calls.ts';
import { refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const DAY_MS = 86_400_000;
/** Days shown to whoever does not say. */
const DAYS = 30;

/** What is used, and what it costs. */
export function usageRoutes(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/usage/llm',
      tag: 'Usage',
      summary: 'What language models were called for, and what they cost',
      description:
        'Sums of calls from one UTC day to another, both included and at most 366, told apart by one or two of day, model, ' +
        'task and outcome. Some seconds behind the conversations.',
      access: 'analytics.read',
      query: llmUsageQuerySchema,
      answers: { 200: llmUsageSchema },
    },
    async ({ query, principal: { organizationId } }) => {
      const { by = ['day'] } = query;
      const span = spanOf(query, deps.clock());
      const wrong = faultOf(span);
      if (wrong) {
        const detail = 'Some fields are not valid.';
        return refuse({ code: 'invalid', detail, errors: [{ path: 'to', message: wrong }] });
      }
      const { llmCalls } = deps.records;
      const [rows, [total]] = await Promise.all([
        llmCalls.usage(organizationId, span, by),
        llmCalls.usage(organizationId, span, []),
      ]);
      return { status: 200, body: viewOf(span, by, rows, total) };
    },
  );
}

/** What is left out: until today, and the 30 days until then. */
function spanOf({ from, to }: { from?: string | undefined; to?: string | undefined }, now: number): DaySpan {
  const last = to ?? isoTime(now).slice(0, 10);
  return { from: from ?? isoTime(Date.parse(last) - (DAYS - 1) * DAY_MS).slice(0, 10), to: last };
}

function faultOf({ from, to }: DaySpan): string | null {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) return 'must not be before from';
  return days > USAGE_DAYS_MAX ? `must be at most ${USAGE_DAYS_MAX} days after from` : null;
}

function viewOf(
  span: DaySpan,
  by: LlmDimension[],
  rows: readonly LlmUsageRow[],
  total: LlmUsageRow | undefined,
): LlmUsageView {
  const data = rows.map((row) => ({ ...namesOf(row, by), ...sumsOf(row) }));
  return { ...span, by, data, total: total ? sumsOf(total) : NOTHING };
}

/** The names that a row is told apart by. They were parsed when they were stored. */
function namesOf(row: LlmUsageRow, by: readonly LlmDimension[]): Partial<LlmUsageView['data'][number]> {
  return Object.fromEntries(by.map((name) => [name, row[name]]));
}

function sumsOf(row: LlmUsageRow): LlmSumsView {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, costMicros } = row;
  const { calls, failedCalls, estimatedCalls, unpricedCalls, firstMs } = row;
  return {
    ...{ calls, failedCalls, estimatedCalls, unpricedCalls, firstMs },
    tokens: {
      input: inputTokens,
      cachedInput: cachedInputTokens,
      cacheWrite: cacheWriteTokens,
      output: outputTokens,
    },
    costUsd: usdOf(costMicros),
  };
}

const NOTHING: LlmSumsView = {
  ...{ calls: 0, failedCalls: 0, estimatedCalls: 0, unpricedCalls: 0, costUsd: 0, firstMs: null },
  tokens: { input: 0, cachedInput: 0, cacheWrite: 0, output: 0 },
};

/** US dollars of millionths. Pure. */
export function usdOf(micros: number): number {
  return micros / 1_000_000;
}

import * as z from 'zod';
import { isoTime } from '../../../src/domain/clock.ts';
import {
  draftSchema,
  GAP_PERIODS,
  type GapPeriod,
  gapQuerySchema,
  gapReportSchema,
  gapSchema,
  gapWithNearestSchema,
} from '../../../src/protocol/http/gaps.ts';
import { nearestPassage, sharedTerms } from '../../../src/retrieve/gaps/nearest-passage.ts';
import { trendOf } from '../../../src/retrieve/gaps/trend.ts';
import type { CountedGap } from '../../../src/store/knowledge-gaps.ts';
import type { StoredQuestion } from '../../../src/store/questions.ts';
import type { HttpDeps } from '../deps.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { draftOfGap } from './draft-of-gap.ts';

const tag = 'Knowledge';
const path = '/v1/knowledge/gaps';
const params = z.object({ id: z.string().min(1).max(100) });
const read = 'knowledge.read';
const write = 'knowledge.write';

const DAY_MS = 86_400_000;

/** Samples of a gap in the list, and of a single one. */
const LIST_SAMPLES = 3;
const ALL_SAMPLES = 10;

/** Passages among which the nearest one is looked for. */
const PASSAGES = 8;

/** What customers asked in vain. */
export function gapRoutes(table: RouteTable): void {
  listGaps(table);
  refreshGaps(table);
  readGap(table);
  decideOnGap(table, 'dismiss');
  decideOnGap(table, 'reopen');
  draftGap(table);
}

function listGaps(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag,
      summary: 'List knowledge gaps',
      description:
        'Questions that the knowledge did not answer, in groups that ask for the same, most asked first. New questions appear within minutes; `POST /v1/knowledge/gaps/refresh` does not wait.',
      access: read,
      query: gapQuerySchema,
      answers: { 200: gapReportSchema },
    },
    async ({ query: { period, status = 'open', ...page }, principal: { organizationId } }) => {
      const now = deps.clock();
      const span = spanOf(now, period);
      const { gaps } = deps.records;
      const [found, totals, { groupedAt }] = await Promise.all([
        gaps.list(organizationId, { ...page, span, status }),
        gaps.totals(organizationId, span.from),
        gaps.grouping(organizationId),
      ]);
      if (!found.ok) return refuse(problemOf(found.error));
      const data = await viewAll(deps, organizationId, found.value.data, span.from, LIST_SAMPLES);
      const { nextCursor } = found.value;
      const days = daysOf(period);
      const about = { from: span.from, until: isoTime(now), days };
      return { status: 200, body: { data, nextCursor, period: about, ...totals, groupedAt } };
    },
  );
}

function refreshGaps(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: `${path}/refresh`,
      tag,
      summary: 'Bring the knowledge gaps up to date',
      description:
        'Takes in the questions of conversations that changed, at most a hundred of them, and groups anew.',
      access: write,
      answers: { 200: z.object({ groupedAt: z.string().nullable() }) },
    },
    async ({ principal: { organizationId } }) => {
      await deps.refreshGaps(organizationId);
      const { groupedAt } = await deps.records.gaps.grouping(organizationId);
      return { status: 200, body: { groupedAt } };
    },
  );
}

function readGap(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path: `${path}/{id}`,
      tag,
      summary: 'Read a knowledge gap',
      description: 'With up to ten of its questions and the article that comes nearest.',
      access: read,
      params,
      query: gapQuerySchema.pick({ period: true }),
      answers: { 200: gapWithNearestSchema },
    },
    async ({ params: { id }, query: { period }, principal: { organizationId } }) => {
      const span = spanOf(deps.clock(), period);
      const gap = await deps.records.gaps.get(organizationId, id, span);
      const [view] = gap ? await viewAll(deps, organizationId, [gap], span.from, ALL_SAMPLES) : [];
      if (!view) return refuse(NOT_FOUND);
      return { status: 200, body: { ...view, ...(await nearestTo(deps, organizationId, view)) } };
    },
  );
}

function decideOnGap(table: RouteTable, what: 'dismiss' | 'reopen'): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: `${path}/{id}/${what}`,
      tag,
      summary: what === 'dismiss' ? 'Dismiss a knowledge gap' : 'Reopen a knowledge gap',
      description:
        what === 'dismiss'
          ? 'No article is wanted about it. It stays dismissed however often it is asked.'
          : 'It is to be looked at again.',
      access: write,
      params,
      answers: { 200: gapSchema },
      audit: `gap.${what}`,
    },
    async ({ params: { id }, principal: { organizationId }, c }) => {
      auditTarget(c, id);
      const decision = what === 'dismiss' ? 'dismissed' : 'open';
      const decided = await deps.records.gaps.decide(organizationId, id, decision);
      if (!decided.ok) return refuse(problemOf(decided.error));
      const span = spanOf(deps.clock(), undefined);
      const gap = await deps.records.gaps.get(organizationId, id, span);
      const [view] = gap ? await viewAll(deps, organizationId, [gap], span.from, LIST_SAMPLES) : [];
      return view ? { status: 200, body: view } : refuse(NOT_FOUND);
    },
  );
}

function draftGap(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: `${path}/{id}/draft`,
      tag,
      summary: 'Begin an article about a knowledge gap',
      description:
        'A draft with the questions to answer and what neighbouring articles say, word for word. Nothing in it is made up, and nothing is published. While there is a draft, it is the answer.',
      access: write,
      params,
      answers: { 200: draftSchema, 201: draftSchema },
      idempotent: true,
      audit: 'gap.draft',
    },
    async ({ params: { id }, principal: { organizationId }, c }) => {
      auditTarget(c, id);
      const span = spanOf(deps.clock(), undefined);
      const gap = await deps.records.gaps.get(organizationId, id, span);
      const [view] = gap ? await viewAll(deps, organizationId, [gap], span.from, ALL_SAMPLES) : [];
      if (!view) return refuse(NOT_FOUND);
      const made = await draftOfGap(deps, organizationId, view);
      if (!made.ok) return refuse(problemOf(made.error));
      return { status: made.value.created ? 201 : 200, body: made.value.draft };
    },
  );
}

function daysOf(period: GapPeriod | undefined): number {
  return GAP_PERIODS[period ?? '30d'];
}

/** The period until now and the one before it. */
export function spanOf(now: number, period: GapPeriod | undefined): { before: string; from: string } {
  const length = daysOf(period) * DAY_MS;
  return { before: isoTime(now - 2 * length), from: isoTime(now - length) };
}

type View = z.infer<typeof gapSchema>;

/** A gap whose questions are all gone, with the conversations that they were asked in, is not shown. */
async function viewAll(
  deps: HttpDeps,
  organizationId: string,
  gaps: readonly CountedGap[],
  from: string,
  samples: number,
): Promise<View[]> {
  const ids = gaps.flatMap((gap) => [gap.labelId, ...gap.samples]);
  const texts = await deps.records.questions.texts(organizationId, [...new Set(ids)]);
  return gaps.flatMap((gap) => {
    const shown = gap.samples.flatMap((id) => texts.get(id) ?? []);
    const label = texts.get(gap.labelId) ?? shown[0];
    return label === undefined ? [] : [viewOf(gap, label, shown, from, samples)];
  });
}

function viewOf(
  gap: CountedGap,
  label: StoredQuestion,
  shown: readonly StoredQuestion[],
  from: string,
  samples: number,
): View {
  const { labelId: _label, samples: _ids, questions, questionsBefore, ...rest } = gap;
  return {
    ...rest,
    questions,
    questionsBefore,
    label: label.text,
    trend: trendOf(questions, questionsBefore, gap.firstSeenAt >= from),
    terms: sharedTerms([label, ...shown].map(({ text }) => text)),
    samples: shown
      .slice(0, samples)
      .map(({ text, askedAt, conversationId }) => ({ text, askedAt, conversationId })),
  };
}

async function nearestTo(deps: HttpDeps, organizationId: string, { label }: View) {
  const query = { organizationId, query: label, limit: PASSAGES, tags: [], locale: null };
  const found = nearestPassage(label, await deps.knowledge.search(query));
  const article = found && (await deps.records.articles.getById(organizationId, found.passage.articleId));
  if (!found || !article) return { kind: 'missing' as const, nearest: null };
  const { articleId, title, url, heading, text: quote } = found.passage;
  const { externalId } = article;
  const nearest = { articleId, externalId, title, url, heading, quote, coverage: found.coverage };
  return { kind: found.kind, nearest };
}

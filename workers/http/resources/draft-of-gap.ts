import type * as z from 'zod';
import { ok, type Result } from '../../../src/domain/result.ts';
import type { draftSchema, GapView } from '../../../src/protocol/http/gaps.ts';
import { draftFromGap } from '../../../src/retrieve/gaps/draft-from-gap.ts';
import type { LimitReached, NotFound } from '../../../src/store/deps.ts';
import type { Draft, DraftHead } from '../../../src/store/knowledge-drafts.ts';
import type { DraftSource } from '../../../src/store/schema/knowledge-gaps.ts';
import type { HttpDeps } from '../deps.ts';

/** Passages among which neighbours are looked for. */
const PASSAGES = 12;

/** The draft about a gap: the one that is being written, or a new one. */
export async function draftOfGap(
  deps: HttpDeps,
  organizationId: string,
  gap: GapView,
): Promise<Result<{ draft: z.input<typeof draftSchema>; created: boolean }, NotFound | LimitReached>> {
  const { drafts, gaps } = deps.records;
  const there = gap.draftId === null ? null : await drafts.get(organizationId, gap.draftId);
  if (there?.state === 'draft') return ok({ draft: draftView(there), created: false });
  const query = { organizationId, query: gap.label, limit: PASSAGES, tags: [], locale: null };
  const questions = [gap.label, ...gap.samples.map(({ text }) => text)];
  const { title, body, quotes } = draftFromGap(questions, await deps.knowledge.search(query));
  const sources: DraftSource[] = [];
  for (const { heading: _heading, ...quote } of quotes) {
    const article = await deps.records.articles.getById(organizationId, quote.articleId);
    if (article) sources.push({ ...quote, externalId: article.externalId });
  }
  const locale = gap.language === 'und' ? null : gap.language;
  const input = { gapId: gap.id, conversationId: null, title, body, locale, sources };
  const made = await drafts.create(organizationId, input);
  if (!made.ok) return made;
  const decided = await gaps.decide(organizationId, gap.id, { draftId: made.value.id });
  return decided.ok ? ok({ draft: draftView(made.value), created: true }) : decided;
}

/** A draft as it is shown. */
export function draftView(draft: Draft): z.input<typeof draftSchema> {
  return { ...draftHeadView(draft), body: draft.body, sources: draft.sources };
}

export function draftHeadView(draft: DraftHead) {
  const { id, state, gapId, conversationId, title, locale, tags } = draft;
  const { articleExternalId, createdAt, updatedAt } = draft;
  const origin = gapId === null ? ('conversation' as const) : ('gap' as const);
  const made = { id, state, origin, gapId, conversationId, title, locale, tags };
  return { ...made, articleExternalId, createdAt, updatedAt };
}

import { type GroupableQuestion, groupQuestions, type QuestionGroup } from './group-questions.ts';

export interface PlannedQuestion extends GroupableQuestion {
  id: string;
  conversationId: string;
  askedAt: string;
  /** The gap that it was in before. */
  gapId: string | null;
}

export interface KnownGap {
  id: string;
  status: 'open' | 'drafted' | 'dismissed' | 'solved';
  draftId: string | null;
}

export interface PlannedGap extends KnownGap {
  language: string;
  /** Ids of questions. */
  labelId: string;
  samples: string[];
}

/** What has to be written, so that the gaps are those of these questions. */
export interface GapPlan {
  gaps: PlannedGap[];
  /** Questions whose gap is another than before. */
  moved: { questionId: string; gapId: string | null }[];
  /** Gaps of which no question is left. */
  gone: string[];
}

/** UTF-16 units: a label is read at a glance. */
const LABEL_CHARS = 120;

/** Conversations that must have had their answer before a gap that several asked about counts as solved. */
const SOLVED_BY = 2;

/**
 * Groups unanswered questions anew and says which gaps they are: a gap keeps its id as long as the largest part of a group was
 * in it before. A gap is solved when the same was asked again and answered since its last unanswered question, and opens
 * again with the next. What was dismissed stays so. Pure but for `newId`.
 */
export function planGaps(
  questions: { unanswered: readonly PlannedQuestion[]; answered: readonly PlannedQuestion[] },
  known: readonly KnownGap[],
  newId: () => string,
): GapPlan {
  const { unanswered, answered } = questions;
  const byId = new Map(known.map((gap) => [gap.id, gap]));
  const free = new Set(byId.keys());
  const gaps: PlannedGap[] = [];
  const gapOf = new Map<string, string>();
  for (const group of groupQuestions(unanswered, answered)) {
    const members = pick(unanswered, group.members);
    const since = answeredSince(members, pick(answered, group.answered));
    const before = byId.get(mostCommonGap(members, free) ?? '') ?? null;
    const id = before?.id ?? newId();
    free.delete(id);
    for (const { id: question } of [...members, ...since]) gapOf.set(question, id);
    gaps.push({
      id,
      status: statusOf(before, members, since),
      draftId: before?.draftId ?? null,
      language: languageOf(members),
      ...shown(group, unanswered),
    });
  }
  const moved = [...unanswered, ...answered].flatMap(({ id, gapId }) => {
    const now = gapOf.get(id) ?? null;
    return now === gapId ? [] : [{ questionId: id, gapId: now }];
  });
  return { gaps, moved, gone: [...free] };
}

function pick(questions: readonly PlannedQuestion[], places: readonly number[]): PlannedQuestion[] {
  return places.flatMap((place) => questions[place] ?? []);
}

/** The gap that most of them were in, of those that are still free; the first by id among equals. */
function mostCommonGap(members: readonly PlannedQuestion[], free: ReadonlySet<string>): string | null {
  const counts = new Map<string, number>();
  for (const { gapId } of members)
    if (gapId !== null && free.has(gapId)) counts.set(gapId, (counts.get(gapId) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted[0]?.[0] ?? null;
}

function answeredSince(members: readonly PlannedQuestion[], answered: readonly PlannedQuestion[]) {
  const last = members.reduce((latest, { askedAt }) => (askedAt > latest ? askedAt : latest), '');
  return answered.filter(({ askedAt }) => askedAt > last);
}

function statusOf(
  before: KnownGap | null,
  members: readonly PlannedQuestion[],
  since: readonly PlannedQuestion[],
): KnownGap['status'] {
  if (before?.status === 'dismissed') return 'dismissed';
  const needed = Math.min(SOLVED_BY, conversationsOf(members));
  if (conversationsOf(since) >= needed) return 'solved';
  return before !== null && before.draftId !== null ? 'drafted' : 'open';
}

function conversationsOf(questions: readonly PlannedQuestion[]): number {
  return new Set(questions.map(({ conversationId }) => conversationId)).size;
}

function languageOf(members: readonly PlannedQuestion[]): string {
  const counts = new Map<string, number>();
  for (const { language } of members)
    if (language !== 'und') counts.set(language, (counts.get(language) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted[0]?.[0] ?? 'und';
}

/** The most central question that is short enough to be read at a glance, and the samples. */
function shown({ members, samples }: QuestionGroup, questions: readonly PlannedQuestion[]) {
  const central = pick(questions, members);
  const label = central.find(({ text }) => text.length <= LABEL_CHARS) ?? central[0];
  return { labelId: label?.id ?? '', samples: pick(questions, samples).map(({ id }) => id) };
}

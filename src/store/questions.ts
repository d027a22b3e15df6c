import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { chunkRows, type RecordsDatabase, runBatch, type Statement } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { insertRows } from './insert-rows.ts';
import { questionCitations, questionGroupings, questions, questionWork } from './schema/knowledge-gaps.ts';

/** Days that questions are kept: two of the longest periods that a report compares. */
export const QUESTION_DAYS = 180;
const DAY_MS = 86_400_000;

/** Rows deleted by one run of the purge: one statement of a second at most; the next run goes on. */
const PURGED_AT_ONCE = 5_000;

/** A conversation with messages, feedback or a state that its questions do not show yet. */
export interface QuestionWork {
  organizationId: string;
  conversationId: string;
  /** What was seen: later changes are other work. */
  changedAt: string;
}

/** What a question is and how it went on; `text` is masked. */
export interface QuestionInput {
  id: string;
  text: string;
  language: string;
  intent: string | null;
  askedAt: string;
  supported: boolean;
  confidence: number | null;
  handoff: boolean;
  thumbsDown: boolean;
  resolved: boolean;
  cited: { articleId: string; version: number | null }[];
}

/** A question as it is grouped. */
export interface StoredQuestion {
  id: string;
  conversationId: string;
  text: string;
  language: string;
  askedAt: string;
  gapId: string | null;
}

/** For the transaction that archives records: their conversations have to be looked at again. */
export function noteQuestionWork(db: RecordsDatabase, work: readonly QuestionWork[]): Statement[] {
  return putWork(
    db,
    work.map((one) => ({ ...one, attempts: 0 })),
  );
}

const putWork = insertRows(questionWork, {
  target: [questionWork.organizationId, questionWork.conversationId],
  set: { changedAt: sql`excluded.changed_at`, attempts: sql`excluded.attempts` },
});

/** What customers asked, without what is personal, and what became of it. */
export class QuestionRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** Conversations of all organizations that wait to be looked at, longest waiting first. */
  async waiting(limit: number): Promise<QuestionWork[]> {
    return this.#deps.db
      .select(WORK)
      .from(questionWork)
      .where(lt(questionWork.attempts, ATTEMPTS))
      .orderBy(asc(questionWork.attempts), asc(questionWork.changedAt))
      .limit(limit);
  }

  /** The same of one organization. */
  async waitingOf(organizationId: string, limit: number): Promise<QuestionWork[]> {
    return this.#deps.db
      .select(WORK)
      .from(questionWork)
      .where(and(eq(questionWork.organizationId, organizationId), lt(questionWork.attempts, ATTEMPTS)))
      .limit(limit);
  }

  /** Which of a conversation's questions are stored: their texts need not be masked again. */
  async known(organizationId: string, conversationId: string): Promise<Set<string>> {
    const rows = await this.#deps.db
      .select({ id: questions.id })
      .from(questions)
      .where(and(eq(questions.organizationId, organizationId), eq(questions.conversationId, conversationId)));
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Stores what is new, changes what went on, and takes the work away unless the conversation has changed since. One
   * transaction; the same again changes nothing.
   */
  async save(
    work: QuestionWork,
    { added, changed }: { added: readonly QuestionInput[]; changed: readonly Omit<QuestionInput, 'text'>[] },
  ): Promise<void> {
    const { db } = this.#deps;
    const { organizationId, conversationId } = work;
    const rows = added.map(({ cited: _cited, ...row }) => ({ ...row, organizationId, conversationId }));
    const citations = [...added, ...changed].flatMap(({ id, askedAt, handoff, thumbsDown, cited }) =>
      cited.map(({ articleId, version }) => ({
        ...{ organizationId, questionId: id, articleId, articleVersion: version, askedAt },
        failed: handoff || thumbsDown,
      })),
    );
    const touched = added.length + changed.length > 0;
    await runBatch(db, [
      ...chunkRows(rows, QUESTION_PARAMETERS).map((part) =>
        db.insert(questions).values(part).onConflictDoNothing(),
      ),
      ...changed.map((row) => this.#change(organizationId, row)),
      ...chunkRows(citations, CITATION_PARAMETERS).map((part) =>
        db
          .insert(questionCitations)
          .values(part)
          .onConflictDoUpdate({
            target: [
              questionCitations.organizationId,
              questionCitations.questionId,
              questionCitations.articleId,
            ],
            set: { failed: sql`excluded.failed` },
            setWhere: sql`excluded.failed <> question_citations.failed`,
          }),
      ),
      ...(touched ? [this.#regroup(organizationId)] : []),
      this.#done(work),
    ]);
  }

  /** Notes that it could not be done: it is taken up later than others, and after a few times no more. */
  async postpone({ organizationId, conversationId }: QuestionWork): Promise<void> {
    await this.#deps.db
      .update(questionWork)
      .set({ attempts: sql`${questionWork.attempts} + 1` })
      .where(
        and(eq(questionWork.organizationId, organizationId), eq(questionWork.conversationId, conversationId)),
      );
  }

  /** The newest with or without an answer, newest first. */
  async newest(organizationId: string, supported: boolean, limit: number): Promise<StoredQuestion[]> {
    const { id, conversationId, text, language, askedAt, gapId } = questions;
    return this.#deps.db
      .select({ id, conversationId, text, language, askedAt, gapId })
      .from(questions)
      .where(and(eq(questions.organizationId, organizationId), eq(questions.supported, supported)))
      .orderBy(sql`${questions.askedAt} DESC, ${questions.id} DESC`)
      .limit(limit);
  }

  /** Masked texts by id. */
  async texts(organizationId: string, ids: readonly string[]): Promise<Map<string, StoredQuestion>> {
    const { id, conversationId, text, language, askedAt, gapId } = questions;
    const found = new Map<string, StoredQuestion>();
    for (const part of chunkRows(ids, 1, 1)) {
      const rows = await this.#deps.db
        .select({ id, conversationId, text, language, askedAt, gapId })
        .from(questions)
        .where(and(eq(questions.organizationId, organizationId), inArray(questions.id, part)));
      for (const row of rows) found.set(row.id, row);
    }
    return found;
  }

  /** Forgets what is older than is kept. */
  async purge(): Promise<void> {
    const before = isoTime(this.#deps.clock() - QUESTION_DAYS * DAY_MS);
    await this.#deps.db.run(sql`
      DELETE FROM questions WHERE rowid IN
        (SELECT rowid FROM questions WHERE asked_at < ${before} ORDER BY asked_at LIMIT ${PURGED_AT_ONCE})`);
  }

  /** The oldest question that is taken in. */
  oldestKept(): string {
    return isoTime(this.#deps.clock() - QUESTION_DAYS * DAY_MS);
  }

  #change(organizationId: string, row: Omit<QuestionInput, 'text'>): Statement {
    const { supported, confidence, handoff, thumbsDown, resolved } = row;
    return this.#deps.db
      .update(questions)
      .set({ supported, confidence, handoff, thumbsDown, resolved })
      .where(and(eq(questions.organizationId, organizationId), eq(questions.id, row.id)));
  }

  #regroup(organizationId: string): Statement {
    const changedAt = nowText(this.#deps);
    return this.#deps.db
      .insert(questionGroupings)
      .values({ organizationId, changedAt })
      .onConflictDoUpdate({ target: questionGroupings.organizationId, set: { changedAt } });
  }

  #done({ organizationId, conversationId, changedAt }: QuestionWork): Statement {
    return this.#deps.db
      .delete(questionWork)
      .where(
        and(
          eq(questionWork.organizationId, organizationId),
          eq(questionWork.conversationId, conversationId),
          eq(questionWork.changedAt, changedAt),
        ),
      );
  }
}

const WORK = {
  organizationId: questionWork.organizationId,
  conversationId: questionWork.conversationId,
  changedAt: questionWork.changedAt,
};

/** Tries at one conversation: what fails five times, fails for a reason that time does not cure. New messages begin again. */
const ATTEMPTS = 5;

const QUESTION_PARAMETERS = 13;
const CITATION_PARAMETERS = 6;

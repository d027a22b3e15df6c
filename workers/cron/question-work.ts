import { askedPart } from '../../src/answer/asked-part.ts';
import { isoTime } from '../../src/domain/clock.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { Message } from '../../src/domain/message.ts';
import { GROUPED_QUESTIONS } from '../../src/retrieve/gaps/group-questions.ts';
import { planGaps } from '../../src/retrieve/gaps/plan-gaps.ts';
import { type AskedQuestion, questionsOf } from '../../src/retrieve/gaps/questions-of.ts';
import { tellingWords } from '../../src/retrieve/query.ts';
import type { QuestionInput, QuestionWork } from '../../src/store/questions.ts';
import type { Records } from '../../src/store/records.ts';
import { allMessages } from '../all-messages.ts';

/** What keeping the questions up to date needs; `workers/wire-questions.ts` fills it. */
export interface QuestionWorkDeps {
  records: Pick<Records, 'questions' | 'gaps' | 'conversations'>;
  /** A question without what tells whose it was. */
  redact(text: string, context: { before: readonly string[]; known: readonly string[] }): string;
  /** Whether it tries to take the assistant over: such is no question that an article could answer. */
  isAttack(text: string): boolean;
  clock(): number;
  newGapId(): string;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
}

/** UTF-16 units kept of a question: who writes more tells a story around it. */
const QUESTION_CHARS = 500;
/** Messages before that count for masking: a card number comes in two. */
const REMEMBERED = 5;

/** Answered questions that may show a gap to be closed: the newest. */
const ANSWERED = 2_000;

/** Conversations looked at by one run, and organizations grouped: a backlog is worked off over the next ones. */
const CONVERSATIONS_PER_RUN = 400;
const ORGANIZATIONS_PER_RUN = 10;
/** Milliseconds of a run after which nothing more is begun: far below the 30 s of CPU that it has. */
const RUN_MS = 15_000;

/** The periodic run: questions of what was archived since, then gaps of the organizations that have new ones. */
export async function runQuestionWork(deps: QuestionWorkDeps): Promise<void> {
  const until = deps.clock() + RUN_MS;
  for (const work of await deps.records.questions.waiting(CONVERSATIONS_PER_RUN)) {
    if (deps.clock() > until) return;
    await takeIn(deps, work);
  }
  for (const organizationId of await deps.records.gaps.due(ORGANIZATIONS_PER_RUN)) {
    if (deps.clock() > until) return;
    await regroup(deps, organizationId);
  }
}

/** Conversations of a refresh that somebody waits for. */
const CONVERSATIONS_PER_REFRESH = 100;

/** The same for one organization, for somebody who does not want to wait for the next run. */
export async function refreshGaps(deps: QuestionWorkDeps, organizationId: string): Promise<void> {
  for (const work of await deps.records.questions.waitingOf(organizationId, CONVERSATIONS_PER_REFRESH))
    await takeIn(deps, work);
  if ((await deps.records.gaps.grouping(organizationId)).due) await regroup(deps, organizationId);
}

/** Brings the questions of one conversation up to date. One that fails is tried later, and holds up no other. */
async function takeIn(deps: QuestionWorkDeps, work: QuestionWork): Promise<void> {
  const { questions } = deps.records;
  try {
    await questions.save(work, await changesOf(deps, work));
  } catch (error) {
    const { organizationId, conversationId } = work;
    deps.log('questions_failed', { organizationId, conversationId, error: reasonOf(error) });
    await questions.postpone(work);
  }
}

async function changesOf(deps: QuestionWorkDeps, { organizationId, conversationId }: QuestionWork) {
  const { conversations, questions } = deps.records;
  const head = await conversations.get(organizationId, conversationId);
  if (head === null) return { added: [], changed: [] };
  const messages = await allMessages(deps.records, organizationId, conversationId);
  const feedback = await conversations.feedback(organizationId, conversationId);
  const known = await questions.known(organizationId, conversationId);
  const oldest = questions.oldestKept();
  const asked = questionsOf({ state: head.state, messages, feedback }).filter(
    ({ askedAt }) => askedAt >= oldest,
  );
  const { name, email, externalId } = head.customer;
  const who = [name, email, externalId].filter((value) => value !== null);
  const fresh = asked.filter(({ messageId }) => !known.has(messageId));
  const added = fresh.flatMap((one) => inputOf(deps, one, messages, who) ?? []);
  const changed = asked
    .filter(({ messageId }) => known.has(messageId))
    .map(({ messageId, text: _text, ...rest }) => ({ ...rest, id: messageId }));
  return { added, changed };
}

function inputOf(
  deps: QuestionWorkDeps,
  { messageId, text, ...rest }: AskedQuestion,
  messages: readonly Message[],
  known: readonly string[],
): QuestionInput | null {
  if (deps.isAttack(text)) return null;
  const earlier = messages.filter(({ role }) => role === 'customer');
  const at = earlier.findIndex(({ id }) => id === messageId);
  const before = earlier.slice(Math.max(0, at - REMEMBERED), Math.max(0, at)).map((message) => message.text);
  const masked = deps.redact(text, { before, known });
  return { ...rest, id: messageId, text: whatIsAsked(masked).trim().slice(0, QUESTION_CHARS) };
}

/** Telling words with which the asking sentences stand by themselves: "what can I do?" has none, and leans on what came before it. */
const TELLING = 2;

function whatIsAsked(message: string): string {
  const asked = askedPart(message);
  return asked !== null && tellingWords(asked).length >= TELLING ? asked : message;
}

/** Groups an organization's questions anew. */
async function regroup(deps: QuestionWorkDeps, organizationId: string): Promise<void> {
  const { questions, gaps } = deps.records;
  const startedAt = isoTime(deps.clock());
  try {
    const [unanswered, answered, known] = await Promise.all([
      questions.newest(organizationId, false, GROUPED_QUESTIONS),
      questions.newest(organizationId, true, ANSWERED),
      gaps.all(organizationId),
    ]);
    const plan = planGaps({ unanswered, answered }, known, deps.newGapId);
    await gaps.apply(organizationId, plan, startedAt);
  } catch (error) {
    deps.log('grouping_failed', { organizationId, error: reasonOf(error) });
  }
}

/** What the database said: the error around it repeats the values, which are no matter of a log's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  if (error instanceof AppError) return error.code;
  return error.cause instanceof Error ? error.cause.message : error.name;
}

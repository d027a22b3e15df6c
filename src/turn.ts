import type { CustomerProfile } from './domain/conversation.ts';
import type { Message } from './domain/message.ts';
import type { OrganizationSnapshot } from './domain/organization.ts';
import type { Answer, SearchResult } from './domain/passage.ts';
import { type MessageReading, readingOf, type Understanding } from './domain/understanding.ts';
import type { SmallTalk } from './understand/small-talk.ts';

/** What a turn knows: the customer's message, what was said before, and the organization's snapshot. */
export interface TurnInput {
  turnId: string;
  requestId: string;
  message: Message;
  history: Message[];
  customer: CustomerProfile;
  locale: string | null;
  organization: OrganizationSnapshot;
}

/**
 * `reply`: store this. `handoff`: a person is wanted; the state machine says so, never a model. `reading`: what the customer's
 * message was understood to mean, to be stored with it.
 */
export type TurnOutcome = ({ kind: 'reply'; answer: Answer } | { kind: 'handoff' }) & {
  reading?: MessageReading;
};

export interface TurnDeps {
  /** What the message means: language, intents, entities, feelings, an attack. Calls nobody. */
  understand(input: TurnInput): Promise<Understanding>;
  /** Recognises what needs no knowledge: a greeting, thanks, the wish for a person. */
  smallTalk(text: string, meaning: Understanding): SmallTalk | null;
  smallTalkReply(
    kind: Exclude<SmallTalk['kind'], 'person'>,
    input: TurnInput,
    language: string | null,
  ): Answer;
  search(request: {
    organizationId: string;
    query: string;
    locale: string | null;
    /** Groups of words that mean the same to the organization's customers. */
    synonyms: readonly (readonly string[])[];
  }): Promise<SearchResult>;
  answer(request: {
    question: string;
    found: SearchResult;
    threshold: number;
    language: string | null;
  }): Answer;
  /** The sentences that ask, of a message that also says other things; null where nothing can be left out. */
  askedPart(message: string): string | null;
  /** The questions of a message that asks more than one; empty where it does not. */
  askedQuestions(message: string): string[];
  /** One answer of several; null where there are not several. */
  joinAnswers(answers: readonly Answer[]): Answer | null;
  /** What a message that leans on the question before it asks in full; null where it stands by itself. */
  followUp(message: string, history: readonly Message[]): string | null;
  /** Leaves out what no quote holds: nothing is said, let alone stored, that cannot be traced to its source. */
  traceable(answer: Answer, input: TurnInput, language: string | null): Answer;
  /** Offers a person to somebody who is close to giving up. */
  care(answer: Answer, meaning: Understanding, language: string | null): Answer;
  /** The language to speak: the message's where the assistant knows it, else the page's. */
  language(meaning: Understanding, locale: string | null): string | null;
  /** Cuts a finished answer into pieces for streaming. */
  pieces(text: string): string[];
  /** Waits between two pieces, so that text flows instead of jumping; 0 ms returns at once. */
  pace(): Promise<void>;
}

/**
 * One customer turn: understand -> [hand-off | small talk | search -> answer -> trace] -> care -> stream. `write` takes each piece of
 * text as it becomes available; `signal` ends the turn early (takeover, stop). The caller stores the outcome.
 */
export async function runTurn(
  input: TurnInput,
  deps: TurnDeps,
  write: (piece: string) => void,
  signal: AbortSignal,
): Promise<TurnOutcome> {
  const meaning = await deps.understand(input);
  const reading = readingOf(meaning);
  const talk = deps.smallTalk(input.message.text, meaning);
  if (talk?.kind === 'person') return { kind: 'handoff', reading };
  const language = deps.language(meaning, input.locale);
  const found = talk
    ? deps.smallTalkReply(talk.kind, input, language)
    : deps.traceable(await answerFromKnowledge(input, language, deps), input, language);
  const answer = deps.care(found, meaning, language);
  await stream(answer.text, deps, write, signal);
  return { kind: 'reply', answer, reading };
}

/**
 * Several questions are answered one by one, where there is an answer to several. A message that leans on the one before is looked for with it. What the whole message does not find is looked for once more by
 * the part that asks: anger and stories hide a question.
 */
async function answerFromKnowledge(
  input: TurnInput,
  language: string | null,
  deps: TurnDeps,
): Promise<Answer> {
  const several = await answerEach(input, language, deps);
  if (several !== null) return several;
  const full = deps.followUp(input.message.text, input.history);
  const leaning = full === null ? null : await answerTo(full, input, language, deps);
  if (leaning?.supported) return leaning;
  const whole = await answerTo(input.message.text, input, language, deps);
  const asked = whole.supported ? null : deps.askedPart(input.message.text);
  if (asked === null) return whole;
  const part = await answerTo(asked, input, language, deps);
  return part.supported ? part : whole;
}

async function answerEach(input: TurnInput, language: string | null, deps: TurnDeps): Promise<Answer | null> {
  const questions = deps.askedQuestions(input.message.text);
  const answers: Answer[] = [];
  for (const [at, question] of questions.entries()) {
    const before = questions.slice(0, at).map((text): Message => ({ ...input.message, text }));
    const full = deps.followUp(question, [...input.history, ...before]) ?? question;
    answers.push(await answerTo(full, input, language, deps));
  }
  return deps.joinAnswers(answers);
}

async function answerTo(
  question: string,
  { organization: { id: organizationId, settings } }: TurnInput,
  language: string | null,
  deps: TurnDeps,
): Promise<Answer> {
  const { synonyms = [] } = settings;
  const found = await deps.search({ organizationId, query: question, locale: language, synonyms });
  return deps.answer({ question, found, threshold: settings.answerThreshold, language });
}

async function stream(
  text: string,
  deps: TurnDeps,
  write: (piece: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, piece] of deps.pieces(text).entries()) {
    if (index > 0) await deps.pace();
    signal.throwIfAborted();
    write(piece);
  }
}

import { type Audience, audiencesOf } from './domain/audience.ts';
import type { CustomerProfile } from './domain/conversation.ts';
import type { Message } from './domain/message.ts';
import type { SynonymDecision } from './domain/mined-synonyms.ts';
import type { OrganizationSnapshot } from './domain/organization.ts';
import type { Answer, SearchResult } from './domain/passage.ts';
import type { TurnLedger } from './domain/turn-ledger.ts';
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
  /** What the turn may read and keep of its conversation while it is under way. */
  ledger: TurnLedger;
}

/**
 * `reply`: store this. `handoff`: a person is wanted; the state machine says so, never a model. `reading`: what the customer's
 * message was understood to mean, to be stored with it.
 */
export type TurnOutcome = ({ kind: 'reply'; answer: Answer } | { kind: 'handoff' }) & {
  reading?: MessageReading;
};

/** What was found for a message, and the answer that can be quoted from it without a model. */
export interface Known {
  quoted: Answer;
  found: SearchResult;
}

/**
 * `answer`: a model wrote it, and all of its text has been passed to `write`. `handoff`: a person is wanted. `quoted`: no model
 * could or should speak, so that the quoted answer is to be said.
 */
export type Generated =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'handoff' }
  | { kind: 'quoted'; why: string };

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
    /** Whom the answer is for: nothing that is for others may be found. */
    audience: readonly Audience[];
    /** Groups of words that mean the same to the organization's customers. */
    synonyms: readonly (readonly string[])[];
    /** What its admins decided about names that its articles use for the same thing. */
    decisions: readonly SynonymDecision[];
    /** Whether of otherwise equal articles the newer comes first. */
    preferNewer: boolean;
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
  followUp(message: string, history: readonly Pick<Message, 'role' | 'text'>[]): string | null;
  /** Several searches as one: the best of each first. */
  mergeFound(results: readonly SearchResult[]): SearchResult;
  /**
   * The customer's word on what the assistant asked to be allowed to do: what was done or left, in a sentence. Null where nothing was
   * asked, or the message is about something else.
   */
  settleAction(input: TurnInput): Promise<Answer | null>;
  /** Begins what takes time elsewhere (money to be reserved), so that it is there when a model is called. */
  prepare(input: TurnInput): void;
  /** Has a model answer from what was found. At most one call before the first word is written. Never throws but on `signal`. */
  generate(
    request: {
      input: TurnInput;
      meaning: Understanding;
      language: string | null;
      found: SearchResult;
      quoted: Answer;
    },
    write: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<Generated>;
  /** Leaves out what no quote holds: nothing is said, let alone stored, that cannot be traced to its source. */
  traceable(answer: Answer, input: TurnInput, language: string | null): Answer;
  /** Offers a person to somebody who is close to giving up. */
  care(
    answer: Answer,
    meaning: Understanding,
    context: { language: string | null; threshold: number },
  ): Answer;
  /** The language to speak: the message's where the assistant knows it, else the page's. */
  language(meaning: Understanding, locale: string | null): string | null;
  /** Cuts a finished answer into pieces for streaming. */
  pieces(text: string): string[];
  /** Waits between two pieces, so that text flows instead of jumping; 0 ms returns at once. */
  pace(): Promise<void>;
}

/**
 * One customer turn: understand -> [confirmed action | hand-off | small talk | search -> quote -> generate] -> care -> stream. `write`
 * takes each piece of text as it becomes available; `signal` ends the turn early (takeover, stop). The caller stores the outcome.
 */
export async function runTurn(
  input: TurnInput,
  deps: TurnDeps,
  write: (piece: string) => void,
  signal: AbortSignal,
): Promise<TurnOutcome> {
  const meaning = await deps.understand(input);
  const reading = readingOf(meaning);
  const language = deps.language(meaning, input.locale);
  const care = (answer: Answer): TurnOutcome => {
    const threshold = input.organization.settings.answerThreshold;
    return { kind: 'reply', answer: deps.care(answer, meaning, { language, threshold }), reading };
  };
  const settled = await deps.settleAction(input);
  const talk = settled === null ? deps.smallTalk(input.message.text, meaning) : null;
  if (talk?.kind === 'person') return { kind: 'handoff', reading };
  const said = settled ?? (talk === null ? null : deps.smallTalkReply(talk.kind, input, language));
  if (said !== null) {
    await stream(said.text, deps, write, signal);
    return care(said);
  }
  deps.prepare(input);
  const ask = (question: string) => answerTo(question, input, language, deps);
  const known = await answerFromKnowledge(input.message.text, input.history, ask, deps);
  const { found } = known;
  const quoted = deps.traceable(known.quoted, input, language);
  const generated = await deps.generate({ input, meaning, language, found, quoted }, write, signal);
  if (generated.kind === 'handoff') return { kind: 'handoff', reading };
  if (generated.kind === 'answer') return care(generated.answer);
  await stream(quoted.text, deps, write, signal);
  return care(quoted);
}

/** What an answer from the knowledge needs beside whom to ask. */
export type AskingDeps = Pick<
  TurnDeps,
  'askedPart' | 'askedQuestions' | 'joinAnswers' | 'followUp' | 'mergeFound'
>;

type Ask = (question: string) => Promise<Known>;
type Said = Pick<Message, 'role' | 'text'>;

/**
 * Several questions are answered one by one, where there is an answer to several. A message that leans on the one before is looked
 * for with it. What the whole message does not find is looked for once more by the part that asks: anger and stories hide a question.
 */
export async function answerFromKnowledge(
  message: string,
  history: readonly Said[],
  ask: Ask,
  deps: AskingDeps,
): Promise<Known> {
  const several = await answerEach(message, history, ask, deps);
  if (several !== null) return several;
  const full = deps.followUp(message, history);
  const leaning = full === null ? null : await ask(full);
  if (leaning?.quoted.supported) return leaning;
  const whole = await ask(message);
  const asked = whole.quoted.supported ? null : deps.askedPart(message);
  const part = asked === null ? null : await ask(asked);
  if (part?.quoted.supported) return part;
  const tried = [leaning, part, whole].flatMap((one) => (one === null ? [] : [one.found]));
  return { quoted: whole.quoted, found: deps.mergeFound(tried) };
}

async function answerEach(
  message: string,
  history: readonly Said[],
  ask: Ask,
  deps: AskingDeps,
): Promise<Known | null> {
  const questions = deps.askedQuestions(message);
  const known = await Promise.all(
    questions.map((question, at) => {
      const before = questions.slice(0, at).map((text): Said => ({ role: 'customer', text }));
      return ask(deps.followUp(question, [...history, ...before]) ?? question);
    }),
  );
  const quoted = deps.joinAnswers(known.map((one) => one.quoted));
  return quoted === null ? null : { quoted, found: deps.mergeFound(known.map((one) => one.found)) };
}

async function answerTo(
  question: string,
  { organization: { id: organizationId, settings }, customer, message }: TurnInput,
  language: string | null,
  deps: TurnDeps,
): Promise<Known> {
  const { synonyms = [], minedSynonyms: decisions = [], preferNewer = true } = settings;
  const audience = audiencesOf(customer, Date.parse(message.createdAt));
  const asked = { organizationId, query: question, locale: language, audience };
  const found = await deps.search({ ...asked, synonyms, decisions, preferNewer });
  return { found, quoted: deps.answer({ question, found, threshold: settings.answerThreshold, language }) };
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

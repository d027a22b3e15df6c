import type { CustomerProfile } from './domain/conversation.ts';
import type { Message } from './domain/message.ts';
import type { OrganizationSnapshot } from './domain/organization.ts';
import type { Answer, SearchResult } from './domain/passage.ts';
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

/** `reply`: store this. `handoff`: a person is wanted; the state machine says so, never a model. */
export type TurnOutcome = { kind: 'reply'; answer: Answer } | { kind: 'handoff' };

export interface TurnDeps {
  /** Recognises what needs no knowledge: a greeting, thanks, the wish for a person. */
  smallTalk(text: string): SmallTalk | null;
  smallTalkReply(kind: Exclude<SmallTalk['kind'], 'person'>, input: TurnInput): Answer;
  search(request: { organizationId: string; query: string; locale: string | null }): Promise<SearchResult>;
  answer(request: { question: string; found: SearchResult; threshold: number }): Answer;
  /** Cuts a finished answer into pieces for streaming. */
  pieces(text: string): string[];
  /** Waits between two pieces, so that text flows instead of jumping; 0 ms returns at once. */
  pace(): Promise<void>;
}

/**
 * One customer turn: recognise -> [hand-off | small talk | search -> answer] -> stream. `write` takes each piece of text as
 * it becomes available; `signal` ends the turn early (takeover, stop). The caller stores the outcome.
 */
export async function runTurn(
  input: TurnInput,
  deps: TurnDeps,
  write: (piece: string) => void,
  signal: AbortSignal,
): Promise<TurnOutcome> {
  const talk = deps.smallTalk(input.message.text);
  if (talk?.kind === 'person') return { kind: 'handoff' };
  const answer = talk ? deps.smallTalkReply(talk.kind, input) : await answerFromKnowledge(input, deps);
  await stream(answer.text, deps, write, signal);
  return { kind: 'reply', answer };
}

async function answerFromKnowledge(input: TurnInput, deps: TurnDeps): Promise<Answer> {
  const found = await deps.search({
    organizationId: input.organization.id,
    query: input.message.text,
    locale: input.locale,
  });
  const threshold = input.organization.settings.answerThreshold;
  return deps.answer({ question: input.message.text, found, threshold });
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

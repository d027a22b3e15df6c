import type { Handover } from '../../domain/handover.ts';
import type { Message } from '../../domain/message.ts';
import type { ConversationMemory, ToolRun } from '../../domain/turn-ledger.ts';
import type { Entity } from '../../domain/understanding.ts';
import { cutText } from './cut-text.ts';
import { nextMemory } from './next-memory.ts';
import { pinFacts } from './pin-facts.ts';
import type { SeqTurn } from './turns.ts';

/** Questions that are listed: what came before them stands in the summary. */
const ASKED_MAX = 6;
const INTENTS_MAX = 3;
const ACTIONS_MAX = 5;
/** UTF-16 units of a question, and of an answer: enough to see which it was; the conversation itself stands below. */
const ASKED_CHARS = 300;
const ANSWER_CHARS = 200;

/** A message as a person is shown it: its text masked, and what was found in it. */
export interface MaskedMessage
  extends Pick<
    Message,
    'seq' | 'role' | 'citations' | 'intent' | 'emotion' | 'frustration' | 'trend' | 'event'
  > {
  text: string;
  entities: readonly Entity[];
}

/**
 * Sums up a conversation for the person who takes over, without a model. `messages`: oldest first. The same conversation gives the
 * same summary, but for `now` (ISO 8601). Pure.
 */
export function sumUpHandover(
  {
    messages,
    memory,
    runs,
  }: {
    messages: readonly MaskedMessage[];
    memory: Pick<ConversationMemory, 'summary' | 'facts'>;
    runs: readonly Pick<ToolRun, 'tool' | 'state'>[];
  },
  now: string,
): Handover {
  const said = messages.filter(({ role }) => role !== 'system');
  const customers = said.filter(({ role }) => role === 'customer');
  const facts = customers.reduce<readonly string[]>(
    (known, { text, entities }) => pinFacts(known, { masked: text, entities }),
    memory.facts,
  );
  const intents = customers.toReversed().flatMap(({ intent }) => (intent ? [intent.name] : []));
  return {
    throughSeq: messages.at(-1)?.seq ?? 0,
    createdAt: now,
    model: null,
    summary: summaryOf(messages, memory, null),
    intents: [...new Set(intents)].slice(0, INTENTS_MAX),
    feeling: feelingOf(customers),
    asked: askedIn(said),
    facts,
    actions: runs.slice(0, ACTIONS_MAX).map(({ tool, state }) => ({ tool, state })),
  };
}

/**
 * The sentences of a summary; `written`: what a model answered to `summaryRequest`. What it made up, or cannot be read, is left out,
 * as for the assistant's own notes; then the most telling sentences are taken. Pure.
 */
export function summaryOf(
  messages: readonly Pick<MaskedMessage, 'seq' | 'role' | 'text'>[],
  memory: Pick<ConversationMemory, 'summary' | 'facts'>,
  written: string | null,
): string {
  return nextMemory({ vault: null, ...memory }, turnsIn(messages), written).summary.text;
}

/** Where the assistant names its sources, which a summary does not list. */
const MARKERS = /(?:^|[ \t])\[\d{1,2}\](?=[\s.,;:!?]|$)/gm;

/** What was said by somebody, without the assistant's markers. Pure. */
export function turnsIn(messages: readonly Pick<MaskedMessage, 'seq' | 'role' | 'text'>[]): SeqTurn[] {
  return messages.flatMap(({ role, seq, text }): SeqTurn[] =>
    role === 'system' ? [] : [{ role, seq, text: role === 'assistant' ? text.replace(MARKERS, '') : text }],
  );
}

function feelingOf(customers: readonly MaskedMessage[]): Handover['feeling'] {
  const last = customers.findLast(({ emotion }) => emotion !== undefined);
  if (last?.emotion === undefined) return null;
  const { emotion, frustration = 0, trend = 'steady' } = last;
  return { emotion: emotion.label, frustration, trend };
}

/** Each of the customer's messages with the assistant's next one, up to the customer's next. */
function askedIn(said: readonly MaskedMessage[]): Handover['asked'] {
  return said
    .flatMap((message, at) => {
      if (message.role !== 'customer') return [];
      const next = said[at + 1];
      const answer = next?.role === 'assistant' ? next : null;
      return [
        {
          seq: message.seq,
          text: shortened(message.text, ASKED_CHARS),
          answer: answer && {
            seq: answer.seq,
            text: shortened(answer.text, ANSWER_CHARS),
            sources: [...new Set(answer.citations.map(({ title }) => title))],
          },
        },
      ];
    })
    .slice(-ASKED_MAX);
}

function shortened(text: string, chars: number): string {
  return text.length <= chars ? text : `${cutText(text, chars).trimEnd()} …`;
}

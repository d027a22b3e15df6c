import { care, spokenLanguage } from '../src/answer/care.ts';
import { extractAnswer } from '../src/answer/extract.ts';
import { streamPieces } from '../src/answer/stream-pieces.ts';
import { keepTraceable } from '../src/answer/trace.ts';
import { LIMITS } from '../src/domain/limits.ts';
import type { Message } from '../src/domain/message.ts';
import type { Answer } from '../src/domain/passage.ts';
import type { GuardVerdict } from '../src/domain/understanding.ts';
import { analyze } from '../src/retrieve/analyze.ts';
import type { KnowledgeIndex } from '../src/store/knowledge/knowledge-index.ts';
import { attackNoticed, untraceableDropped } from '../src/telemetry/events.ts';
import type { Logger } from '../src/telemetry/logger.ts';
import { runTurn, type TurnDeps, type TurnInput } from '../src/turn.ts';
import { smallTalk, smallTalkIntent } from '../src/understand/small-talk.ts';
import { smallTalkReply } from '../src/understand/small-talk-replies.ts';
import { ASKING } from './asking.ts';
import type { ConversationDeps } from './conversation/deps.ts';
import { type Env, namesModels } from './env.ts';
import { quotable } from './quotable.ts';
import { ownSynonyms, searchKnowledge } from './wire-search.ts';
import { type MessageBackground, textReader } from './wire-understand.ts';

/** Passages that an answer may draw on: more only dilute it. */
const PASSAGES = 8;

/** What answers a customer: the product's real search and answer. Imported by the first turn of an isolate. */
export function wireTurn(
  env: Env,
  index: KnowledgeIndex,
  logger: Logger,
): Required<Pick<ConversationDeps, 'answer' | 'afterTurn' | 'handOver'>> & { warm(): Promise<void> } {
  const generation = namesModels(env)
    ? import('./wire-generation.ts').then(({ wireGeneration }) => wireGeneration(env, logger))
    : null;
  const paceMs = Number(env.ANSWER_PACE_MS ?? 0);
  const read = textReader(env, (event, fields) => logger.warn(event, fields));
  const deps: TurnDeps = {
    understand: async (input) => {
      const meaning = await read(input.message.text, backgroundOf(input));
      if (meaning.guard.flagged) noticeAttack(logger, input, meaning.guard);
      return meaning;
    },
    smallTalk: (text, { intents }) => smallTalk(text) ?? smallTalkIntent(text, intents),
    smallTalkReply: (kind, { organization }, language) =>
      smallTalkReply(kind, language, organization.settings.starters),
    search: async ({ synonyms, ...request }) => {
      const asked = { ...request, limit: PASSAGES, synonyms: ownSynonyms(synonyms) };
      return quotable(await searchKnowledge(env, index, asked));
    },
    answer: (request) => extractAnswer(request, { analyze }),
    ...ASKING,
    traceable: (answer, input, language) => traceable(logger, input, answer, language),
    settleAction: async (...asked) => (await generation)?.settleAction(...asked) ?? null,
    prepare: (input) => void generation?.then((part) => part.prepare(input)),
    generate: async (...asked) =>
      (await generation)?.generate(...asked) ?? { kind: 'quoted', why: 'no_model' },
    care: (answer, { frustration }, context) => care(answer, frustration, context),
    language: ({ language, languageConfidence: confidence }, locale) =>
      spokenLanguage({ language, confidence }, locale),
    pieces: streamPieces,
    pace: () => (paceMs > 0 ? scheduler.wait(Math.min(paceMs, LIMITS.deltaFlushMs)) : Promise.resolve()),
  };
  return {
    answer: async (input, write, signal) => {
      try {
        return await runTurn(input, deps, write, signal);
      } finally {
        void generation?.then((part) => part.end(input));
      }
    },
    warm: async () => (await generation)?.warm(),
    afterTurn: async (input) => (await generation)?.afterTurn(input),
    handOver: async (input, save) => {
      const { handOver } = await import('./hand-over.ts');
      const part = await generation?.catch(() => null);
      try {
        await handOver(input, { save, now: Date.now(), ask: part?.summariser(input) ?? null });
      } finally {
        part?.end(input);
      }
    },
  };
}

function traceable(logger: Logger, input: TurnInput, found: Answer, language: string | null): Answer {
  const { answer, dropped: sentences } = keepTraceable(found, language);
  if (sentences > 0) {
    const { organization, message, requestId } = input;
    const { conversationId } = message;
    untraceableDropped(logger, { organizationId: organization.id, conversationId, requestId, sentences });
  }
  return answer;
}

/** Customer messages before the present one that count: a card number comes in two, a mood in a few. */
const REMEMBERED = 5;

function backgroundOf({ message, history, locale, organization }: TurnInput): MessageBackground {
  const earlier = history.filter(({ role }) => role === 'customer').slice(-REMEMBERED);
  return {
    organization,
    locale,
    now: Date.parse(message.createdAt),
    before: earlier.map(({ text }) => text),
    moods: earlier.map(({ frustration = 0, sentiment }) => ({ frustration, value: moodOf(sentiment) })),
  };
}

function moodOf(sentiment: Message['sentiment']): number {
  if (sentiment === undefined || sentiment.label === 'neutral') return 0;
  return sentiment.label === 'positive' ? sentiment.score : -sentiment.score;
}

function noticeAttack(
  logger: Logger,
  { organization, message, requestId }: TurnInput,
  verdict: GuardVerdict,
) {
  const { attack: kind, score } = verdict;
  const { conversationId } = message;
  attackNoticed(logger, { organizationId: organization.id, conversationId, requestId, kind, score });
}

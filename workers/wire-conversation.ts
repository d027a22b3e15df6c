import { extractAnswer } from '../src/answer/extract.ts';
import { streamPieces } from '../src/answer/stream-pieces.ts';
import { newId } from '../src/domain/ids.ts';
import { LIMITS } from '../src/domain/limits.ts';
import { analyze } from '../src/retrieve/analyze.ts';
import { search } from '../src/retrieve/search.ts';
import { KnowledgeIndex } from '../src/store/knowledge/knowledge-index.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { runTurn, type TurnDeps } from '../src/turn.ts';
import { smallTalk } from '../src/understand/small-talk.ts';
import { smallTalkReply } from '../src/understand/small-talk-replies.ts';
import type { ConversationDeps } from './conversation/deps.ts';
import type { Env } from './env.ts';

/** Passages that an answer may draw on: more only dilute it. */
const PASSAGES = 8;

/** One index, and with it one cache of known words, for all conversations of an isolate. */
const indexes = new WeakMap<D1Database, KnowledgeIndex>();

export function knowledgeIndex(db: D1Database): KnowledgeIndex {
  const index = indexes.get(db) ?? new KnowledgeIndex(db);
  indexes.set(db, index);
  return index;
}

/** What a conversation object of the product is given: the real clock, search, answer and queue. */
export function wireConversation(env: Env): ConversationDeps {
  const logger = createLogger({ clock: () => Date.now(), write: (level, line) => console[level](line) });
  const turn = wireTurn(env);
  return {
    clock: () => Date.now(),
    newId: (prefix) => newId(prefix),
    answer: (input, write, signal) => runTurn(input, turn, write, signal),
    sendRecords: async (messages) => {
      await env.EVENTS.sendBatch(messages.map((body) => ({ body, contentType: 'json' as const })));
    },
    log: (event, fields) => logger.warn(event, fields),
  };
}

function wireTurn(env: Env): TurnDeps {
  const index = knowledgeIndex(env.KNOWLEDGE);
  const paceMs = Number(env.ANSWER_PACE_MS ?? 0);
  return {
    smallTalk,
    smallTalkReply: (kind, input) => smallTalkReply(kind, input.locale, input.organization.settings.starters),
    search: (request) => search({ ...request, limit: PASSAGES }, { index }),
    answer: (request) => extractAnswer(request, { analyze }),
    pieces: streamPieces,
    pace: () => (paceMs > 0 ? scheduler.wait(Math.min(paceMs, LIMITS.deltaFlushMs)) : Promise.resolve()),
  };
}

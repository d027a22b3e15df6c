import { extractAnswer } from '../src/answer/extract.ts';
import { streamPieces } from '../src/answer/stream-pieces.ts';
import { LIMITS } from '../src/domain/limits.ts';
import { analyze } from '../src/retrieve/analyze.ts';
import { search } from '../src/retrieve/search.ts';
import type { KnowledgeIndex } from '../src/store/knowledge/knowledge-index.ts';
import { runTurn, type TurnDeps } from '../src/turn.ts';
import { smallTalk } from '../src/understand/small-talk.ts';
import { smallTalkReply } from '../src/understand/small-talk-replies.ts';
import type { ConversationDeps } from './conversation/deps.ts';
import type { Env } from './env.ts';

/** Passages that an answer may draw on: more only dilute it. */
const PASSAGES = 8;

/** What answers a customer: the product's real search and answer. Imported by the first turn of an isolate. */
export function wireTurn(env: Env, index: KnowledgeIndex): ConversationDeps['answer'] {
  const paceMs = Number(env.ANSWER_PACE_MS ?? 0);
  const deps: TurnDeps = {
    smallTalk,
    smallTalkReply: (kind, input) => smallTalkReply(kind, input.locale, input.organization.settings.starters),
    search: (request) => search({ ...request, limit: PASSAGES }, { index }),
    answer: (request) => extractAnswer(request, { analyze }),
    pieces: streamPieces,
    pace: () => (paceMs > 0 ? scheduler.wait(Math.min(paceMs, LIMITS.deltaFlushMs)) : Promise.resolve()),
  };
  return (input, write, signal) => runTurn(input, deps, write, signal);
}

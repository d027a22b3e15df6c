import { estimateTokens } from '../../domain/estimate-tokens.ts';
import type { ConversationMemory } from '../../domain/turn-ledger.ts';
import { cutMiddle } from './cut-text.ts';
import { type SeqTurn, TURN_CHARS } from './turns.ts';

/**
 * Turns, and their tokens, that stand in a request word for word before they are summed up. Fewer than the 20 messages that a turn
 * is given of its conversation, so that none is lost between the summary and the first of them.
 */
const FULL_TURNS = 16;
const FULL_TOKENS = 4_000;
/**
 * What stays word for word afterwards. Far below the bounds above, so that a summary is made every fifth exchange and not in
 * every turn: in between, the beginning of a request does not change and caches find it.
 */
const KEPT_TURNS = 8;
const KEPT_TOKENS = 1_500;
/** Kept whatever they cost: the last exchange. */
const LEAST_KEPT_TURNS = 2;

type Summed = Pick<ConversationMemory, 'summary'>;

/** The turns that no summary holds yet, oldest first: those of a request. Pure. */
export function recentTurns(memory: Summed, turns: readonly SeqTurn[]): SeqTurn[] {
  return turns.filter(({ seq }) => seq > memory.summary.throughSeq);
}

/** True where more stands word for word than should: time for `nextMemory`. Pure. */
export function needsSummary(memory: Summed, turns: readonly SeqTurn[]): boolean {
  return coveredTurns(memory, turns).length > 0;
}

/** The turns that the next summary is to cover, oldest first; empty where none is needed yet. Pure. */
export function coveredTurns(memory: Summed, turns: readonly SeqTurn[]): SeqTurn[] {
  const recent = recentTurns(memory, turns);
  const costs = recent.map(({ text }) => estimateTokens(cutMiddle(text, TURN_CHARS)));
  const all = costs.reduce((sum, cost) => sum + cost, 0);
  if (recent.length <= FULL_TURNS && all <= FULL_TOKENS) return [];
  let kept = 0;
  let tokens = 0;
  while (kept < Math.min(KEPT_TURNS, recent.length)) {
    tokens += costs[recent.length - 1 - kept] ?? 0;
    if (kept >= LEAST_KEPT_TURNS && tokens > KEPT_TOKENS) break;
    kept += 1;
  }
  return recent.slice(0, recent.length - kept);
}

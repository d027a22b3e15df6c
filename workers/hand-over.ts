import { summaryOf, sumUpHandover, turnsIn } from '../src/answer/context/sum-up-handover.ts';
import { summaryRequest } from '../src/answer/prompt/summary-request.ts';
import { isoTime } from '../src/domain/clock.ts';
import type { Handover } from '../src/domain/handover.ts';
import type { LlmEvent, LlmRequest } from '../src/domain/llm.ts';
import { DEFAULT_SETTINGS } from '../src/domain/organization.ts';
import type { StoredVault } from '../src/domain/turn-ledger.ts';
import type { TurnInput } from '../src/turn.ts';
import { findEntities } from '../src/understand/entities/find-entities.ts';
import { mask } from '../src/understand/mask/mask.ts';
import { emptyVault } from '../src/understand/mask/mask-vault.ts';

/** Milliseconds that a model has: the person who takes over has read the conversation by then. */
const REFINE_MS = 20_000;
/** UTF-16 units of a model's summary that are listened to: many times what is kept. */
const SUMMARY_TEXT_MAX = 50_000;

/** A hand-over and what its tokens stand for. */
export interface StoredHandover {
  handover: Handover;
  vault: StoredVault;
}

/** Asks the models that sum up, within the organization's budget; null where there are none. */
export type AskForSummary = (
  request: LlmRequest,
  options: { avoid: []; signal: AbortSignal },
) => AsyncIterable<LlmEvent>;

/**
 * Sums a conversation up for the person who takes over: at once without a model, then, where one is configured, in its words. `save`
 * gets each version. `input.history`: the conversation with its last message.
 */
export async function handOver(
  input: TurnInput,
  { ask, save, now }: { ask: AskForSummary | null; save(made: StoredHandover): void; now: number },
): Promise<void> {
  const memory = input.ledger.memory();
  const { timeZone, products } = { ...DEFAULT_SETTINGS, ...input.organization.settings };
  let vault = memory.vault ?? emptyVault();
  const messages = input.history.map((message) => {
    const masked = mask(message.text, vault);
    vault = masked.vault;
    const entities = findEntities(message.text, { now, timeZone, locale: input.locale, products });
    return { ...message, text: masked.text, entities };
  });
  const handover = sumUpHandover({ messages, memory, runs: input.ledger.toolRuns() }, isoTime(now));
  save({ handover, vault });
  if (ask === null || messages.every(({ role }) => role === 'system')) return;
  const request = summaryRequest({ language: input.locale, memory, turns: turnsIn(messages) });
  const written = await read(ask(request, { avoid: [], signal: AbortSignal.timeout(REFINE_MS) }));
  if (written === null) return;
  const summary = summaryOf(messages, memory, written.text);
  // What could not be read is replaced by the very sentences that stand there already.
  if (summary !== handover.summary) save({ handover: { ...handover, summary, model: written.model }, vault });
}

async function read(events: AsyncIterable<LlmEvent>): Promise<{ text: string; model: string } | null> {
  let text = '';
  let model = '';
  let isWhole = false;
  for await (const event of events) {
    if (event.kind === 'model') model = event.model;
    if (event.kind === 'text') text = (text + event.text).slice(0, SUMMARY_TEXT_MAX);
    if (event.kind === 'end') isWhole = event.stop === 'complete';
  }
  return isWhole ? { text, model } : null;
}

import { coveredTurns } from '../src/answer/context/needs-summary.ts';
import { nextMemory } from '../src/answer/context/next-memory.ts';
import { summaryRequest } from '../src/answer/prompt/summary-request.ts';
import type { TurnInput } from '../src/turn.ts';
import { mask } from '../src/understand/mask/mask.ts';
import { emptyVault } from '../src/understand/mask/mask-vault.ts';
import { type GenerateParts, seqTurns } from './generate-part.ts';
import { chainFor } from './wire-llm.ts';

/** Milliseconds for a summary, which nobody waits for: after that the next turn makes one without a model. */
const SUMMARY_MS = 30_000;
/** UTF-16 units of a model's summary that are listened to: many times what is kept. */
const SUMMARY_TEXT_MAX = 50_000;

/**
 * Sums up what has become too long to be told word for word, after a turn, so that nobody waits for it. `input.history` is the
 * conversation with the turn's own messages. Without a model, or when it fails, nothing is done here: the next turn sees to it.
 */
export async function summarise(
  { llm, stream }: Pick<GenerateParts, 'llm' | 'stream'>,
  input: TurnInput,
): Promise<void> {
  if (chainFor(input.organization.settings.llm, 'summary', llm).length === 0) return;
  const before = input.ledger.memory();
  let vault = before.vault ?? emptyVault();
  const turns = seqTurns(input.history).map((turn) => {
    const masked = mask(turn.text, vault);
    vault = masked.vault;
    return { ...turn, text: masked.text };
  });
  const covered = coveredTurns(before, turns);
  if (covered.length === 0) return;
  const request = summaryRequest({ language: input.locale, memory: before, turns: covered });
  let text = '';
  let isWhole = false;
  const signal = AbortSignal.timeout(SUMMARY_MS);
  for await (const event of stream(input, 'summary')(request, { avoid: [], signal })) {
    if (event.kind === 'text') text = (text + event.text).slice(0, SUMMARY_TEXT_MAX);
    if (event.kind === 'end') isWhole = event.stop === 'complete';
  }
  if (!isWhole) return;
  // Another turn may have begun meanwhile: what it has kept stays, and what it has summed up is not summed up again.
  const now = input.ledger.memory();
  if (now.summary.throughSeq !== before.summary.throughSeq) return;
  const { summary, facts } = nextMemory({ ...now, vault }, covered, text);
  input.ledger.saveMemory({ ...now, vault: grown(now.vault, vault), summary, facts });
}

/** The vault that knows more: tokens are given in the order of the conversation, so that one continues the other. */
function grown<Vault extends { entries: readonly unknown[] }>(one: Vault | null, other: Vault): Vault {
  return one !== null && one.entries.length >= other.entries.length ? one : other;
}

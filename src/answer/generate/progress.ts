import * as z from 'zod';
import { isModelName, type ModelName } from '../../domain/llm.ts';
import type { TurnLedger } from '../../domain/turn-ledger.ts';
import type { OwnSignal } from './tag-reader.ts';

/** What of an answer was said when its turn was interrupted. */
export interface Progress {
  /** Masked, as the models wrote it. */
  said: string;
  models: ModelName[];
  signal: OwnSignal | null;
}

const schema = z.object({
  said: z.string(),
  models: z.array(z.string().refine(isModelName)),
  signal: z.enum(['sure', 'unsure', 'unknown']).nullable(),
});

/** What an interrupted turn had said; null where it is begun for the first time, or where it cannot be read. */
export function readProgress(ledger: Pick<TurnLedger, 'progress'>): Progress | null {
  const text = ledger.progress();
  if (text === null) return null;
  try {
    const json: unknown = JSON.parse(text);
    return schema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps it, before it is sent. */
export function saveProgress(ledger: Pick<TurnLedger, 'saveProgress'>, progress: Progress): void {
  ledger.saveProgress(JSON.stringify(progress));
}

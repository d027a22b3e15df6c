import type { ToolRunState } from './turn-ledger.ts';
import type { Emotion, Trend } from './understanding.ts';

/** What a person who takes over should know, so that the customer need not say it again. All texts are masked. */
export interface Handover {
  /** The last message that is in it. */
  throughSeq: number;
  /** ISO 8601. */
  createdAt: string;
  /** The model that wrote `summary`; null: its sentences were taken from what was said. */
  model: string | null;
  /** One sentence a line, oldest first. */
  summary: string;
  /** Names of the intents of what was asked, newest first, each once. */
  intents: readonly string[];
  /** How the customer's last message read; null where none was read. */
  feeling: { emotion: Emotion; frustration: number; trend: Trend } | null;
  /** What the customer asked, newest last, and what was answered to it from which articles; null: nothing yet. */
  asked: readonly {
    seq: number;
    text: string;
    answer: { seq: number; text: string; sources: readonly string[] } | null;
  }[];
  /** Numbers, codes and names, with what they are, and what the customer says they tried. */
  facts: readonly string[];
  /** What the assistant did or offered to do, newest first. */
  actions: readonly { tool: string; state: ToolRunState }[];
}

import type { Language, Texts } from '../locale/texts.ts';
import type { Client } from '../state/client.ts';
import type { ReadonlySignal } from '../state/signal.ts';

/** The part of the app that comes with the first message; see answer-kit.ts. */
export type AnswerKit = typeof import('./answer-kit.ts');

/** What every part of the panel may use. */
export interface View {
  client: Client;
  texts: Texts;
  language: Language;
  /** Origin that relative source addresses belong to. */
  base: string;
  isOpen: ReadonlySignal<boolean>;
  /** What a screen reader is told: whole messages, never pieces. */
  spoken: ReadonlySignal<string>;
  kit: ReadonlySignal<AnswerKit | null>;
  close(): void;
}

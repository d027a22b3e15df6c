import type { CustomerProfile } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { ACTION_WORDS, languageOf } from './action-words.ts';

/** What the customer is asked, and the two answers. Pure. */
export function question(preview: string, language: string | null): { text: string; quickReplies: string[] } {
  const words = ACTION_WORDS[languageOf(language)];
  return { text: `${preview}\n\n${words.question}`, quickReplies: [words.yes, words.no] };
}

/** What the runner knows of its turn. */
export interface ToolTurn {
  turnId: string;
  message: Message;
  /** Oldest first, without `message`. */
  history: readonly Message[];
  customer: CustomerProfile;
  /** Of the page; what is said in another language says so. */
  locale: string | null;
}

import type { Citation } from '../../../src/domain/message.ts';

/** An answer as the customer gets it, extractive or generated. */
export interface GradedAnswer {
  text: string;
  citations: readonly Citation[];
  /** False: it says that it does not know. */
  supported: boolean;
  quickReplies: readonly string[];
}

/** An answer's own words: without markers, code and addresses, which are in no language. Pure. */
export function proseOf(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/\[\d{1,3}\]/g, '')
    .replace(/\bhttps?:\/\/\S+/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

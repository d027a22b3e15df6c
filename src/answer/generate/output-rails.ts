import type { PersonalSpan } from './generate-ports.ts';
import { withoutTokens } from './masking-tokens.ts';

/** Why a sentence may not be said. */
export type Refusal = 'secret' | 'personal' | 'foreign' | 'echo' | 'credential';

export interface RailsSources {
  /** The system prompt. */
  system: readonly string[];
  /** All that passages and tools gave. */
  given: readonly string[];
  findPersonal(text: string): readonly PersonalSpan[];
  isForeign(text: string): boolean;
}

/** Words in a row that a sentence shares with the system prompt only by having read it. */
const ECHO_WORDS = 8;
/** Never said, wherever it is from. */
const SECRET: ReadonlySet<string> = new Set(['SECRET', 'PASSWORD', 'CARD', 'CVV', 'SSN']);
/** Links have rules of their own; a name alone is told by grounding. */
const ELSEWHERE: ReadonlySet<string> = new Set(['URL', 'PERSON']);

/** Judges masked sentences: whether one gives away the prompt, a secret, or what is personal and not from a source. Pure. */
export function outputRails(sources: RailsSources): (sentence: string) => Refusal | null {
  const given = sources.given.join('\n').toLowerCase();
  let digits: string | null = null;
  const holdsNumber = (number: string) => {
    digits ??= given.replace(/(?<=\d)[^\p{L}\d\n]{1,3}(?=\d)/gu, '');
    return digits.includes(number);
  };
  let quoted: string | null = null;
  const isQuoted = (run: string) => {
    quoted ??= wordsOf(given).join(' ');
    return quoted.includes(run);
  };
  const own = ` ${wordsOf(sources.system.join('\n')).join(' ')} `;
  return (sentence) => {
    const plain = withoutTokens(sentence);
    if (sources.isForeign(sentence)) return 'foreign';
    for (const { type, start, end } of sources.findPersonal(plain)) {
      if (SECRET.has(type)) return 'secret';
      const value = plain.slice(start, end).trim().toLowerCase();
      const number = value.replace(/[^\p{L}\d]/gu, '');
      const isGiven = given.includes(value) || (/\d{5}/.test(number) && holdsNumber(number));
      if (!ELSEWHERE.has(type) && !isGiven) return 'personal';
    }
    const words = wordsOf(plain);
    for (let at = 0; at + ECHO_WORDS <= words.length; at += 1) {
      const run = words.slice(at, at + ECHO_WORDS).join(' ');
      if (own.includes(` ${run} `) && !isQuoted(run)) return 'echo';
    }
    return null;
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

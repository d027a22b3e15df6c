/** What a model says of its own answer. */
export type OwnSignal = 'sure' | 'unsure' | 'unknown';

/** A stream of text without its tags; what may be the beginning of one waits for the next delta. */
export interface TagReader {
  /** The text that is certainly none of a tag. */
  push(delta: string): string;
  /** What still waited, without the beginning of a tag that never ended. */
  end(): string;
  /** The tag at the very beginning; null where there is none (yet). */
  signal(): OwnSignal | null;
  /** The texts of the last `<<replies: A | B>>`. */
  replies(): string[];
}

/** UTF-16 units of a tag: three quick replies and some air. What is longer is left out to the end of its line. */
const TAG_CHARS = 300;
const WHOLE = /^<{2,3}\s{0,3}(?:(sure|unsure|unknown)|replies\s{0,3}[:：]?([^<>]{0,300}))\s{0,3}>{1,3}/i;
/** What can still become a tag. */
const BEGUN =
  /^<{1,3}$|^<{2,3}\s{0,3}(?:(?:s|su|sur|u|un|uns|unsu|unsur|unk|unkn|unkno|unknow|r|re|rep|repl|repli|replie)?|(?:sure|unsure|unknown)\s{0,3}>{0,3}|replies[^<>]{0,300}>{0,3})$/i;
const LONG = /^<{2,3}\s{0,3}(?:sure|unsure|unknown|replies)\b/i;

/** Reads tags wherever they stand: those that are not where they belong are left out as well. Linear. */
export function tagReader(): TagReader {
  let waiting = '';
  let isAtStart = true;
  /** Within a tag that is too long to be one: to the end of its line. */
  let isSkipping = false;
  let signal: OwnSignal | null = null;
  let replies: string[] = [];
  const take = (whole: RegExpExecArray) => {
    if (whole[2] !== undefined) replies = whole[2].split('|').map((one) => one.trim());
    else if (isAtStart) signal ??= signalOf(whole[1]);
    waiting = waiting.slice(whole[0].length);
  };
  const read = (isLast: boolean): string => {
    let out = '';
    const pass = (count: number) => {
      out += waiting.slice(0, count);
      if (/\S/.test(waiting.slice(0, count))) isAtStart = false;
      waiting = waiting.slice(count);
    };
    for (;;) {
      if (isSkipping) {
        const end = waiting.indexOf('\n');
        isSkipping = end < 0;
        waiting = end < 0 ? '' : waiting.slice(end);
      }
      const at = waiting.indexOf('<');
      pass(at < 0 ? waiting.length : at);
      if (waiting === '') return out;
      const head = waiting.slice(0, TAG_CHARS + 40);
      const whole = WHOLE.exec(head);
      const isOpen = head.length === waiting.length;
      // The last bracket of `>>` may be in the next delta.
      if (whole && (isLast || !isOpen || whole[0].endsWith('>>') || whole[0].length < head.length))
        take(whole);
      else if (isOpen && BEGUN.test(head)) {
        if (!isLast) return out;
        waiting = '';
      } else if (LONG.test(head)) isSkipping = true;
      else pass(/^<+/.exec(head)?.[0].length ?? 1);
    }
  };
  return {
    push: (delta) => {
      waiting += delta;
      return read(false);
    },
    end: () => read(true),
    signal: () => signal,
    replies: () => replies.filter((one) => one !== ''),
  };
}

function signalOf(word: string | undefined): OwnSignal | null {
  const plain = word?.toLowerCase();
  return plain === 'sure' || plain === 'unsure' || plain === 'unknown' ? plain : null;
}

const LEFT =
  /<{2,}\s{0,3}(?:sure|unsure|unknown|replies\b[^<>\n]{0,300})\s{0,3}>{0,3}|(?:sure|unsure|unknown)>{2,3}/gi;
/** Tags within tags that are looked for; deeper nesting loses its brackets. */
const DEPTH = 4;

/** A text without what only became a tag when another one was taken out of it. Pure. */
export function withoutTags(text: string): string {
  let clean = text;
  for (let depth = 0; depth < DEPTH && LEFT.test(clean); depth += 1) {
    LEFT.lastIndex = 0;
    clean = clean.replace(LEFT, '');
  }
  LEFT.lastIndex = 0;
  return LEFT.test(clean) ? clean.replace(/[<>]/g, '') : clean;
}

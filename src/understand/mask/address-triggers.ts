import { STREET_AFTER_WORDS, STREET_BEFORE_WORDS, UNIT } from './address-words.ts';

/** Which kinds of words a text has: whole families of patterns are skipped where theirs is missing. */
export const ADDRESS_TRIGGER = { street: 1, before: 2, unit: 4, label: 8 } as const;

const LABELS =
  'address|adresse|dirección|indirizzo|endereço|anschrift|wohnhaft|العنوان|live|lives|lived|living|reside|resides|moved|located|based|meet|pick|see|send|sent|ship|shipped|deliver|delivered|mail|mailed|forward|forwarded|taxi|cab|parcel|package|drop|dropped|drive|come|go|it|wohne|habite|vivo|abito|moro';

const TRIGGERS = new Map<string, number>();
for (const [words, flag] of [
  [STREET_AFTER_WORDS, ADDRESS_TRIGGER.street],
  [STREET_BEFORE_WORDS, ADDRESS_TRIGGER.before],
  [UNIT, ADDRESS_TRIGGER.unit],
  [LABELS, ADDRESS_TRIGGER.label],
] as const) {
  for (const word of words.split('|')) {
    const bare = word.replace(/[^\p{L}]/gu, '').toLowerCase();
    TRIGGERS.set(bare, (TRIGGERS.get(bare) ?? 0) | flag);
  }
}
/** UTF-16 units of the longest trigger: longer words are not looked up. */
const LONGEST = Math.max(...[...TRIGGERS.keys()].map((word) => word.length));
/** From here on scripts write without spaces between words: every family is tried. */
const FIRST_CJK = 0x2e80;

/** The kinds of words in a text, as a sum of `ADDRESS_TRIGGER`. One pass without a regular expression. Pure. */
export function addressTriggers(text: string): number {
  let flags = 0;
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code >= FIRST_CJK && code < 0xd800) return 15;
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code >= 0xaa;
    if (letter && start < 0) start = at;
    if (letter || start < 0) continue;
    if (at - start <= LONGEST) flags |= TRIGGERS.get(text.slice(start, at).toLowerCase()) ?? 0;
    start = -1;
  }
  return flags;
}

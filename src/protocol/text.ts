import * as z from 'zod';

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * Text as people write it. Refuses lone surrogates (they cannot be stored as UTF-8) and removes control characters other
 * than tab and line ends, so that no later stage meets a NUL.
 */
export function plainText(maxChars: number) {
  return z
    .string()
    .max(maxChars, `must be at most ${maxChars} characters`)
    .refine((value) => value.isWellFormed(), 'must be well-formed Unicode (it has a lone surrogate)')
    .transform((value) => value.replace(CONTROL, ''));
}

/** Characters that show nothing: a text of them alone is blank. */
const UNSEEN =
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]/gu;

/** The same, and not blank. */
export function requiredText(maxChars: number) {
  return plainText(maxChars).refine((value) => value.replace(UNSEEN, '').trim() !== '', 'must not be empty');
}

/** Characters that turn the reading direction or cannot be seen; joiners that scripts need are not among them. */
const DISGUISE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** A name that is shown beside others: without what would make it look like somebody else's. */
export function nameText(maxChars: number) {
  return plainText(maxChars).transform((value) => value.replace(DISGUISE, ''));
}

/** The same, and not blank. */
export function requiredName(maxChars: number) {
  return nameText(maxChars).refine((value) => value.trim() !== '', 'must not be empty');
}

/** A language and what narrows it: `en`, `en-GB`, `zh-Hant-TW`. */
export const LOCALE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,6}$/;

const TYPES =
  'DATE_OF_BIRTH|DRIVING_LICENCE|NATIONALITY|ORGANIZATION|PASSPORT|PASSWORD|ADDRESS|ACCOUNT|ROUTING|PERSON|SECRET|TAX_ID|EMAIL|PHONE|PLACE|TITLE|CARD|DATE|IBAN|AGE|CVV|MRN|SSN|URL|IP';
/** With a number in any case and as models bend it; without one, or without brackets, only as masking writes it. */
const NUMBERED = new RegExp(
  ` ?\\\\?\\[\\s?(?:${TYPES.replaceAll('_', '\\\\?[_ -]')})\\s?\\\\?[_ -]?\\s?\\d{1,4}\\s?\\\\?\\]`,
  'gi',
);
const WRITTEN = new RegExp(
  ` ?(?:\\[(?:${TYPES})\\]|(?<![\\p{L}\\d_])(?:${TYPES})_\\d{1,4}(?![\\p{L}\\d_]))`,
  'gu',
);

/** A text without the tokens that stand for personal values (`[EMAIL_1]`). Pure; linear. */
export function withoutTokens(text: string): string {
  return text.replace(NUMBERED, '').replace(WRITTEN, '');
}

import { describe, expect, test } from 'vitest';
import { ACTION_LANGUAGES, ACTION_WORDS } from '../../../../src/decide/tools/action-words.ts';
import { asksToUndo, yesNoOf } from '../../../../src/decide/tools/yes-no.ts';

describe('a yes', () => {
  test.each(
    'yes|Yes!|yes please|YES, do it|ok do it|ja|Ja, bitte|jawohl|oui|Oui, merci|sí|si, por favor|claro|sim|Sim, obrigado|sì|va bene|はい|はい、お願いします|نعم|نعم من فضلك|أجل'.split(
      '|',
    ),
  )('is clear in: %s', (text) => expect(yesNoOf(text)?.says).toBe('yes'));

  test.each([
    'yes but change it to A-1002',
    'yes, but not today',
    'yes no',
    'no, do it',
    'yesterday',
    'if yes then',
    'say yes for me',
    'ja, aber erst morgen',
    'oui mais demain',
    'はいではない',
    'not yes',
    'yes '.repeat(40),
    '',
    '👍',
  ])('is not what this says: %s', (text) => expect(yesNoOf(text)?.says).not.toBe('yes'));
});

test.each(
  'no|No, thanks|nein|Nein danke|non|non merci|no gracias|não|não, obrigada|いいえ|結構です|لا|لا شكرا'.split(
    '|',
  ),
)('a no is clear in: %s', (text) => expect(yesNoOf(text)?.says).toBe('no'));

test('quick replies of every language mean what they say', () => {
  for (const language of ACTION_LANGUAGES) {
    expect(yesNoOf(ACTION_WORDS[language].yes)).toEqual({ says: 'yes', quick: true });
    expect(yesNoOf(ACTION_WORDS[language].no)).toEqual({ says: 'no', quick: true });
  }
});

test('what the undo hint tells the customer to write takes back', () => {
  const quoted = /[“„«「]\s?([^”“»」]+?)\s?[”“»」]/;
  for (const language of ACTION_LANGUAGES) {
    const word = quoted.exec(ACTION_WORDS[language].undoHint(5))?.[1] ?? '';
    expect([language, word, asksToUndo(word)]).toEqual([language, word, true]);
  }
  expect(asksToUndo('Take that back!')).toBe(true);
  expect(asksToUndo('how do I undo a change in the console')).toBe(false);
});

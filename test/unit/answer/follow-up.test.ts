import { describe, expect, test } from 'vitest';
import { followUp } from '../../../src/answer/follow-up.ts';

const asked = (...texts: string[]) => texts.map((text) => ({ role: 'customer' as const, text }));

describe('a message that leans on the question before it', () => {
  test.each([
    ['and how much does it cost?'],
    ['what about the business plan?'],
    ['Und wie lange dauert das?'],
    ['et pour les entreprises ?'],
    ['How do I undo that?'],
  ])('%s is asked together with it', (message) => {
    expect(followUp(message, asked('How do I export a report?'))).toBe(
      `How do I export a report?\n${message}`,
    );
  });

  test('leans on the last question, not on thanks after it', () => {
    const full = followUp('and on a phone?', asked('How do I log in?', 'ok thanks'));
    expect(full).toBe('How do I log in?\nand on a phone?');
  });

  test.each([
    ['a question that stands by itself', 'How do I reset my password?', asked('How do I export a report?')],
    ['an article, not a pronoun', 'Wie ändere ich das Passwort?', asked('Was kostet der Versand?')],
    ['a sentence that begins with there', 'Is there a free trial?', asked('How do I export a report?')],
    ['a whole question after and', 'And how do I delete a user of my team?', asked('How do I export?')],
    ['the first message', 'and how much does it cost?', []],
    ['a long message', `and ${'word '.repeat(20)}`, asked('How do I export a report?')],
    ['no words', '???', asked('How do I export a report?')],
  ])('%s is asked alone', (_, message, history) => {
    expect(followUp(message, history)).toBeNull();
  });
});

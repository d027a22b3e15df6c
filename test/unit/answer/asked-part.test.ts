import { expect, test } from 'vitest';
import { askedPart } from '../../../src/answer/asked-part.ts';

test.each([
  ['This is the third time I ask! How do I reset my password?', 'How do I reset my password?'],
  ['Hi. I have two orgs. Can I merge them? Thanks a lot.', 'Can I merge them?'],
  [
    'Ich bin wütend. Wie setze ich mein Kennwort zurück? Und wo?',
    'Wie setze ich mein Kennwort zurück? Und wo?',
  ],
  ['困っています。パスワードはどう変えますか？', 'パスワードはどう変えますか？'],
])('what is asked is told from what is said beside it: %s', (message, asked) => {
  expect(askedPart(message)).toBe(asked);
});

test.each(['How do I reset my password?', 'I cannot log in. It says locked.', '', '??? !!!', 'Why? How?'])(
  'nothing is left out where all asks or nothing does: %s',
  (message) => {
    expect(askedPart(message)).toBeNull();
  },
);

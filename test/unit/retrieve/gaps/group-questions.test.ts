import { expect, test } from 'vitest';
import { groupQuestions } from '../../../../src/retrieve/gaps/group-questions.ts';

const en = (text: string) => ({ text, language: 'en' });
const textsOf = (texts: readonly string[]) =>
  groupQuestions(texts.map(en)).map(({ members }) => members.map((index) => texts[index]).sort());

test('the same question in other words and with slips of the hand is one group; another subject is another', () => {
  const webhook = [
    'How do I connect the billing webhook to Okta?',
    'connect okta to billing webhok',
    'Is there a way to connect Okta with the webhook for billing?',
  ];
  const holidays = ['Are you open on public holidays?', 'Which public holidays are you open on?'];
  const found = textsOf([...webhook, ...holidays, 'My dog ate the manual']);
  expect(found).toEqual([webhook.sort(), holidays.sort(), ['My dog ate the manual']]);
});

test('what masking put in makes no two questions alike, and what says nothing is in no group', () => {
  const found = textsOf(['Where is [PERSON] now?', 'Send [PERSON] the red folder', '???', '', 'the of and']);
  expect(found).toHaveLength(2);
  expect(found.every((group) => group.length === 1)).toBe(true);
});

test('questions of two languages that share a name only are two groups', () => {
  const english = ['How do I set up Okta?', 'set up of Okta please'];
  const german = ['Wie kann ich Okta einrichten?', 'Okta einrichten, wie geht das?'];
  const questions = [...english.map(en), ...german.map((text) => ({ text, language: 'de' }))];
  const groups = groupQuestions(questions).map(({ members }) => members.sort());
  expect(groups).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

test('the same questions in the same order give the same groups', () => {
  const texts = Array.from(
    { length: 900 },
    (_, n) => `how do I ${WORDS[n % 7]} the ${THINGS[(n * 5) % 11]} number ${n % 13}`,
  );
  expect(groupQuestions(texts.map(en))).toEqual(groupQuestions(texts.map(en)));
});

test('every question with words is in exactly one group, of ten as of thousands', () => {
  for (const size of [1, 2, 10, 700, 2_500]) {
    const texts = Array.from(
      { length: size },
      (_, n) => `${WORDS[n % 7]} ${THINGS[n % 11]} ${NAMES[(n * 31) % 97]}`,
    );
    const members = groupQuestions(texts.map(en)).flatMap((group) => group.members);
    expect(members.sort((a, b) => a - b)).toEqual(texts.map((_, index) => index));
  }
});

test('an answered question belongs to the group that asks just that, and to none otherwise', () => {
  const asked = ['How do I export invoices as PDF?', 'export an invoice as PDF, how?'].map(en);
  const answered = ['How can I export my invoice as PDF?', 'How do I change my password?'].map(en);
  expect(groupQuestions(asked, answered)[0]?.answered).toEqual([0]);
});

test('samples begin with the most central question and then differ', () => {
  const texts = [
    ...Array.from({ length: 20 }, () => 'reset the red router'),
    'how to reset my red router at home',
  ];
  const [group] = groupQuestions(texts.map(en));
  expect(group?.samples).toHaveLength(10);
  expect(texts[group?.samples[1] ?? 0]).toBe('how to reset my red router at home');
});

test('embeddings join what shares no word', () => {
  const near = (text: string, ...embedding: number[]) => ({
    ...en(text),
    embedding: Float32Array.from(embedding),
  });
  const questions = [
    near('cancel my membership', 1, 0),
    near('quit the subscription plan', 1, 0),
    near('paint colours available', 0, 1),
  ];
  expect(groupQuestions(questions).map(({ members }) => members.sort())).toEqual([[0, 1], [2]]);
});

const WORDS = ['reset', 'change', 'order', 'return', 'pay', 'find', 'share'];
const THINGS = 'router invoice ticket voucher parcel manual printer account report dashboard badge'.split(
  ' ',
);
const NAMES = Array.from({ length: 97 }, (_, n) => `item${String.fromCharCode(97 + (n % 26))}${n}`);

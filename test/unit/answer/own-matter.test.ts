import { expect, test } from 'vitest';
import { asksToBeServed, ownMatterGap, ownThing } from '../../../src/answer/own-matter.ts';
import type { ScoredUnit } from '../../../src/answer/score-units.ts';
import type { QuestionTerm } from '../../../src/domain/passage.ts';

const analyze = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];
const terms = (question: string): QuestionTerm[] =>
  analyze(question).map((term) => ({
    term,
    forms: [{ term, weight: 1 }],
    idf: 1,
    known: true,
    name: false,
    code: false,
  }));
const gap = (question: string, ...chosen: ScoredUnit[]) =>
  ownMatterGap(question, chosen, terms(question), analyze);

/** A unit that says `text`, of an article with this title and these headings above it. */
function unitOf(
  title: string,
  heading: string,
  text = 'Nothing.',
  kind: ScoredUnit['kind'] = 'sentence',
): ScoredUnit {
  const passage = {
    chunkId: 'chk_1',
    articleId: 'art_1',
    articleVersion: 1,
    ordinal: 0,
    title,
    heading,
    url: null,
    start: 0,
    text,
    score: 1,
  };
  const place = { start: 0, end: text.length, rank: 0, place: 0, above: null };
  return { kind, passage, text, ...place, terms: new Set(analyze(text)), own: 1, heading: 0, value: 1 };
}

test.each([
  ['my parcel is late', 'parcel'],
  ['can I change the address of our last order?', 'order'],
  ['wo bleibt mein Paket?', 'paket'],
  ['je ne trouve pas ma commande', 'commande'],
  ['track my shipment DE4471882', 'shipment'],
  ['my bank account is new', 'bank account'],
])('"%s" speaks of the asker’s own thing', (question, thing) => {
  expect(ownThing(question)).toBe(thing);
});

test.each([
  'my account trigger keeps calling itself',
  'the milestone tracker on my case page layout is gone',
  'How long is an order kept?',
  'my flow fails',
])('"%s" speaks of no order, parcel or account of the asker', (question) => {
  expect(ownThing(question)).toBeNull();
});

test('An example in code that holds a customer’s words is no answer about their parcel', () => {
  const example = ['Teach Edgewise your own intents', 'What does the call look like?'] as const;
  expect(gap('my parcel is late', unitOf(...example, '{ "examples": ["my parcel is late"] }', 'code'))).toBe(
    1,
  );
  expect(gap('my parcel is late')).toBe(1);
});

test.each([
  ['a title that names it, in whatever word', unitOf('Late delivery', '')],
  ['the heading above the answer', unitOf('Shop help', 'Shipping > My parcel is late')],
])('An answer is about the asker’s parcel by %s', (_, unit) => {
  expect(gap('my parcel is late', unit)).toBe(0);
});

test.each([
  ['a sentence', unitOf('Shop help', '', 'Write to us. My parcel is late? We ask.')],
  ['an entry of a list', unitOf('Shop help', '', '- my parcel is late: write to us', 'list')],
])('By %s in passing an answer is half about the asker’s parcel', (_, unit) => {
  expect(gap('my parcel is late', unit)).toBeCloseTo(0.5);
});

test('A title that is mostly about something else counts for less', () => {
  const left = gap('where is my order', unitOf('Order of execution in triggers', ''));
  expect(left).toBeGreaterThan(0.5);
  expect(left).toBeLessThan(1);
});

test('A question without a thing of the asker’s is not judged by it', () => {
  expect(gap('How do I merge cases?', unitOf('Anything', ''))).toBeNull();
});

test.each([
  'Can you delete my account?',
  'please remove my phone number from your records',
  'send me my last invoice',
  'Hello, could you change our delivery address',
])('"%s" asks that something be done', (question) => {
  expect(asksToBeServed(question)).toBe(true);
});

test.each([
  'How do I delete my account?',
  'Can you export more than 2,000 rows?',
  'Please help me reset my password',
  'can you tell me where my settings are',
  'Can I merge my cases?',
])('"%s" asks for what an article can say', (question) => {
  expect(asksToBeServed(question)).toBe(false);
});

test('A question of any length is read: no expression takes more than time in proportion to it', () => {
  const long = `${'my '.repeat(20_000)}${' '.repeat(20_000)}order${'x'.repeat(20_000)}`;
  expect(ownThing(long)).toBeNull();
  expect(asksToBeServed(`can you ${long}`)).toBe(true);
});

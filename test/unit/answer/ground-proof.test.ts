import { describe, expect, test } from 'vitest';
import { grounder } from '../../../src/answer/ground.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';

const RETURNS =
  'You can return items within 30 days of delivery. Sale items can be exchanged but not refunded. Orders above €60 ship free of charge. Delivery takes 3 to 5 days and costs €4.90. Keep the spray away from children. Refunds are paid after we receive the parcel.';
const { proves, quote } = grounder([{ title: 'Returns', text: RETURNS }], { analyze, language: 'en' });

describe('a statement proves a sentence', () => {
  test.each([
    'You can return items within 30 days of delivery.',
    'Within 30 days of delivery you can return items.',
    'Items can be returned within 30 days of delivery.',
    'Delivery costs €4.90.',
    'Please keep the spray away from children.',
  ])('in its words, their forms, or with one phrase put first: %s', (sentence) => {
    expect(proves(sentence, 1)).toBe(true);
  });

  test.each([
    ['another word', 'You can return used items within 30 days of delivery.'],
    ['turned roles', 'Sale items can be refunded but not exchanged.'],
    ['a denial left out', 'Sale items can be exchanged and refunded.'],
    ['a condition left out', 'Orders ship free of charge.'],
    ['a bound turned', 'Orders below €60 ship free of charge.'],
    ['half of a range', 'Delivery takes 3 days.'],
    ['another joining word', 'Keep the spray with children.'],
    ['a duty for a permission', 'You must return items within 30 days of delivery.'],
    ['other people', 'Refunds are paid after you receive the parcel.'],
    ['two statements joined', 'Delivery is free of charge within 30 days.'],
  ])('but not one with %s', (_, sentence) => {
    expect(proves(sentence, 1)).toBe(false);
  });

  test('and what is nearest is quoted whole', () => {
    expect(quote('Orders ship free of charge', 1)?.text).toBe('Orders above €60 ship free of charge.');
    expect(quote('Sale items are refunded', 1)?.text).toBe('Sale items can be exchanged but not refunded.');
  });
});

import { describe, expect, test } from 'vitest';
import { ground, grounder } from '../../../src/answer/ground.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';

const judged = (text: string, sentence: string, language = 'en') =>
  ground(`${sentence} [1]`, [{ text }], { analyze, language }).sentences[0]?.problem;

const SIZES =
  '| Bag | Volume | Weight |\n| --- | --- | --- |\n| Ridge | 42 l | 900 g |\n| Summit | 60 l | 1,400 g |';

describe('a unit, a rate, a currency and a date are held to what the passage gives', () => {
  test.each([
    ['Leave a gap of 3 metres.', 'Leave a gap of 300 cm.', null],
    ['Leave a gap of 3 metres.', 'Leave a gap of 3 cm.', 'number'],
    ['Lassen Sie 3 Meter Abstand.', 'Lassen Sie 3 Zentimeter Abstand.', 'number'],
    ['Deje un espacio de 3 metros.', 'Deje un espacio de 3 centímetros.', 'number'],
    ['Uploads are limited to 20 per hour.', 'Uploads are limited to 20 an hour.', null],
    ['Uploads are limited to 20 per hour.', 'Uploads are limited to 20 per day.', 'number'],
    ['Der Tarif kostet 9 € pro Monat.', 'Der Tarif kostet monatlich 9 €.', null],
    ['Der Tarif kostet 9 € pro Monat.', 'Der Tarif kostet 9 € pro Tag.', 'number'],
    ['Le forfait coûte 9 € par mois.', 'Le forfait coûte 9 € par jour.', 'number'],
    ['The plan costs €9.', 'The plan costs $9.', 'number'],
    ['{"arrival":"2026-02-07"}', 'The arrival is on 7 February 2026.', null],
    ['{"arrival":"2026-02-07"}', 'The arrival is on 7 March 2026.', 'number'],
    ['{"livraison prévue":"2026-02-07"}', 'Livraison prévue le 7 février 2026.', null],
    ['Die Ankunft ist am 7. Februar 2026.', 'Die Ankunft ist am 07.02.2026.', null],
    ['到着は2026年2月7日です。', '到着は2026-02-07です。', null],
  ])('%s | %s', (text, sentence, expected) => {
    const language = /[äöüß]|Der |Die /.test(text) ? 'de' : 'en';
    expect(judged(text, sentence, language)).toBe(expected);
  });
});

describe('a rate that stands in the head of a table counts for its rows', () => {
  const PRICES =
    '| Bike | Per day | Per week |\n| --- | --- | --- |\n| City | €12 | €60 |\n| Cargo | €30 | €150 |';
  test.each([
    ['The City bike costs €12 per day.', null],
    ['The Cargo bike costs €150 per week.', null],
    ['The City bike costs €30 per day.', 'number'],
    ['The City bike costs €12 per hour.', 'number'],
  ])('%s', (sentence, expected) => {
    expect(judged(PRICES, sentence)).toBe(expected);
  });
});

describe('across languages', () => {
  const judge = grounder([{ text: 'Links stay valid for 24 hours. Use the Ridge app.' }], {
    analyze,
    language: 'ja',
  });
  test('a sentence whose every word, number and denial the lexicon finds is proven, and no other', () => {
    const english = grounder(
      [{ text: 'The link in the email is valid for 60 minutes. Burns are not covered.' }],
      {
        analyze,
        language: 'de',
      },
    );
    expect(english.provesTranslated('Der Link in der E-Mail ist 60 Minuten gültig.', 1)).toBe(true);
    expect(english.provesTranslated('Der Link in der E-Mail ist 90 Minuten gültig.', 1)).toBe(false);
    expect(english.provesTranslated('Der Link in der E-Mail ist nicht 60 Minuten gültig.', 1)).toBe(false);
    expect(english.provesTranslated('Der Link in der E-Mail ist 60 Minuten gefährlich.', 1)).toBe(false);
    expect(english.provesTranslated('Brandschäden sind abgedeckt.', 1)).toBe(false);
  });

  test('the statement with its numbers, or with two of its words, is what is quoted', () => {
    expect(judge.quoteTranslated('リンクは24時間有効です。', 1)?.text).toBe('Links stay valid for 24 hours.');
    expect(judge.quoteTranslated('何度でも使えます。', 1)).toBeNull();
  });
});

describe('a number of a table belongs to its row and its column', () => {
  test.each([
    ['The Ridge holds 42 l and weighs 900 g.', null],
    ['The bag Summit has a volume of 60 l and a weight of 1,400 g.', null],
    ['The bag Ridge has a volume of 60 l.', 'number'],
    ['The bag Summit has a weight of 900 g.', 'number'],
  ])('%s', (sentence, expected) => {
    expect(judged(SIZES, sentence)).toBe(expected);
  });
});

describe('a word turned round by its beginning', () => {
  test.each([
    ['Bottles must be unopened and in their box.', 'Bottles may be opened and in another box.', 'negation'],
    ['Bottles must be unopened and in their box.', 'Bottles that were opened cannot be in their box.', null],
    ['Die Flaschen müssen ungeöffnet sein.', 'Die Flaschen dürfen geöffnet sein.', 'negation'],
    ['Les bouteilles doivent être inutilisées.', 'Les bouteilles peuvent être utilisées.', 'negation'],
    ['商品は未開封である必要があります。', '商品は開封済みでも必要があります。', 'negation'],
    ['Bottles must be unopened.', 'No, bottles must be unopened.', null],
    ['If no label is there, ask the front desk.', 'Please ask at the front desk.', null],
    ['We do not ship to islands.', 'No, we ship to islands.', 'negation'],
  ])('%s | %s', (text, sentence, expected) => {
    expect(judged(text, sentence)).toBe(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { affirmsDenied, overclaims } from '../../../../src/answer/generate/overclaims.ts';
import { analyze } from '../../../../src/retrieve/analyze.ts';

describe('a promise', () => {
  test.each([
    ['Tents have a lifetime warranty.', 'Tents have a warranty of 5 years.', true],
    ['You get a refund.', 'You can exchange it.', true],
    ['Refunds take 5 days.', 'We refund within 5 days.', false],
    ['Versand ist kostenlos.', 'Der Versand kostet 5 €.', true],
    ['Der Versand ist kostenlos.', 'Kostenloser Versand ab 60 €.', false],
    ['送料は無料です。', '送料は500円です。', true],
    ['Wir erstatten den Preis.', 'We refund the price.', false],
    ['Wir erstatten den Preis.', 'You can exchange it.', true],
    ['Primero, abra la página.', 'Open the page first.', false],
    ['Freeze the row; deleted rows are gone permanently.', 'Rows.', false],
    ['Open the page.', 'Anything.', false],
  ])('%s | %s', (text, source, expected) => {
    expect(overclaims(text, source)).toBe(expected);
  });
});

describe('what is denied in passing is not affirmed', () => {
  test.each([
    ['Sale items can be refunded.', 'Sale items can be exchanged but not refunded.', true],
    ['Sale items can be exchanged.', 'Sale items can be exchanged but not refunded.', false],
    ['Gli articoli in saldo possono essere rimborsati.', 'Possono essere cambiati ma non rimborsati.', true],
    ['セール品は返金できます。', 'セール品は交換できますが、返金はできません。', true],
    ['セール品は返金できません。', 'セール品は交換できますが、返金はできません。', false],
  ])('%s | %s', (text, statement, expected) => {
    expect(affirmsDenied(text, statement, analyze)).toBe(expected);
  });
});

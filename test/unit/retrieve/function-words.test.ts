import { expect, test } from 'vitest';
import { parseQuestion } from '../../../src/retrieve/query.ts';

const telling = (query: string, language: string | null) =>
  parseQuestion(query, undefined, language).terms.map(({ word }) => word);

test.each([
  [
    'de',
    'Wie lange habe ich Zeit, um die Schuhe zurückzugeben?',
    ['lange', 'zeit', 'schuhe', 'zuruckzugeben'],
  ],
  ['fr', 'Combien coûte la livraison chez vous ?', ['coute', 'livraison']],
  ['es', '¿Cuánto cuesta el ñandú?', ['cuesta', 'nandu']],
  ['pt', 'Quanto custa o envio para os Açores?', ['custa', 'envio', 'acores']],
  ['it', 'Quanto costa la spedizione?', ['costa', 'spedizione']],
  ['ar', 'كيف أعيد الأحذية؟', ['أعيد', 'الأحذية']],
])(
  'a question in %s is searched by what it asks, not by the words that all questions have',
  (language, query, words) => {
    expect(telling(query, language)).toEqual(words);
  },
);

test('words that only another language makes questions of are searched for', () => {
  expect(telling('Why do batteries die in the cold?', 'en')).toContain('die');
  expect(telling('Which hat fits a large head?', 'en')).toContain('hat');
  expect(telling('Which hat fits a large head?', null)).toContain('hat');
});

test('a question of nothing else is searched by all of it', () => {
  expect(telling('Wie geht das?', 'de')).not.toEqual([]);
});

test('in German only more than a capital makes a name, elsewhere a capital does, but not where a question begins', () => {
  const names = (query: string, language: string | null) =>
    parseQuestion(query, undefined, language)
      .terms.filter(({ name }) => name === true)
      .map(({ word }) => word);
  expect(names('Verkaufen Sie auch Gutscheine?', 'de')).toEqual([]);
  expect(names('Do you sell Contoso vouchers?', 'en')).toEqual(['contoso']);
  expect(names('¿Cuánto cuesta Contoso?', 'es')).toEqual(['contoso']);
});

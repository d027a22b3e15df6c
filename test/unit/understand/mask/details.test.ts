import { describe, expect, test } from 'vitest';
import { findPii } from '../../../../src/understand/mask/find-pii.ts';

function details(text: string): string[] {
  return findPii(text, { details: true }).map((span) => `${span.type} ${text.slice(span.start, span.end)}`);
}

describe('for exports, more is found', () => {
  test.each<[string, string[]]>([
    [
      'Thomas Becker works at Siemens AG in Munich since 2012.',
      ['PERSON Thomas Becker', 'ORGANIZATION Siemens AG', 'PLACE Munich', 'DATE 2012'],
    ],
    ['When Okonkwo arrived in Abuja, he was 34 years old.', ['PERSON Okonkwo', 'PLACE Abuja', 'AGE 34']],
    ["I'm a proud Canadian and my wife is Brazilian.", ['NATIONALITY Canadian', 'NATIONALITY Brazilian']],
    ['Ask Dr. Yamamoto on Monday', ['TITLE Dr.', 'PERSON Yamamoto', 'DATE Monday']],
    ['Visit http://shop.example.net/store', ['URL http://shop.example.net/store']],
    ['We moved to New Zealand from the United Kingdom', ['PLACE New Zealand', 'PLACE United Kingdom']],
  ])('%j', (text, expected) => {
    expect(details(text)).toEqual(expected);
  });

  test('but never before an answer: places, products and firms stay without being asked for', () => {
    for (const text of [
      'Thomas works at Siemens in Munich since 2012',
      'We moved from Zendesk to Service Cloud on Monday',
      'Is Einstein Bots available in Germany?',
    ]) {
      expect(findPii(text)).toEqual([]);
    }
  });
});

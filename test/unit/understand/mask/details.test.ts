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
    ['Hartwell & Sons shipped it to Rijeka.', ['ORGANIZATION Hartwell & Sons', 'PLACE Rijeka']],
    [
      'Both Bekkon, Enerve Corporation and Civita replied.',
      ['ORGANIZATION Bekkon', 'ORGANIZATION Enerve Corporation', 'ORGANIZATION Civita'],
    ],
    [
      'The CEO of Brightloom met my employer, Falkirk Shipping, in Halle (Saale).',
      ['ORGANIZATION Brightloom', 'ORGANIZATION Falkirk Shipping', 'PLACE Halle (Saale)'],
    ],
    [
      "Crestline's Amara Diallo works at Blue Harbor Analytics",
      ['ORGANIZATION Crestline', 'PERSON Amara Diallo', 'ORGANIZATION Blue Harbor Analytics'],
    ],
    [
      'Bjarni Kvaran\nSales manager\nFjordtek\nLaugavegur 12, 101 Reykjavík',
      [
        'PERSON Bjarni Kvaran',
        'TITLE Sales manager',
        'ORGANIZATION Fjordtek',
        'ADDRESS Laugavegur 12, 101 Reykjavík',
      ],
    ],
    ['the concert in Odense C was fine', ['PLACE Odense C']],
    [
      'codey m ross moved to harburg and joined acme gmbh',
      ['PERSON codey m ross', 'PLACE harburg', 'ORGANIZATION acme gmbh'],
    ],
    ['Trains run between Zagreb and Rijeka', ['PLACE Zagreb', 'PLACE Rijeka']],
  ])('%j', (text, expected) => {
    expect(details(text)).toEqual(expected);
  });

  test.each([
    'it s me again, c u at the shop, bearings r trash',
    'Terms & Conditions, please',
    'I asked the ATM. I got nothing in EUR.',
  ])('%j names nobody and nothing', (text) => {
    expect(details(text)).toEqual([]);
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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEntities } from '../../../../src/understand/entities/find-entities.ts';
import { cpuMs } from '../../../support/cpu-ms.ts';
import { CONTEXT } from './support.ts';

/** The property takes a quarter of a second alone, and many times that on a machine with other work. */
const PROPERTY_MS = 30_000;
const PIECES = [
  'a',
  'A',
  '1',
  '9 ',
  '1,',
  '1.',
  '1 000',
  '0x',
  '$',
  '$1,111',
  '1,111.',
  '-',
  '+1',
  '+1 2',
  '(0',
  '0 1',
  '#',
  '# 1',
  '@',
  'a@',
  'a.b@',
  'a.',
  'a-',
  'www.',
  'http://',
  'https://a.',
  'A_',
  'AB_CD',
  'Aa',
  'AaBb',
  'AaBb.',
  'a__',
  'a__c.',
  'A__c',
  'order ',
  'order number is ',
  'case:',
  'error ',
  'error code ',
  'next ',
  'last 3 ',
  'in 3 days ',
  'half past ',
  'to 5 ',
  '5 to ',
  '12:',
  '12:30 ',
  'march ',
  'mar 3',
  '3 mar',
  '3rd of ',
  'monday, ',
  'on 1/',
  '1/2',
  '1/2/',
  '2026-',
  '20',
  '00',
  'select ',
  'select a from ',
  'Account.',
  'Account ',
  'Test.',
  'System.a.',
  'Handler',
  'euros ',
  'one ',
  '5 ',
  ' ',
  '\n',
  '\t',
  "'",
  '年',
  '3月',
  '午後3',
  '今',
  'يوم ',
  'الساعة 3',
  'テ',
  '😀',
  '\ud800',
  '\u0000',
  'İ',
  'ｅ',
  '٣',
  'a couple of ',
  'the 3rd ',
  'twenty ',
  'en ',
  'hace 3 ',
  'call me at ',
  'phone number ',
  'edgewise ',
  'Edgewise-',
  '4 to 5 to ',
  'from monday to ',
  '12:30 - ',
];

describe('hostile input', () => {
  test.each(PIECES)('a hundred thousand characters of "%s" take less than a second', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const start = cpuMs();
    expect(findEntities(text, CONTEXT).length).toBeLessThanOrEqual(200);
    expect(cpuMs() - start).toBeLessThan(1_000);
  });

  test('whatever is written, entities are ordered, apart, inside the text, and their text is the stretch', {
    timeout: PROPERTY_MS,
  }, () => {
    const part = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        const entities = findEntities(text, CONTEXT);
        const wrong = entities.filter(
          (one, at) =>
            one.start < (entities[at - 1]?.end ?? 0) ||
            one.end <= one.start ||
            one.end > text.length ||
            one.text !== text.slice(one.start, one.end),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('a zone or a clock that is none gives no error: UTC, and 1970', () => {
    const context = { ...CONTEXT, now: Number.NaN, timeZone: 'Mars/Olympus', locale: 'x'.repeat(1_000) };
    expect(findEntities('tomorrow', context).map((one) => one.value)).toEqual([
      { kind: 'date', date: '1970-01-02' },
    ]);
    expect(findEntities('', context)).toEqual([]);
  });

  test('a date of a year that is not written in four digits is none', () => {
    expect(findEntities('9999 years ago, in 9999 years', CONTEXT)).toEqual([]);
  });
});

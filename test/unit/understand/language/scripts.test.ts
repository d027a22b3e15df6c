import { describe, expect, test } from 'vitest';
import { letterRuns } from '../../../../src/understand/language/letter-runs.ts';
import { mainScript, scriptShares } from '../../../../src/understand/language/script-shares.ts';
import { scriptOf } from '../../../../src/understand/language/scripts.ts';
import { WORD_UNITS_MAX } from '../../../../src/understand/language/word-grams.ts';

const scriptOfText = (text: string) => mainScript(scriptShares(letterRuns(text)));

describe('the script of a letter', () => {
  test.for<[string, string]>([
    ['a', 'latin'],
    ['ß', 'latin'],
    ['ệ', 'latin'],
    ['ж', 'cyrillic'],
    ['ς', 'greek'],
    ['ש', 'hebrew'],
    ['ع', 'arabic'],
    ['ह', 'devanagari'],
    ['ไ', 'thai'],
    ['注', 'han'],
    ['の', 'kana'],
    ['ッ', 'kana'],
    ['문', 'hangul'],
    ['ქ', 'georgian'],
  ])('%s is %s', ([letter, script]) => {
    expect(scriptOf(letter.charCodeAt(0))).toBe(script);
  });

  test('of what we do not know is null', () => {
    expect(scriptOf(0x2c00)).toBeNull();
  });
});

describe('the script of a text', () => {
  test('is Japanese where Chinese characters stand between kana, Chinese where they stand alone', () => {
    expect(scriptOfText('注文番号は一二三')).toBe('kana');
    expect(scriptOfText('订单号码')).toBe('han');
  });

  test('is the one that says most, Latin product names aside', () => {
    expect(scriptOfText('salesforce flow エラーが出ます')).toBe('kana');
    expect(scriptOfText('the word 注文 means order')).toBe('latin');
  });

  test('is null without letters', () => {
    expect(scriptOfText('123 :-)')).toBeNull();
  });
});

describe('runs of letters', () => {
  test('end where the script changes, and count sentences', () => {
    expect(letterRuns("don't ошибка. aб")).toEqual([
      { text: "don't", script: 'latin', sentence: 0 },
      { text: 'ошибка', script: 'cyrillic', sentence: 0 },
      { text: 'a', script: 'latin', sentence: 1 },
      { text: 'б', script: 'cyrillic', sentence: 1 },
    ]);
  });

  test('are never longer than what a word is looked at', () => {
    const runs = letterRuns('x'.repeat(1_000));
    expect(Math.max(...runs.map((run) => run.text.length))).toBe(WORD_UNITS_MAX);
    expect(runs.map((run) => run.text).join('')).toBe('x'.repeat(1_000));
  });
});

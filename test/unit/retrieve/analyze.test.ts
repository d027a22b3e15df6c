import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze, analyzeTerms } from '../../../src/retrieve/analyze.ts';

describe('identifiers', () => {
  test('an error code is kept whole and split', () => {
    expect(analyze('UNABLE_TO_LOCK_ROW')).toEqual(['unable_to_lock_row', 'unabl', 'lock', 'row']);
  });

  test('a field path and a camel-case name are kept whole and split', () => {
    expect(analyze('Account.Name')).toEqual(['account.name', 'account', 'name']);
    expect(analyze('LastModifiedDate')).toEqual(['lastmodifieddate', 'last', 'modifi', 'date']);
    expect(analyze('OAuth')).toContain('oauth');
  });

  test('a number means the same with either thousands separator, as 10k, and beside or against its unit', () => {
    expect(analyze('10,000')).toEqual(analyze('10.000'));
    expect(analyze('10k')).toEqual(['10000']);
    expect(analyze('6MB')).toEqual(expect.arrayContaining(analyze('6 MB')));
  });

  test('a version stays whole', () => {
    expect(analyze('IDE 1.8.19')).toEqual(['id', '1.8.19'].map((one) => (one === 'id' ? 'ide' : one)));
  });
});

describe('words', () => {
  test('inflections, case, accents and compatibility forms of a word are one term', () => {
    expect(analyze('Locking locks LOCKED')).toEqual(['lock', 'lock', 'lock']);
    expect(analyze('Método metodo ﬁle')).toEqual([...analyze('metodo metodo'), 'file']);
  });

  test('e-mail and email are one term', () => {
    expect(analyze('e-mail')).toContain(analyze('email')[0]);
  });

  test('text without spaces between words is indexed by pairs of characters', () => {
    expect(analyze('重置密码')).toEqual(['重置', '置密', '密码']);
  });

  test('a capital inside a sentence marks a name, a capital at its beginning does not', () => {
    const terms = analyzeTerms('Where is the Slack limit. Reports fail');
    expect(terms.filter((one) => one.name).map((one) => one.word)).toEqual(['slack']);
  });
});

describe('any text', () => {
  test('terms hold only letters, digits and _ . + #, so that none can be query syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const term of analyze(text)) expect(term).toMatch(/^[\p{L}\p{M}\p{N}_.+#]{1,64}$/u);
      }),
    );
  });

  test('the terms are the same with and without the cache of words', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), (text) => {
        expect(analyze(text)).toEqual(analyzeTerms(text).map((one) => one.term));
      }),
    );
    const mixed = 'Set 6 MB, 10 seconds or 1,000 rows in Account.Name for UNABLE_TO_LOCK_ROW; e-mail 5 GB 7';
    expect(analyze(mixed)).toEqual(analyzeTerms(mixed).map((one) => one.term));
  });

  test('lone surrogates, NUL, emoji and a megabyte of one letter do no harm', () => {
    for (const text of ['\ud800 lock', '\u0000lock', '🔒 lock', ''])
      expect(() => analyze(text)).not.toThrow();
    expect(analyze('\ud800 lock')).toContain('lock');
    expect(analyze('a'.repeat(1_000_000))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { href, parseRoute } from '../../../../widget/console/route.ts';

describe('an address of the console', () => {
  test('leads back to the place that it was made of, whatever the words', () => {
    for (const [path, query] of [
      [['sources'], {}],
      [['articles', 'a/b c?d#e%', 'edit'], { q: 'müde & 100 %? #1' }],
      [['ask'], { q: 'مرحبا', hit: '2' }],
    ] as const) {
      const route = parseRoute(href([...path], query));
      expect(route.path).toEqual(path);
      expect(Object.fromEntries(route.query)).toEqual(query);
    }
  });

  test('leaves out what is empty, and takes what cannot be decoded as it stands', () => {
    expect(href(['gaps'], { period: '', status: null, q: undefined })).toBe('#/gaps');
    expect(parseRoute('#/articles/%E0%A4%A').path).toEqual(['articles', '%E0%A4%A']);
    expect(parseRoute('').path).toEqual([]);
  });
});

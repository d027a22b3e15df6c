import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokens } from '../../../../widget/style/tokens.ts';
import { DARK_SURFACE, LIGHT_SURFACE } from '../../../../widget/theme/apply-theme.ts';
import { CONTRAST_MIN, colorOr, contrast, onColor, readableOn } from '../../../../widget/theme/contrast.ts';

const anyColor = fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('the ratio is that of WCAG: 21 for black on white, 1 for a colour on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#336699', '#336699')).toBe(1);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('text on any accent colour reaches 4.5', () => {
  fc.assert(
    fc.property(anyColor, (color) => contrast(onColor(color), color) >= CONTRAST_MIN),
    { numRuns: 2_000 },
  );
});

test('any accent colour as text reaches 4.5 on the light and the dark surface', () => {
  fc.assert(
    fc.property(anyColor, fc.constantFrom(LIGHT_SURFACE, DARK_SURFACE), (color, surface) => {
      expect(contrast(readableOn(color, surface), surface)).toBeGreaterThanOrEqual(CONTRAST_MIN);
    }),
    { numRuns: 2_000 },
  );
});

test('an accent that is readable already is not changed', () => {
  expect(readableOn('#0b5fff', LIGHT_SURFACE)).toBe('#0b5fff');
});

test('only a colour reaches a style', () => {
  expect(colorOr('#ABCDEF', '#000000')).toBe('#abcdef');
  for (const bad of ['red', '#fff', 'url(x)', '#12345g', '#123456;x', null, 7]) {
    expect(colorOr(bad, '#000000')).toBe('#000000');
  }
});

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('tokens, %s', (_, scheme) => {
  const value = (name: string) => {
    const all = [...tokens.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].map((match) => match[1]);
    return all[scheme] ?? '';
  };
  test.each([
    ['text', 'surface'],
    ['text', 'raised'],
    ['text', 'sunken'],
    ['muted', 'surface'],
    ['muted', 'raised'],
    ['danger', 'surface'],
    ['warn-text', 'warn-surface'],
  ])('%s on %s reaches 4.5', (text, surface) => {
    expect(contrast(value(text), value(surface))).toBeGreaterThanOrEqual(CONTRAST_MIN);
  });
  test('the border of a field reaches 3 (WCAG 2.2, 1.4.11)', () => {
    expect(contrast(value('line-strong'), value('surface'))).toBeGreaterThanOrEqual(3);
  });
});

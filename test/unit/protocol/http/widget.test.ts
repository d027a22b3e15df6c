import { expect, test } from 'vitest';
import { widgetSessionRequestSchema } from '../../../../src/protocol/http/widget.ts';

const localeOf = (locale: string) => widgetSessionRequestSchema.parse({ widgetKey: 'wk_1', locale }).locale;

test('a page’s language is kept', () => {
  for (const locale of ['en', 'en-GB', 'zh-Hant-TW', 'ast']) expect(localeOf(locale)).toBe(locale);
});

test('what is no language is taken as unknown, and costs the visitor nothing', () => {
  for (const locale of ['', 'en_GB', '<script>', '\u0000', '\ud800', 'constructor', '__proto__']) {
    expect(localeOf(locale)).toBeUndefined();
  }
});

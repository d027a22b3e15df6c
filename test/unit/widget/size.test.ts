import { brotliCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Asset, bundleWidget } from '../../../scripts/build-assets/bundle-widget.ts';
import { ROOT } from '../../../scripts/local/paths.ts';

/** Bytes after brotli. The loader is paid by every page view of a customer's site, the rest by who opens the chat. */
const LOADER_MAX = 1_500;
const FIRST_LOAD_MAX = 18_000;
/** Fetched with the first message; an interface language other than English with the app. */
const ANSWER_MAX = 3_600;
const LANGUAGE_MAX = 1_000;
/** Fetched by who opens a source in its place, with its words in all languages. */
const SOURCE_MAX = 3_800;

describe('the widget', () => {
  let files: Asset[] = [];
  const size = (pattern: RegExp) => {
    const found = files.filter((file) => pattern.test(file.path));
    expect(found, String(pattern)).toHaveLength(1);
    return brotliCompressSync(Buffer.from(found[0]?.body ?? '')).length;
  };

  beforeAll(async () => {
    files = await bundleWidget(ROOT);
  });

  test('costs a page no more than its budget', () => {
    const loader = size(/^widget\.js$/);
    expect(loader).toBeLessThanOrEqual(LOADER_MAX);
    expect(loader + size(/^widget\/app\./)).toBeLessThanOrEqual(FIRST_LOAD_MAX);
    expect(size(/^widget\/answer-kit\./)).toBeLessThanOrEqual(ANSWER_MAX);
    expect(size(/^widget\/source-view\./)).toBeLessThanOrEqual(SOURCE_MAX);
  });

  test.each(['de', 'fr', 'es', 'pt', 'it', 'ja', 'ar'])('speaks %s for less than a kilobyte', (language) => {
    expect(size(new RegExp(`^widget/${language}\\.`))).toBeLessThanOrEqual(LANGUAGE_MAX);
  });

  test('is these files and no others, so that nothing is fetched that nobody counted', () => {
    expect(files.map((file) => file.path.replace(/\.[0-9A-Z]{8}\./, '.')).sort()).toEqual(
      [
        'widget.js',
        ...['answer-kit', 'app', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'pt', 'source-view'].map(
          (name) => `widget/${name}.js`,
        ),
      ].sort(),
    );
  });

  test('carries no schema library and no way to turn a string into markup or code', () => {
    for (const { path, body } of files) {
      expect(String(body), path).not.toMatch(
        /ZodError|_zod|\beval\(|new Function|insertAdjacentHTML|outerHTML|document\.write/,
      );
    }
  });

  test('is the same bytes every time', async () => {
    expect(await bundleWidget(ROOT)).toEqual(files);
  });
});

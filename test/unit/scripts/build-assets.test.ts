import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DEMO_POLICY, headers } from '../../../scripts/build-assets/headers.ts';
import {
  describe as description,
  readArticle,
  renderArticle,
} from '../../../scripts/build-assets/render-article.ts';
import { buildAssets } from '../../../scripts/build-assets.ts';
import { ROOT } from '../../../scripts/local/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgewise-assets-'));
const outDir = join(folder, 'assets');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const article = (body: string) => readArticle('a', `---\ntitle: T\ntags: [x]\nlocale: en\n---\n${body}`);

describe('the asset build', () => {
  test('has a page for every article, and skips when nothing changed', async () => {
    expect((await buildAssets({ outDir })).built).toBe(true);
    const slugs = readdirSync(join(ROOT, 'demo/knowledge'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.slice(0, -3));
    for (const slug of slugs) {
      expect(readFileSync(join(outDir, 'demo/help', slug, 'index.html'), 'utf8')).toContain('<h1>');
    }
    expect(await buildAssets({ outDir })).toEqual({ built: false, files: 0 });
  });

  test('builds again when what it wrote is gone, and removes what it did not write', async () => {
    writeFileSync(join(outDir, 'stray.js'), '');
    rmSync(`${outDir}.stamp`);
    expect((await buildAssets({ outDir })).built).toBe(true);
    expect(readdirSync(outDir)).not.toContain('stray.js');
  });
});

describe('a demo article', () => {
  test('shows raw HTML as text and drops addresses that could run', () => {
    const html = renderArticle(
      article('<script>alert(1)</script>\n\na <b>b</b> [x](javascript:alert(1)) ![i](http://e.test/i)'),
    );
    expect(html).not.toMatch(/<script|<b>|<img|javascript:/);
    expect(html).toContain('&lt;script&gt;');
  });

  test('has a description of at most 160 characters that ends at a word', () => {
    const text = description(article(`${'word '.repeat(80)}\n\nmore`));
    expect(text.length).toBeLessThanOrEqual(160);
    expect(text).toMatch(/word \.\.\.$/);
  });

  test('without front matter names its file', () => {
    expect(() => readArticle('lost', 'no head')).toThrow('demo/knowledge/lost.md');
  });
});

test('the policy of the pages allows nothing inline and no other host', () => {
  expect(DEMO_POLICY).not.toMatch(/unsafe|https?:|\*/);
  expect(headers()).toContain(DEMO_POLICY);
});

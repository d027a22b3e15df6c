import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleConsole } from '../../../../scripts/build-assets/bundle-console.ts';
import type { Asset } from '../../../../scripts/build-assets/bundle-widget.ts';
import { CONSOLE_POLICY, headers } from '../../../../scripts/build-assets/headers.ts';
import { ROOT } from '../../../../scripts/local/paths.ts';

/** Bytes after gzip: page, style and all scripts that it asks for before anything is shown; a language of its own. */
const FIRST_LOAD_MAX = 60_000;
const LANGUAGE_MAX = 10_000;

describe('the console', () => {
  let files: Asset[] = [];
  const zipped = (file: Asset) => gzipSync(Buffer.from(file.body)).length;

  beforeAll(async () => {
    files = await bundleConsole(ROOT);
  });

  test('is there within 60 kB, and another language within 10', () => {
    const isLanguage = ({ path }: Asset) => /\/(de|fr|es|pt|it|ja|ar)\.[0-9A-Z]{8}\.js$/.test(path);
    const page = String(files.find(({ path }) => path === 'console/index.html')?.body);
    const first = files.filter(({ path }) => path === 'console/index.html' || page.includes(`"/${path}"`));
    // Whatever the app imports before it shows anything is named in the page: nothing of it goes uncounted.
    const names = first.flatMap(({ body }) => [...String(body).matchAll(/from"\.\/([\w.-]+\.js)"/g)]);
    for (const [, name] of names) expect(first.map(({ path }) => path)).toContain(`console/${name}`);
    expect(first.length).toBeLessThan(8);
    expect(first.map(zipped).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FIRST_LOAD_MAX);
    expect(files.filter(isLanguage)).toHaveLength(7);
    for (const file of files.filter(isLanguage))
      expect(zipped(file), file.path).toBeLessThanOrEqual(LANGUAGE_MAX);
  });

  test('has nothing inline, no foreign address, and no way to turn a string into markup or code', () => {
    const page = String(files.find(({ path }) => path === 'console/index.html')?.body);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/i);
    expect(page.match(/(?:src|href)="(?!data:)([^"]+)"/g)?.every((one) => /="\/console\//.test(one))).toBe(
      true,
    );
    for (const { path, body } of files) {
      expect(String(body), path).not.toMatch(
        /ZodError|_zod|\beval\(|new Function|insertAdjacentHTML|outerHTML|document\.write|DOMParser/,
      );
    }
  });

  test('is served under a policy that allows only this host and no markup from strings', () => {
    expect(CONSOLE_POLICY).not.toMatch(/unsafe|https?:|\*/);
    expect(CONSOLE_POLICY).toContain("require-trusted-types-for 'script'");
    expect(CONSOLE_POLICY).toContain("frame-ancestors 'none'");
    expect(headers()).toContain(`/console/*\n  Content-Security-Policy: ${CONSOLE_POLICY}`);
  });

  test('is the same bytes every time', async () => {
    expect(await bundleConsole(ROOT)).toEqual(files);
  });
});

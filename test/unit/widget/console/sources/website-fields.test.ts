import { describe, expect, test } from 'vitest';
import { createSourceSchema, SOURCE_LIMITS } from '../../../../../src/protocol/http/sources.ts';
import { texts } from '../../../../../widget/console/locale/en.ts';
import {
  addressOf,
  checkWebsite,
  DEPTH,
  NEW_WEBSITE,
  nameOf,
  PAGES,
  settingsOf,
  websiteFields,
} from '../../../../../widget/console/sources/website-fields.ts';

const fields = { ...NEW_WEBSITE, url: 'help.example.com/start', include: '/help/\n /faq \n' };

describe('the form of a website', () => {
  test('that has nothing wrong is a request that the server takes', () => {
    expect(checkWebsite(fields, texts)).toEqual({});
    const body = {
      kind: 'website',
      name: nameOf(fields),
      schedule: fields.schedule,
      settings: settingsOf(fields),
    };
    expect(createSourceSchema.parse(body)).toMatchObject({
      name: 'help.example.com',
      settings: { url: 'https://help.example.com/start', include: ['/help/', '/faq'] },
    });
  });

  test('shows what is stored, and gives it back as it was', () => {
    const settings = settingsOf(fields, 'https://help.example.com/map.xml');
    const again = websiteFields(settings, { name: 'n', schedule: 'daily' });
    expect(settingsOf(again, settings.sitemap)).toEqual(settings);
  });

  test('names every field that is wrong', () => {
    const wrong = {
      ...fields,
      url: 'ftp://x',
      maxPages: '0',
      maxDepth: '1.5',
      include: 'help',
      exclude: '/a b',
    };
    expect(Object.keys(checkWebsite(wrong, texts)).sort()).toEqual(
      ['exclude', 'include', 'maxDepth', 'maxPages', 'url'].sort(),
    );
    expect(checkWebsite(wrong, texts).maxPages).toContain('from 1 to 10000');
  });

  test('takes no address that the server would not take', () => {
    for (const text of ['', ' ', 'javascript:alert(1)', 'http://', 'a b', 'mailto:a@b.test']) {
      expect(addressOf(text), text).toBeNull();
    }
    expect(addressOf('http://127.0.0.1:8787/demo/')).toBe('http://127.0.0.1:8787/demo/');
  });

  test('has the limits of the server', () => {
    expect([PAGES, DEPTH]).toEqual([
      { max: SOURCE_LIMITS.pages, start: SOURCE_LIMITS.pagesDefault },
      { max: SOURCE_LIMITS.depth, start: SOURCE_LIMITS.depthDefault },
    ]);
  });
});

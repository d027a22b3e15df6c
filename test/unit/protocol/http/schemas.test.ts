import { describe, expect, it } from 'vitest';
import { externalIdSchema, putArticleSchema } from '../../../../src/protocol/http/knowledge.ts';
import { originSchema } from '../../../../src/protocol/http/organization.ts';
import { pageQuerySchema } from '../../../../src/protocol/http/page.ts';
import { updateMeSchema } from '../../../../src/protocol/http/users.ts';

describe('an allowed origin', () => {
  it('is exactly what a browser sends as Origin', () => {
    for (const origin of ['https://shop.example', 'http://localhost:3000', 'https://xn--bcher-kva.example']) {
      expect(originSchema.safeParse(origin).success).toBe(true);
    }
    const wrong = [
      'https://shop.example/',
      'https://shop.example:443',
      'https://SHOP.example',
      'shop.example',
      'null',
      '*',
    ];
    for (const origin of [
      ...wrong,
      'https://*.example',
      'file:///etc',
      'https://a@b.example',
      'javascript:1',
      '',
    ]) {
      expect({ origin, fits: originSchema.safeParse(origin).success }).toEqual({ origin, fits: false });
    }
  });
});

describe('an article id', () => {
  it('can be a path segment, a file name and a log field as it is', () => {
    for (const id of ['a', 'KB-0001', 'how_to.v2', 'x~y', '0'])
      expect(externalIdSchema.safeParse(id).success).toBe(true);
    for (const id of [
      '',
      '.',
      '..',
      '.env',
      'a/b',
      'a\\b',
      'a b',
      'a\n',
      'a%2f',
      'ä',
      '-a',
      'a'.repeat(129),
    ]) {
      expect({ id, fits: externalIdSchema.safeParse(id).success }).toEqual({ id, fits: false });
    }
  });

  it('belongs to an article whose link is a web address and nothing that runs', () => {
    const article = { title: 'T', body: 'B', format: 'text' };
    expect(putArticleSchema.safeParse({ ...article, url: 'https://help.example/a' }).success).toBe(true);
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example', '/relative']) {
      expect({ url, fits: putArticleSchema.safeParse({ ...article, url }).success }).toEqual({
        url,
        fits: false,
      });
    }
  });
});

describe('a page', () => {
  it('has 1 to 100 rows, asked for in plain digits', () => {
    expect(pageQuerySchema.parse({ limit: '100' })).toEqual({ limit: 100 });
    for (const limit of ['0', '101', '-1', '1.5', '1e1', ' 5', '0x10', '']) {
      expect({ limit, fits: pageQuerySchema.safeParse({ limit }).success }).toEqual({ limit, fits: false });
    }
  });
});

describe('a profile', () => {
  it('changes its password only together with the current one', () => {
    expect(updateMeSchema.safeParse({ password: 'new' }).success).toBe(false);
    expect(updateMeSchema.safeParse({ password: 'new', currentPassword: 'old' }).success).toBe(true);
    expect(updateMeSchema.safeParse({ name: 'Ada' }).success).toBe(true);
  });
});

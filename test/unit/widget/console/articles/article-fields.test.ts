import { describe, expect, test } from 'vitest';
import { externalIdSchema, putArticleSchema } from '../../../../../src/protocol/http/knowledge.ts';
import {
  type ArticleFields,
  articleBody,
  checkArticle,
  fieldsOf,
  NO_FIELDS,
  newExternalId,
  tagsOf,
} from '../../../../../widget/console/articles/article-fields.ts';
import { texts } from '../../../../../widget/console/locale/en.ts';

describe('the form of an article', () => {
  test('that has nothing wrong is a request that the server takes', () => {
    const fields: ArticleFields = {
      ...{ title: ' T ', body: 'b', tags: 'a, b,,a', locale: 'en-GB', url: 'https://a.test/x' },
      ...{ audience: 'partner', products: 'X1, X2', reviewedOn: '2026-01-02', validUntil: '' },
    };
    expect(checkArticle(fields, texts)).toEqual({});
    expect(putArticleSchema.parse({ ...articleBody(fields), format: 'markdown' })).toMatchObject({
      title: 'T',
      tags: ['a', 'b'],
      audience: ['partner'],
      products: ['X1', 'X2'],
      reviewedOn: '2026-01-02',
      validUntil: null,
    });
  });

  test('gives back what is stored', () => {
    const stored = { title: 'T', body: 'b', tags: ['a', 'b'], locale: null, url: null };
    const labels = {
      ...{ audience: ['internal' as const], products: ['X1'] },
      ...{ reviewedOn: '2026-01-02', validUntil: '2026-12-31' },
    };
    expect(articleBody(fieldsOf({ ...stored, ...labels }))).toEqual({ ...stored, ...labels });
    expect(articleBody(fieldsOf(stored))).toMatchObject(stored);
  });

  test('names what is missing', () => {
    expect(Object.keys(checkArticle({ ...NO_FIELDS, url: 'nowhere' }, texts))).toEqual([
      'title',
      'body',
      'url',
    ]);
  });

  test('makes an id that the server takes of any title', () => {
    for (const title of [
      'How do I ...?',
      'Überprüfung der Straße',
      '返品について',
      '   ',
      'x'.repeat(400),
      '../../etc',
    ]) {
      const id = newExternalId(title, 'a1b2c3');
      expect(externalIdSchema.safeParse(id).success, id).toBe(true);
    }
    expect(newExternalId('Überprüfung der Rückgabe', 'a1')).toBe('uberprufung-der-ruckgabe-a1');
  });

  test('reads tags with the commas of any script', () => {
    expect(tagsOf('a، b、c, d')).toEqual(['a', 'b', 'c', 'd']);
  });
});

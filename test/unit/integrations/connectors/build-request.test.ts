import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestTemplate } from '../../../../src/domain/connector.ts';
import { buildRequest } from '../../../../src/integrations/connectors/build-request.ts';
import { keepFields } from '../../../../src/integrations/connectors/keep-fields.ts';

const API = { baseUrl: 'https://api.shop.test/v2/', auth: { kind: 'bearer' } } as const;
const template: RequestTemplate = {
  ...{ method: 'POST', path: '/orders/{id}/notes', query: { q: 'x {text}', opt: '{none}' } },
  body: { id: '{id}', text: 'note: {text}', count: '{count}', none: '{none}', list: ['{id}', '{none}', 1] },
};

test('a request is what its template says, typed, and without what was not given', () => {
  const built = buildRequest(API, template, { id: 'A/1', text: 'a&b=c', count: 2 }, 's3cret');
  expect(built).toEqual({
    ok: true,
    value: {
      url: 'https://api.shop.test/v2/orders/A%2F1/notes?q=x+a%26b%3Dc',
      method: 'POST',
      headers: {
        ...{ accept: 'application/json, text/plain;q=0.5', authorization: 'Bearer s3cret' },
        'content-type': 'application/json',
      },
      body: '{"id":"A/1","text":"note: a&b=c","count":2,"list":["A/1",1]}',
    },
  });
});

test.each(['.', '..', ''])('%j is no part of a path', (id) => {
  expect(buildRequest(API, template, { id, text: 'x' }, null).ok).toBe(false);
});

test('the other kinds of authentication go into headers', () => {
  const headersWith = (auth: Parameters<typeof buildRequest>[0]['auth']) => {
    const built = buildRequest({ ...API, auth }, { method: 'GET', path: '/x' }, {}, 'pass');
    return built.ok ? built.value.headers : {};
  };
  expect(headersWith({ kind: 'basic', user: 'ada' }).authorization).toBe('Basic YWRhOnBhc3M=');
  expect(headersWith({ kind: 'header', header: 'X-Api-Key' })['x-api-key']).toBe('pass');
  expect(headersWith({ kind: 'none' })).not.toHaveProperty('authorization');
});

test('no argument leaves its place: the host, the depth of the path, the number of parameters stay', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (id, text) => {
      const built = buildRequest(API, template, { id, text }, null);
      if (!built.ok) return;
      const url = new URL(built.value.url);
      expect(url.origin).toBe('https://api.shop.test');
      expect(url.pathname.split('/')).toHaveLength(5);
      expect(url.pathname.startsWith('/v2/orders/')).toBe(true);
      expect(url.pathname.endsWith('/notes')).toBe(true);
      expect([...url.searchParams.keys()]).toEqual(['q']);
      expect(url.searchParams.get('q')).toBe(`x ${text.toWellFormed()}`);
      expect(url.hash).toBe('');
    }),
  );
});

test('of an answer only what was listed is kept, through lists, and never a whole object', () => {
  const answer = { a: { b: 1, c: 2 }, list: [{ x: 1, y: 2 }, { y: 3 }], secret: 's', n: null };
  expect(keepFields(answer, ['a.b', 'list.x', 'n', 'missing'])).toEqual({
    a: { b: 1 },
    list: [{ x: 1 }],
    n: null,
  });
  expect(keepFields(answer, ['a'])).toBeNull();
  expect(keepFields(answer, ['__proto__', 'constructor.name'])).toBeNull();
  expect(keepFields([{ x: 1, y: 2 }], ['x'])).toEqual([{ x: 1 }]);
  expect(keepFields(answer, [])).toBeNull();
});

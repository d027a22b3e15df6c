import { describe, expect, test } from 'vitest';
import { Api, type ApiPorts } from '../../../../../widget/console/data/api.ts';

function setUp(answers: (Response | Error)[], token: (stale?: string | null) => string | null = () => 'a1') {
  const sent: { path: string; authorization: string | null; body: unknown }[] = [];
  const ports: ApiPorts = {
    async fetch(path, { headers, body }) {
      sent.push({ path, authorization: new Headers(headers).get('Authorization'), body });
      const answer = answers.shift() ?? new Error('no more answers');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    upload: async () => Response.json({}),
    session: { token: async (stale) => token(stale) },
    isOnline: () => true,
    wait: async () => {},
    random: () => 0,
  };
  return { api: new Api(ports), sent };
}

const DOWN = () => Response.json({ code: 'unavailable' }, { status: 503 });

describe('a request of the console', () => {
  test('that reads is repeated when the server stumbles, three times in all', async () => {
    const { api, sent } = setUp([DOWN(), new TypeError('network'), Response.json({ n: 1 })]);
    expect(await api.get('/x')).toEqual({ n: 1 });
    expect(sent).toHaveLength(3);
    await expect(setUp([DOWN(), DOWN(), DOWN()]).api.get('/x')).rejects.toMatchObject({ status: 503 });
  });

  test('that changes something is sent once, whatever happens to it', async () => {
    const { api, sent } = setUp([new TypeError('network')]);
    await expect(api.send('POST', '/x', {})).rejects.toMatchObject({ code: 'offline', status: 0 });
    expect(sent).toHaveLength(1);
  });

  test('with a token that has run out is sent again with a new one, once', async () => {
    const refused = () => Response.json({ code: 'token_expired' }, { status: 401 });
    const { api, sent } = setUp([refused(), Response.json({})], (stale) => (stale === 'a1' ? 'a2' : 'a1'));
    await api.send('POST', '/x', { n: 1 });
    expect(sent.map((one) => one.authorization)).toEqual(['Bearer a1', 'Bearer a2']);
    const ended = setUp([refused()], (stale) => (stale ? null : 'a1'));
    await expect(ended.api.send('GET', '/x')).rejects.toMatchObject({ status: 401 });
  });

  test('that is refused says what is wrong with which field, and when to try again', async () => {
    const problem = {
      code: 'invalid',
      detail: 'no',
      errors: [{ path: 'name', message: 'is needed' }],
      requestId: 'req_1',
    };
    const { api } = setUp([Response.json(problem, { status: 422, headers: { 'Retry-After': '7' } })]);
    await expect(api.send('POST', '/x', {})).rejects.toMatchObject({
      fields: [{ path: 'name', message: 'is needed' }],
      retryAfterSeconds: 7,
      requestId: 'req_1',
    });
    const page = setUp([new Response('<h1>Bad gateway</h1>', { status: 400 })]);
    await expect(page.api.send('POST', '/x', {})).rejects.toMatchObject({ status: 400, code: 'unknown' });
  });

  test('that is answered without content is null', async () => {
    expect(await setUp([new Response(null, { status: 204 })]).api.send('DELETE', '/x')).toBeNull();
  });
});

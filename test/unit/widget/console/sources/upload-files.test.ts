import { describe, expect, test } from 'vitest';
import { Api } from '../../../../../widget/console/data/api.ts';
import type { ChosenFile } from '../../../../../widget/console/sources/chosen-file.ts';
import { uploadFiles } from '../../../../../widget/console/sources/upload-files.ts';

const files = (...paths: string[]): ChosenFile[] =>
  paths.map((path) => ({ path, file: new File(['x'], path), state: 'waiting', share: 0, reason: '' }));

/** A server that refuses what is called `bad`, and counts how many it takes at a time. */
function setUp() {
  const seen: string[] = [];
  let now = 0;
  let most = 0;
  const api = new Api({
    fetch: async () => Response.json({}),
    async upload(path, _headers, _body, onShare) {
      seen.push(path);
      most = Math.max(most, ++now);
      onShare(0.5);
      await new Promise((done) => setTimeout(done, 0));
      now -= 1;
      return path.includes('bad')
        ? Response.json({ code: 'too_large', detail: 'no' }, { status: 413 })
        : Response.json({});
    },
    session: { token: async () => 'a' },
    isOnline: () => true,
    wait: async () => {},
    random: () => 0,
  });
  return { api, seen, most: () => most };
}

describe('an upload of files', () => {
  test('sends each on its own, a few at a time; one that is refused holds up no other', async () => {
    const { api, seen, most } = setUp();
    const shares: number[] = [];
    const ended = await uploadFiles('src_1', files('a b.md', 'x/bad.md', 'c.md', 'd.md', 'e.md'), {
      api,
      describe: () => 'too large',
      onChange: (now) => shares.push(now[0]?.share ?? -1),
      signal: new AbortController().signal,
    });
    expect(ended.map(({ state }) => state)).toEqual(['done', 'refused', 'done', 'done', 'done']);
    expect(ended[1]?.reason).toBe('too large');
    expect(seen[0]).toBe('/v1/knowledge/sources/src_1/files/a%20b.md');
    expect(seen[1]).toBe('/v1/knowledge/sources/src_1/files/x/bad.md');
    expect(most()).toBe(3);
    expect(shares).toEqual(expect.arrayContaining([0, 0.5, 1]));
  });

  test('leaves alone what is up already, or was refused', async () => {
    const { api, seen } = setUp();
    const list = files('a.md', 'b.md', 'c.md').map((one, at) => ({
      ...one,
      state: (['done', 'refused', 'waiting'] as const)[at] ?? 'waiting',
    }));
    const signal = new AbortController().signal;
    await uploadFiles('src_1', list, { api, describe: () => '', onChange: () => {}, signal });
    expect(seen).toEqual(['/v1/knowledge/sources/src_1/files/c.md']);
  });
});

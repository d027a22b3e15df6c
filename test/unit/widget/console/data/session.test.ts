import { describe, expect, test } from 'vitest';
import { ApiError, errorOf } from '../../../../../widget/console/data/api-error.ts';
import { Session, type SessionPorts } from '../../../../../widget/console/data/session.ts';

const USER = {
  id: 'usr_1',
  organizationId: 'org_1',
  email: 'a@b.test',
  name: 'A',
  role: 'admin' as const,
  createdAt: '2026-01-01T00:00:00.000Z',
  disabledAt: null,
};

/** A server that rotates refresh tokens as the real one does: a second use of one ends the family. */
function server() {
  let valid: string | null = null;
  let count = 0;
  const calls: string[] = [];
  return {
    calls,
    now: 0,
    isDown: false,
    get isEnded() {
      return valid === null;
    },
    async post(path: string, body: unknown): Promise<Response> {
      calls.push(path);
      if (this.isDown) throw new ApiError({ ...NOTHING, status: 0, code: 'offline' });
      const { refreshToken } = Object(body);
      if (path.endsWith('/login') || (path.endsWith('/refresh') && refreshToken === valid)) {
        count += 1;
        valid = `r${count}`;
        return Response.json({ accessToken: `a${count}`, refreshToken: valid, expiresIn: 900, user: USER });
      }
      valid = null;
      return path.endsWith('/logout')
        ? new Response(null, { status: 204 })
        : Response.json({ code: 'invalid_refresh_token', detail: '' }, { status: 401 });
    },
  };
}

const NOTHING = { detail: '', fields: [], retryAfterSeconds: null, requestId: null };

/** Tabs of one browser: they share a lock and a channel, and each has a store of its own. */
function browser(origin: ReturnType<typeof server>) {
  const listeners: { tab: number; hear: (word: unknown) => void }[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  let tabs = 0;
  return (stored: string | null = null) => {
    tabs += 1;
    const tab = tabs;
    let token = stored;
    const ports: SessionPorts = {
      post: (path, body) => origin.post(path, body),
      errorOf,
      store: {
        read: () => token,
        write: (next) => {
          token = next;
        },
      },
      alone: (task) => {
        const run = tail.then(task);
        tail = run.catch(() => null);
        return run;
      },
      channel: {
        post: (word) => {
          for (const one of listeners)
            if (one.tab !== tab) queueMicrotask(() => one.hear(structuredClone(word)));
        },
        listen: (hear) => listeners.push({ tab, hear }),
      },
      now: () => origin.now,
      wait: () => new Promise((done) => setTimeout(done, 0)),
      onChange: () => {},
    };
    return { session: new Session(ports), stored: () => token };
  };
}

describe('a session of the console', () => {
  test('is taken up after a reload, and a token that has been used is never used again', async () => {
    const origin = server();
    const open = browser(origin);
    const first = open();
    await first.session.login('a@b.test', 'secret');
    const reloaded = open(first.stored());
    await reloaded.session.resume();
    expect(reloaded.session.user?.id).toBe('usr_1');
    expect(origin.calls).toEqual(['/v1/auth/login']);
  });

  test('is renewed once when all tabs need it at the same time', async () => {
    const origin = server();
    const open = browser(origin);
    const [one, two] = [open(), open()];
    await one.session.login('a@b.test', 'secret');
    await two.session.resume();
    origin.now = 880_000;
    const tokens = await Promise.all([one.session.token(), two.session.token(), one.session.token()]);
    expect(new Set(tokens)).toEqual(new Set(['a2']));
    expect(origin.calls.filter((path) => path.endsWith('/refresh'))).toHaveLength(1);
    expect(origin.isEnded).toBe(false);
  });

  test('survives a server that cannot be reached, and ends with a refused renewal', async () => {
    const origin = server();
    const { session, stored } = browser(origin)();
    await session.login('a@b.test', 'secret');
    origin.now = 880_000;
    origin.isDown = true;
    await expect(session.token()).rejects.toMatchObject({ code: 'offline' });
    expect(session.user).not.toBeNull();
    origin.isDown = false;
    await origin.post('/v1/auth/logout', {});
    expect(await session.token()).toBeNull();
    expect(session.user).toBeNull();
    expect(stored()).toBeNull();
  });

  test('ends in every tab at a logout, on purpose', async () => {
    const origin = server();
    const open = browser(origin);
    const [one, two] = [open(), open()];
    await one.session.login('a@b.test', 'secret');
    await two.session.resume();
    await one.session.logout();
    await new Promise((done) => setTimeout(done, 0));
    expect([one.session.user, two.session.user]).toEqual([null, null]);
    expect([one.stored(), two.stored()]).toEqual([null, null]);
    expect(two.session.hasLeft).toBe(true);
    expect(origin.isEnded).toBe(true);
  });
});

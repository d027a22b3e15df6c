import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import type { Fetched, FetchFailure, FetchOutsideOptions } from '../../../src/retrieve/crawl/fetched.ts';
import { fetchOutside } from '../../../workers/fetch-outside.ts';
import { SiteStandIn } from '../../stand-ins/site.ts';
import { fetchOutsideInWorkerd } from '../../support/fetch-in-workerd.ts';

type FetchOutside = (url: string, options: FetchOutsideOptions) => Promise<Result<Fetched, FetchFailure>>;

let inWorkerd: Awaited<ReturnType<typeof fetchOutsideInWorkerd>>;
let site: SiteStandIn;
let other: SiteStandIn;
beforeAll(async () => {
  site = await SiteStandIn.start();
  other = await SiteStandIn.start();
  inWorkerd = await fetchOutsideInWorkerd();
}, 60_000);
afterAll(async () => {
  await site.stop();
  await other.stop();
  await inWorkerd.stop();
});

const RUNTIMES: [string, FetchOutside][] = [
  ['Node', fetchOutside],
  ['workerd', (url, options) => inWorkerd.fetchOutside(url, options)],
];

const OPTIONS: FetchOutsideOptions = { maxBytes: 100_000, timeoutMs: 10_000, allowLoopback: true };
describe.each(RUNTIMES)('in %s', (_runtime, fetchIn) => {
  const get = (path: string, options: Partial<FetchOutsideOptions> = {}) =>
    fetchIn(path.startsWith('/') ? site.url(path) : path, { ...OPTIONS, ...options });

  test('a page comes with its type, its validators and where it was in the end', async () => {
    site.put('/a', { body: '<p>A</p>', modified: '2026-01-01T00:00:00Z' });
    const fetched = await get('/a');
    expect(fetched).toMatchObject({
      ok: true,
      value: { status: 'ok', mediaType: 'text/html; charset=utf-8', finalUrl: site.url('/a') },
    });
    if (!fetched.ok || fetched.value.status !== 'ok') throw new Error('not fetched');
    const { bytes, etag, lastModified } = fetched.value;
    expect(new TextDecoder().decode(bytes)).toBe('<p>A</p>');
    expect(lastModified).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(await get('/a', { etag, lastModified })).toEqual({ ok: true, value: { status: 'not_modified' } });
    site.put('/a', '<p>changed</p>');
    expect(await get('/a', { etag })).toMatchObject({ ok: true, value: { status: 'ok' } });
    expect(site.requests.at(-1)?.headers['user-agent']).toContain('EdgewiseBot');
  });

  test('redirects are followed by hand: five of them, none in a circle, none to nowhere', async () => {
    site.put('/end', 'end');
    for (let hop = 1; hop <= 6; hop += 1) {
      site.misbehave(`/hop${hop}`, {
        kind: 'redirect',
        to: hop === 1 ? '/end' : `/hop${hop - 1}`,
        status: 301 + (hop % 2),
      });
    }
    expect(await get('/hop5')).toMatchObject({ ok: true, value: { finalUrl: site.url('/end') } });
    expect(await get('/hop6')).toMatchObject({ ok: false, error: { reason: 'redirects', retryable: false } });
    site.misbehave('/x', { kind: 'redirect', to: '/y' }).misbehave('/y', { kind: 'redirect', to: '/x' });
    expect(await get('/x')).toMatchObject({
      error: { reason: 'redirects', detail: expect.stringContaining('circle') },
    });
    site.misbehave('/nowhere', { kind: 'redirect', to: 'http://[' });
    expect(await get('/nowhere')).toMatchObject({ error: { reason: 'redirects' } });
  });

  test('an address that may not be fetched is refused before anything is sent, at the start and at every redirect', async () => {
    const before = other.requests.length;
    expect(await get(other.url('/secret'), { allowLoopback: false })).toMatchObject({
      error: { reason: 'refused' },
    });
    const port = new URL(other.origin).port;
    for (const to of [
      `http://user:word@127.0.0.1:${port}/secret`,
      `http://2130706433:${port}/secret`,
      `http://[::ffff:127.0.0.1]:${port}/secret`,
      'http://169.254.169.254/latest/meta-data/',
      'http://10.0.0.1/',
      'file:///etc/passwd',
      'http://metadata.google.internal/',
    ]) {
      site.misbehave('/inward', { kind: 'redirect', to });
      expect(await get('/inward')).toMatchObject({
        ok: false,
        error: { reason: 'refused', retryable: false },
      });
    }
    expect(other.requests.length).toBe(before);
  });

  test('answers are told apart: gone, denied, busy with how long, and problems of the site', async () => {
    const answer = async (status: number, retryAfter?: string) => {
      site.misbehave('/status', {
        kind: 'status',
        status,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      });
      const fetched = await get('/status');
      return fetched.ok ? null : fetched.error;
    };
    expect(await answer(404)).toMatchObject({ reason: 'gone', retryable: false, httpStatus: 404 });
    expect(await answer(403)).toMatchObject({ reason: 'denied', retryable: false });
    expect(await answer(500)).toMatchObject({ reason: 'server_error', retryable: true });
    expect(await answer(503, '120')).toMatchObject({
      reason: 'busy',
      retryable: true,
      retryAfterSeconds: 120,
    });
    expect(await answer(429, 'soon')).toMatchObject({ reason: 'busy', retryAfterSeconds: null });
    expect(await answer(429, '999999999')).toMatchObject({ retryAfterSeconds: 86_400 });
    const inAnHour = await answer(503, new Date(Date.now() + 3_600_000).toUTCString());
    expect(inAnHour?.retryAfterSeconds).toBeGreaterThan(3_500);
    expect(inAnHour?.retryAfterSeconds).toBeLessThanOrEqual(3_600);
  });

  test('a body that is too long is cut off while it comes: announced, without end, or packed', async () => {
    site.put('/long', 'x'.repeat(200_000));
    expect(await get('/long')).toMatchObject({ error: { reason: 'too_large', retryable: false } });
    site.misbehave('/endless', { kind: 'endless' });
    expect(await get('/endless')).toMatchObject({ error: { reason: 'too_large' } });
    site.misbehave('/bomb', { kind: 'gzip-bomb', bytes: 50_000_000 });
    expect(await get('/bomb')).toMatchObject({ error: { reason: 'too_large' } });
    site.misbehave('/packed', { kind: 'gzip-bomb', bytes: 50_000 });
    expect(await get('/packed')).toMatchObject({ ok: true, value: { bytes: { length: 50_000 } } });
  });

  test('a site that drips, is silent or breaks off is given up, and may be tried again', async () => {
    site.misbehave('/drip', { kind: 'drip', everyMs: 10 }).misbehave('/silent', { kind: 'silent' });
    site.misbehave('/breaks', { kind: 'breaks-off' });
    expect(await get('/drip', { timeoutMs: 300 })).toMatchObject({
      error: { reason: 'timeout', retryable: true },
    });
    expect(await get('/silent', { timeoutMs: 300 })).toMatchObject({ error: { reason: 'timeout' } });
    expect(await get('/breaks')).toMatchObject({ error: { reason: 'unreachable', retryable: true } });
    expect(await get('http://127.0.0.1:1/')).toMatchObject({
      error: { reason: 'unreachable', retryable: true },
    });
  });
});

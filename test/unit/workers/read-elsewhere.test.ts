import { afterEach, expect, test, vi } from 'vitest';
import { err, ok } from '../../../src/domain/result.ts';
import { plainDocument } from '../../../src/retrieve/read/document.ts';
import { type RemoteReader, readElsewhere } from '../../../workers/read-elsewhere.ts';

afterEach(() => {
  vi.useRealTimers();
});

const RAW = { bytes: Uint8Array.of(1, 2, 3), mediaType: null, name: 'secret-name.pdf', url: null };

/** Reads with a reader that answers each call with the next of these; what was logged, and how often it was called. */
async function readWith(...answers: (() => Promise<unknown>)[]) {
  const logged: object[] = [];
  let calls = 0;
  const reader: RemoteReader = {
    read: async () => {
      calls += 1;
      return answers[Math.min(calls, answers.length) - 1]?.();
    },
  };
  const read = await readElsewhere(reader, RAW, {
    clock: () => Date.now(),
    wait: async () => undefined,
    log: (event, fields) => logged.push({ event, ...fields }),
  });
  return { read, calls, logged };
}

const throws = (message: string) => async () => {
  throw new Error(message);
};

test('what the reader says is passed on: documents, and why there are none', async () => {
  const documents = ok([plainDocument({ title: 'T', body: 'B', format: 'text' })]);
  expect(await readWith(async () => documents)).toEqual({ read: documents, calls: 1, logged: [] });
  const locked = err({ reason: 'encrypted', detail: 'It needs a password.' });
  expect(await readWith(async () => locked)).toEqual({ read: locked, calls: 1, logged: [] });
});

test('a call that did not come through is made once more', async () => {
  const documents = ok([plainDocument({ title: 'T', body: 'B', format: 'text' })]);
  const got = await readWith(throws('Network connection lost.'), async () => documents);
  expect(got).toEqual({ read: documents, calls: 2, logged: [] });
});

test.each([
  ['is down', throws('Couldn’t find service “secret-name.pdf”'), 2, 'unreachable', /later/],
  ['ran out of CPU', throws('Worker exceeded CPU time limit.'), 1, 'spent', /smaller/],
  ['ran out of memory', throws('Worker exceeded memory limit.'), 1, 'spent', /smaller/],
  ['answers nothing', async () => undefined, 1, 'malformed', /later/],
  ['answers half', async () => ok([{ title: 'T' }]), 1, 'malformed', /later/],
  [
    'fails for a reason of its own',
    async () => err({ reason: 'toString', detail: '' }),
    1,
    'malformed',
    /later/,
  ],
])('a reader that %s is a document that failed, with what to do', async (_, answer, calls, why, detail) => {
  const got = await readWith(answer);
  expect(got).toMatchObject({
    read: { ok: false, error: { reason: 'process_ended', detail: expect.stringMatching(detail) } },
    calls,
    logged: [{ event: 'document.unread', why, bytes: 3 }],
  });
  expect(JSON.stringify(got), 'nothing of the file is repeated').not.toContain('secret-name');
});

test('a reader that never answers is waited for no longer than a minute', async () => {
  vi.useFakeTimers();
  const reading = readWith(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await reading).toMatchObject({
    read: { ok: false, error: { reason: 'process_ended' } },
    calls: 1,
    logged: [{ why: 'late' }],
  });
});

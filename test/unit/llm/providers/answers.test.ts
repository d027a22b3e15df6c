import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LlmEvent } from '../../../../src/domain/llm.ts';
import { PROVIDER_LIMITS } from '../../../../src/llm/providers/limits.ts';
import { ANTHROPIC, COMPATIBLE, OPENAI } from './providers-kit.ts';
import { bytesOf } from './scripted-fetch.ts';
import { endOf, eventsOf, QUESTION, textOf, USAGE } from './wire-samples.ts';

afterEach(() => {
  vi.useRealTimers();
});

const TEXTS = ['Grüße 🚚', ' from 東京', ' [1].'];
const TEXT = TEXTS.join('');

/** Every byte of the first events, with characters of two, three and four bytes; of the rest every eleventh. */
function places(bytes: Uint8Array): number[] {
  return [...bytes.keys()].filter((at) => at > 0 && (at < 700 || at % 11 === 0)).concat(bytes.length);
}

describe.each([OPENAI, COMPATIBLE, ANTHROPIC])('an answer of $name', (vendor) => {
  test('is handed on piece by piece: the model once, text, usage, one end', async () => {
    const { provider } = vendor.open({ pieces: vendor.events(TEXTS) });
    const events = await eventsOf(provider);
    expect(events[0]).toEqual({ kind: 'model', model: `${provider.vendor}/a-model` });
    expect(events.filter(({ kind }) => kind === 'text')).toEqual(
      TEXTS.map((text) => ({ kind: 'text', text })),
    );
    expect(events.slice(-2)).toEqual([
      { kind: 'usage', usage: USAGE },
      { kind: 'end', stop: 'complete' },
    ]);
    expect(events.filter(({ kind }) => kind === 'model' || kind === 'end' || kind === 'failed')).toHaveLength(
      2,
    );
  });

  test('is the same wherever the network cuts it into two, in the middle of a character too', async () => {
    const bytes = bytesOf(vendor.events(TEXTS).join(''));
    for (const at of places(bytes)) {
      const { provider } = vendor.open({ pieces: [bytes.slice(0, at), bytes.slice(at)] });
      const events = await eventsOf(provider);
      expect([textOf(events), endOf(events)], `byte ${at}`).toEqual([TEXT, 'complete']);
    }
  }, 30_000);

  test('is the same when every byte comes alone, and when lines end as on Windows', async () => {
    const whole = vendor.events(TEXTS).join('');
    for (const text of [whole, whole.replaceAll('\n', '\r\n')]) {
      const { provider } = vendor.open({ pieces: [...bytesOf(text)].map((byte) => Uint8Array.of(byte)) });
      const events = await eventsOf(provider);
      expect([textOf(events), endOf(events)]).toEqual([TEXT, 'complete']);
    }
  });

  test('that is cut off, at whatever byte, is said to be incomplete, and its text is the beginning of the whole', async () => {
    const bytes = bytesOf(vendor.events(TEXTS, false).join(''));
    for (const at of [0, ...places(bytes)]) {
      for (const after of at % 4 === 0 ? (['end', 'break'] as const) : (['end'] as const)) {
        const { provider } = vendor.open({ pieces: at === 0 ? [] : [bytes.slice(0, at)], after });
        const events = await eventsOf(provider);
        expect(TEXT.startsWith(textOf(events)), `byte ${at}`).toBe(true);
        expect(endOf(events), `byte ${at}`).toBe('incomplete');
      }
    }
  }, 30_000);

  test('is whole once it has said why it stopped, even if the connection is lost after that', async () => {
    const events = vendor.events(TEXTS);
    const stopped = events.findIndex((event) => /"(?:finish|stop)_reason":"/.test(event)) + 1;
    for (let count = stopped; count < events.length; count += 1) {
      const { provider } = vendor.open({ pieces: events.slice(0, count), after: 'break' });
      const seen = await eventsOf(provider);
      expect([textOf(seen), endOf(seen)]).toEqual([TEXT, 'complete']);
    }
  });

  test('that is longer than any answer is cut off as one that met its limit, and the rest is not read', async () => {
    const piece = '🚚'.repeat(10_000);
    const { provider, sent } = vendor.open({
      pieces: vendor.events(Array.from({ length: 50 }, () => piece)),
    });
    const events = await eventsOf(provider);
    expect(textOf(events)).toHaveLength(PROVIDER_LIMITS.textChars);
    expect(textOf(events).isWellFormed()).toBe(true);
    expect(endOf(events)).toBe('length');
    expect(sent[0]?.cancelled).toBe(true);
  });

  test('that is one endless line is refused before it fills the memory', async () => {
    const { provider, sent } = vendor.open({
      pieces: ['data: {"a":"', ...Array.from({ length: 40 }, () => 'x'.repeat(1_000_000))],
      after: 'hang',
    });
    expect((await eventsOf(provider)).at(-1)).toMatchObject({
      kind: 'failed',
      failure: { reason: 'bad_response', detail: 'larger than any answer should be' },
    });
    expect(sent[0]?.cancelled).toBe(true);
  });

  test.each([
    'event: content_block_delta\ndata: {broken\n\n',
    'event: message_start\ndata: {"type":"message_start"}\n\ndata: 5\n\n',
    'event: content_block_delta\ndata: {"choices":7}\n\ndata: {"choices":7}\n\n',
  ])('that holds %j is refused without repeating it', async (garbage) => {
    const { provider } = vendor.open({
      pieces: [...vendor.events(['Hello'], false), garbage],
      after: 'hang',
    });
    const last = (await eventsOf(provider)).at(-1);
    if (last?.kind !== 'failed') throw new Error('did not fail');
    expect(last.failure).toMatchObject({ reason: 'bad_response', next: 'fallback' });
    expect(last.failure.detail).not.toContain('broken');
  });

  test('an abort is the last event at once, and frees the connection', async () => {
    const { provider, sent } = vendor.open({ pieces: vendor.events(TEXTS, false), after: 'hang' });
    const control = new AbortController();
    const seen: LlmEvent[] = [];
    for await (const event of provider.stream('a-model', QUESTION, control.signal)) {
      seen.push(event);
      if (textOf(seen) === TEXT) queueMicrotask(() => control.abort());
    }
    expect(seen.at(-1)).toEqual({
      kind: 'failed',
      failure: { reason: 'aborted', next: 'stop', retryAfterMs: null, detail: 'aborted' },
    });
    expect(sent[0]?.cancelled).toBe(true);
  });

  test('nothing is sent for a request that is aborted already', async () => {
    const { provider, sent } = vendor.open({ pieces: vendor.events(TEXTS) });
    expect(endOf(await eventsOf(provider, QUESTION, { signal: AbortSignal.abort() }))).toBe('aborted');
    expect(sent).toEqual([]);
  });

  test('a consumer that leaves frees the connection', async () => {
    const { provider, sent } = vendor.open({ pieces: vendor.events(TEXTS, false), after: 'hang' });
    for await (const event of provider.stream('a-model', QUESTION, new AbortController().signal))
      if (event.kind === 'text') break;
    await vi.waitFor(() => expect(sent[0]?.cancelled).toBe(true));
  });

  test('a stream that falls silent is given up, and freed', async () => {
    vi.useFakeTimers();
    const { provider, sent } = vendor.open({ pieces: vendor.events(TEXTS, false), after: 'hang' });
    const events = eventsOf(provider);
    await vi.advanceTimersByTimeAsync(PROVIDER_LIMITS.idleMs + 1);
    expect(endOf(await events)).toBe('timeout');
    expect(sent[0]?.cancelled).toBe(true);
  });

  test('a connection that stays open after the answer’s end keeps nobody waiting', async () => {
    vi.useFakeTimers();
    const whole = vendor.events(TEXTS);
    const stopped = whole.findIndex((event) => /"(?:finish|stop)_reason":"/.test(event)) + 1;
    const { provider } = vendor.open({ pieces: whole.slice(0, stopped), after: 'hang' });
    const events = eventsOf(provider);
    await vi.advanceTimersByTimeAsync(PROVIDER_LIMITS.tailMs + 1);
    expect(endOf(await events)).toBe('complete');
  });

  test('a server that does not answer is given up', async () => {
    vi.useFakeTimers();
    const { provider, sent } = vendor.open({ silent: true });
    const events = eventsOf(provider);
    await vi.advanceTimersByTimeAsync(PROVIDER_LIMITS.acceptMs + 1);
    expect(endOf(await events)).toBe('timeout');
    expect(sent[0]?.cancelled).toBe(true);
  });
});

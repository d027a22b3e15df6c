import { UnreadableAnswer } from './answer.ts';

/**
 * A body of at most `limit` bytes, given up when `signal` is aborted. `events`: it is a stream of events, each on lines of its own,
 * so that one which ends elsewhere has lost its connection.
 */
export function boundedBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { limit, events, signal }: { limit: number; events: boolean; signal: AbortSignal | null },
): ReadableStream<Uint8Array> {
  let bytes = 0;
  let last = NEW_LINE;
  let stop: () => void = () => {};
  const release = () => signal?.removeEventListener('abort', stop);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      stop = () => {
        reader.cancel().catch(() => {});
        controller.error(new DOMException('aborted', 'AbortError'));
      };
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (signal?.aborted) return;
      bytes += value?.byteLength ?? 0;
      last = value?.at(-1) ?? last;
      if (bytes > limit) {
        reader.cancel().catch(() => {});
        controller.error(new UnreadableAnswer('larger than any answer should be'));
      } else if (!done) {
        controller.enqueue(value);
        return;
      } else if (events && last !== NEW_LINE) {
        // Half an event would be read as a broken one; it is the connection that broke.
        controller.error(new TypeError('ended within an event'));
      } else controller.close();
      release();
    },
    async cancel(reason) {
      release();
      await reader.cancel(reason);
    },
  });
}

const NEW_LINE = 0x0a;

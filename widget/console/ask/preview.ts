import type { Api } from '../data/api.ts';
import type { AnsweredMessage } from '../data/wire.ts';

/** Longest wait for an answer: the server's own 30 s, and the way there and back. */
const WAIT_MS = 40_000;

export type Reply = AnsweredMessage['reply'];
export type Citation = Reply['citations'][number];

/**
 * What a customer would be answered now: asks in a conversation of its own, with a subject that tells it from customers', and
 * ends it. Throws an `ApiError`.
 */
export async function previewAnswer(api: Api, question: string, subject: string): Promise<Reply> {
  const { id } = await api.send<{ id: string }>('POST', '/v1/conversations', { channel: 'api', subject });
  const path = `/v1/conversations/${encodeURIComponent(id)}`;
  try {
    const body = { text: question, as: 'customer' };
    const { reply } = await api.send<AnsweredMessage>('POST', `${path}/messages?wait=true`, body, {
      timeoutMs: WAIT_MS,
    });
    return reply;
  } finally {
    // One that cannot be ended now ends by itself like any other.
    api.send('DELETE', path).catch(() => null);
  }
}

import * as z from 'zod';
import { LIMITS } from '../../src/domain/limits.ts';
import { type ClientFrame, clientFrameSchema } from '../../src/protocol/client-frame.ts';
import type { SocketErrorCode } from '../../src/protocol/socket.ts';

export type ParsedFrame =
  | { frame: ClientFrame }
  | { error: { code: SocketErrorCode; message: string; clientId?: string } };

const FRAME_TYPES = new Set<unknown>(clientFrameSchema.options.map((option) => option.shape.type.value));

/** A frame, or the error that says what is wrong with it. */
export function parseFrame(data: string | ArrayBuffer): ParsedFrame {
  if (typeof data !== 'string')
    return { error: { code: 'malformed', message: 'frames are JSON texts, not binary' } };
  if (
    data.length > LIMITS.frameBytes ||
    (data.length * 3 > LIMITS.frameBytes && byteLength(data) > LIMITS.frameBytes)
  ) {
    return { error: { code: 'too_large', message: `a frame is at most ${LIMITS.frameBytes} bytes` } };
  }
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return { error: { code: 'malformed', message: 'the frame is not JSON' } };
  }
  const parsed = clientFrameSchema.safeParse(value);
  if (parsed.success) return { frame: parsed.data };
  const { type, clientId } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  if (typeof type === 'string' && !FRAME_TYPES.has(type)) {
    return { error: { code: 'unknown_type', message: 'this frame type is not known here' } };
  }
  const issue = parsed.error.issues[0];
  const message = `${issue?.path.join('.') || 'frame'}: ${issue?.message ?? 'is not valid'}`;
  return {
    error: {
      code: 'malformed',
      message,
      ...(typeof clientId === 'string' && clientId.length <= LIMITS.clientIdChars ? { clientId } : {}),
    },
  };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** What the Worker puts into `ACTOR_HEADER` after it verified the token. */
export const actorHeaderSchema = z.object({
  role: z.enum(['customer', 'agent']),
  id: z.string(),
  name: z.string().nullable(),
  expiresAt: z.number(),
});

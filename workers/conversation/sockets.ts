import { LIMITS } from '../../src/domain/limits.ts';
import { CLOSE, type ServerFrame, type SocketRole } from '../../src/protocol/socket.ts';
import type { ClientPaces } from './deps.ts';
import { TokenBucket } from './token-bucket.ts';

/** What a socket carries through hibernation, in its attachment (16 KiB at most). */
export interface SocketIdentity {
  role: SocketRole;
  id: string;
  name: string | null;
  /** Epoch seconds after which the token is no longer good. */
  expiresAt: number;
  /** True once `hello` was answered; before, the socket is sent nothing of the conversation. */
  greeted: boolean;
}

interface Guard {
  frames: TokenBucket;
  malformed: Strikes;
  refused: Strikes;
}

/** How often something wrong was done since the window began. */
interface Strikes {
  since: number;
  count: number;
}

/** The conversation's sockets: who is there, sending to all, and what one socket may do. */
export class Sockets {
  private readonly ctx: DurableObjectState;
  private readonly clock: () => number;
  private readonly paces: ClientPaces;
  /** In memory only: a socket that slept long enough to lose it has refilled its bucket. */
  private readonly guards = new WeakMap<WebSocket, Guard>();

  constructor(ctx: DurableObjectState, clock: () => number, paces: ClientPaces = LIMITS) {
    this.ctx = ctx;
    this.clock = clock;
    this.paces = paces;
  }

  /** Accepts a hibernating socket, or answers why not. */
  accept(identity: Omit<SocketIdentity, 'greeted'>, protocol: string): Response {
    if (this.ctx.getWebSockets(identity.role).length >= LIMITS.socketsPerRole) {
      return new Response('too many connections to this conversation', {
        status: 429,
        headers: { 'retry-after': '30' },
      });
    }
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1], [identity.role]);
    pair[1].serializeAttachment({ ...identity, greeted: false } satisfies SocketIdentity);
    return new Response(null, {
      status: 101,
      webSocket: pair[0],
      headers: { 'sec-websocket-protocol': protocol },
    });
  }

  identity(socket: WebSocket): SocketIdentity {
    return socket.deserializeAttachment() as SocketIdentity;
  }

  greet(socket: WebSocket): void {
    socket.serializeAttachment({ ...this.identity(socket), greeted: true } satisfies SocketIdentity);
  }

  send(socket: WebSocket, frame: ServerFrame): void {
    this.sendText(socket, textOf(frame));
  }

  /** Sends to every greeted socket whose token is still good; closes the others with 4401. */
  broadcast(frame: ServerFrame, except?: WebSocket): void {
    const text = textOf(frame);
    for (const socket of this.ctx.getWebSockets()) {
      if (socket === except) continue;
      const identity = this.identity(socket);
      if (!identity.greeted) continue;
      if (this.expired(identity)) socket.close(CLOSE.expired, 'token expired');
      else this.sendText(socket, text);
    }
  }

  expired(identity: SocketIdentity): boolean {
    return identity.expiresAt * 1000 <= this.clock();
  }

  online(except?: WebSocket): { role: SocketRole; name: string | null }[] {
    const present = new Map<string, { role: SocketRole; name: string | null }>();
    for (const socket of this.ctx.getWebSockets()) {
      if (socket === except) continue;
      const { role, id, name, greeted } = this.identity(socket);
      if (greeted) present.set(`${role}:${id}`, { role, name });
    }
    return [...present.values()];
  }

  closeAll(code: number, reason: string): void {
    for (const socket of this.ctx.getWebSockets()) socket.close(code, reason);
  }

  /** Milliseconds until this socket may send another frame; 0: now. */
  throttle(socket: WebSocket): number {
    return this.guard(socket).frames.take(this.clock());
  }

  /** Charges a replay of this many messages to the socket's allowance of frames. */
  chargeReplay(socket: WebSocket, messages: number): void {
    this.guard(socket).frames.spend(Math.ceil(messages / LIMITS.replayPerFrame));
  }

  /** Counts a malformed frame. True when the socket has sent too many and must go. */
  countMalformed(socket: WebSocket): boolean {
    return this.strike(this.guard(socket).malformed) >= LIMITS.malformedFrames;
  }

  /** Counts a frame that was refused as too fast. True when the socket does not heed it and must go. */
  countRefused(socket: WebSocket): boolean {
    return this.strike(this.guard(socket).refused) >= LIMITS.refusedFrames;
  }

  private strike(strikes: Strikes): number {
    const now = this.clock();
    if (now - strikes.since > LIMITS.malformedWindowMs) Object.assign(strikes, { since: now, count: 0 });
    strikes.count += 1;
    return strikes.count;
  }

  private guard(socket: WebSocket): Guard {
    let guard = this.guards.get(socket);
    if (!guard) {
      const now = this.clock();
      guard = {
        frames: new TokenBucket(this.paces.frameBurst, this.paces.frameRefillPerSecond, now),
        malformed: { since: now, count: 0 },
        refused: { since: now, count: 0 },
      };
      this.guards.set(socket, guard);
    }
    return guard;
  }

  private sendText(socket: WebSocket, text: string): void {
    try {
      socket.send(text);
    } catch {
      // The peer is gone and its close event is on the way; what it missed it gets after its next `hello`.
    }
  }
}

/** A frame as it is sent. What an answer cost is for those who may see analytics, which a socket does not know. */
function textOf(frame: ServerFrame): string {
  if (frame.type !== 'message') return JSON.stringify(frame);
  const { cost: _, ...message } = frame.message;
  return JSON.stringify({ ...frame, message });
}

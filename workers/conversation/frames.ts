import { LIMITS } from '../../src/domain/limits.ts';
import {
  CLOSE,
  type ClientFrame,
  type ServerFrame,
  type SocketErrorCode,
} from '../../src/protocol/socket.ts';
import type { Actor, PostFailure } from './api.ts';
import type { Conversation } from './conversation.ts';
import type { ConversationDeps } from './deps.ts';
import type { parseFrame } from './parse-frame.ts';
import type { SocketIdentity, Sockets } from './sockets.ts';
import type { TurnRunner } from './turn-runner.ts';
import type { ConversationWriter } from './writer.ts';

interface Parts {
  conversation: Conversation;
  writer: ConversationWriter;
  sockets: Sockets;
  runner: TurnRunner;
  deps: ConversationDeps;
}

/** Reads frames of one conversation's sockets and does what they say. Never throws for bad input. */
export class Frames {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  receive(socket: WebSocket, data: string | ArrayBuffer, parse: typeof parseFrame): void {
    const { sockets } = this.parts;
    // What was on its way when the socket was closed is not acted on any more.
    if (socket.readyState !== WebSocket.OPEN) return;
    const identity = sockets.identity(socket);
    if (sockets.expired(identity)) return socket.close(CLOSE.expired, 'token expired');
    const retryAfterMs = sockets.throttle(socket);
    if (retryAfterMs > 0) {
      const message = 'too many frames; wait before the next one';
      sockets.send(socket, { type: 'error', code: 'rate_limited', message, retryAfterMs });
      if (sockets.countRefused(socket)) socket.close(CLOSE.policy, 'too many frames');
      return;
    }
    const parsed = parse(data);
    if ('error' in parsed) {
      sockets.send(socket, { type: 'error', ...parsed.error });
      if (parsed.error.code !== 'unknown_type' && sockets.countMalformed(socket)) {
        socket.close(CLOSE.policy, 'too many malformed frames');
      }
      return;
    }
    this.handle(socket, identity, parsed.frame);
  }

  left(socket: WebSocket): void {
    const { sockets } = this.parts;
    if (!sockets.identity(socket).greeted) return;
    sockets.broadcast({ type: 'presence', online: sockets.online(socket) }, socket);
  }

  private handle(socket: WebSocket, identity: SocketIdentity, frame: ClientFrame): void {
    const { conversation, sockets, runner, deps } = this.parts;
    const actor: Actor =
      identity.role === 'customer'
        ? { role: 'customer', id: identity.id, name: identity.name }
        : { role: 'agent', id: identity.id, name: identity.name ?? '' };
    const requestId = deps.newId('req');
    switch (frame.type) {
      case 'hello':
        return this.hello(socket, identity, frame.after);
      case 'message':
        return this.message(socket, actor, frame, requestId);
      case 'typing':
        return sockets.broadcast({ type: 'typing', who: whoIs(identity), on: frame.on }, socket);
      case 'read': {
        const seq = conversation.markRead(actor, frame.seq);
        if (seq !== null) sockets.broadcast({ type: 'read', who: identity.role, seq }, socket);
        return;
      }
      case 'feedback': {
        const { messageId, rating, comment } = frame;
        const saved = conversation.feedback(actor, {
          messageId,
          rating,
          comment: comment ?? null,
          requestId,
        });
        if (!saved.ok) this.error(socket, 'not_found', 'there is no such message in this conversation');
        return;
      }
      case 'stop':
        runner.interrupt('stopped');
        return;
      case 'person': {
        const asked = conversation.transition('ask-person', requestId, { announce: 'handoff' });
        if (!asked.ok) this.error(socket, 'ended', 'this conversation has ended; start a new one');
        return;
      }
    }
  }

  /** `welcome`, then what was missed, then the running answer so far. */
  private hello(socket: WebSocket, identity: SocketIdentity, after: number): void {
    const { writer, sockets, runner } = this.parts;
    const { id, state, owner, lastSeq } = writer.head();
    sockets.send(socket, {
      type: 'welcome',
      conversation: { id, state, owner },
      lastSeq,
      you: { role: identity.role },
    });
    for (let from = after; from < lastSeq; ) {
      const page = writer.messagesAfter(from, LIMITS.pageSize);
      if (page.length === 0) break;
      for (const message of page) sockets.send(socket, { type: 'message', message });
      from = page[page.length - 1]?.seq ?? lastSeq;
    }
    for (const { role, seq } of writer.reads()) sockets.send(socket, { type: 'read', who: role, seq });
    const live = runner.current();
    if (live && live.text !== '')
      sockets.send(socket, { type: 'delta', turnId: live.turnId, from: 0, text: live.text });
    if (identity.greeted) sockets.chargeReplay(socket, Math.max(0, lastSeq - after));
    else sockets.greet(socket);
    sockets.broadcast({ type: 'presence', online: sockets.online() });
    if (state === 'processing') runner.start();
  }

  private message(
    socket: WebSocket,
    actor: Actor,
    frame: Extract<ClientFrame, { type: 'message' }>,
    requestId: string,
  ): void {
    const { conversation, sockets } = this.parts;
    const { clientId, text } = frame;
    const posted = conversation.post({ actor, clientId, text, requestId });
    if (!posted.ok) return sockets.send(socket, refusalFrame(clientId, posted.error));
    const { message } = posted.value;
    sockets.send(socket, { type: 'ack', clientId, seq: message.seq, messageId: message.id });
  }

  private error(socket: WebSocket, code: SocketErrorCode, message: string): void {
    this.parts.sockets.send(socket, { type: 'error', code, message });
  }
}

function whoIs(identity: SocketIdentity): string {
  return identity.role === 'customer' ? 'customer' : identity.id;
}

function refusalFrame(clientId: string, failure: PostFailure): ServerFrame {
  switch (failure.reason) {
    case 'rate_limited': {
      const { retryAfterMs } = failure;
      const message = 'too many messages; wait before the next one';
      return { type: 'error', code: 'rate_limited', message, clientId, retryAfterMs };
    }
    case 'full':
      return {
        type: 'error',
        code: 'full',
        message: `a conversation holds at most ${failure.limit} messages`,
        clientId,
      };
    case 'not_owner':
      return {
        type: 'error',
        code: 'not_allowed',
        message: 'take the conversation over before you reply',
        clientId,
      };
    case 'ended':
    case 'not_found':
      return {
        type: 'error',
        code: 'ended',
        message: 'this conversation has ended; start a new one',
        clientId,
      };
  }
}

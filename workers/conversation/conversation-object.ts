import { DurableObject } from 'cloudflare:workers';
import type { ConversationHead, IllegalTransition } from '../../src/domain/conversation.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import type { Message } from '../../src/domain/message.ts';
import { err, ok, type Result } from '../../src/domain/result.ts';
import { SOCKET_PROTOCOL } from '../../src/protocol/socket.ts';
import type { Env } from '../env.ts';
import { wireConversation } from '../wire-conversation.ts';
import {
  ACTOR_HEADER,
  type Actor,
  type ConversationApi,
  type Note,
  type NotFound,
  type OpenConversation,
  type PostFailure,
  type PostMessage,
} from './api.ts';
import { Conversation } from './conversation.ts';
import type { ConversationDeps } from './deps.ts';
import { failureAnswer } from './facts.ts';
import { Frames } from './frames.ts';
import { hasSchema, migrate } from './migrations.ts';
import { OutboxDrain } from './outbox-drain.ts';
import { ReplyWaiters } from './reply-waiters.ts';
import { Sockets } from './sockets.ts';
import { type Timer, Timers } from './timers.ts';
import { TurnRunner } from './turn-runner.ts';
import { ConversationWriter } from './writer.ts';

const NOT_FOUND = err({ reason: 'not_found' as const });
type HeadResult = Result<ConversationHead, NotFound | IllegalTransition>;

/**
 * The shell of one conversation: it parses what the platform calls with, hands it to the parts, and owns nothing but their
 * wiring. Named by organization and conversation, so that no id of one organization can reach another's object.
 */
export class ConversationObject extends DurableObject<Env> implements ConversationApi {
  private readonly deps: ConversationDeps;
  private readonly writer: ConversationWriter;
  private readonly timers: Timers;
  private readonly sockets: Sockets;
  private readonly runner: TurnRunner;
  private readonly conversation: Conversation;
  private readonly frames: Frames;
  private readonly drain: OutboxDrain;
  private readonly waiters = new ReplyWaiters();
  private opened: boolean;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.deps = this.wire(env);
    this.writer = new ConversationWriter(ctx.storage);
    this.timers = new Timers(ctx.storage, this.deps, () => this.runDue());
    this.sockets = new Sockets(ctx, this.deps.clock, this.deps.paces);
    const { writer, timers, sockets, deps } = this;
    this.runner = new TurnRunner({ writer, timers, sockets }, deps, {
      handoff: (turn) =>
        void this.conversation.transition('ask-person', turn.requestId, { announce: 'handoff' }),
      committed: (message, before) => this.conversation.committed(message, before),
      failureAnswer,
    });
    const { runner, waiters } = this;
    this.conversation = new Conversation({ writer, timers, sockets, runner, waiters }, deps);
    this.frames = new Frames({ conversation: this.conversation, writer, sockets, runner: this.runner, deps });
    this.drain = new OutboxDrain(writer, timers, deps, ctx.id.jurisdiction);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    this.opened = hasSchema(ctx.storage.sql);
    if (!this.opened) return;
    migrate(ctx.storage, deps.clock());
    writer.endCallsOfTheDead(deps.clock());
    // Also what the platform lost the alarm of when it was killed is seen to at the next wake-up, whatever its cause.
    timers.wake();
  }

  /** What this object needs of the world; a bench or a test replaces it. */
  protected wire(env: Env): ConversationDeps {
    return wireConversation(env);
  }

  /** The socket's upgrade; everything else comes by RPC. The Worker has verified who this is. */
  override async fetch(request: Request): Promise<Response> {
    const { actorHeaderSchema } = await import('./parse-frame.ts');
    const actor = actorHeaderSchema.safeParse(JSON.parse(request.headers.get(ACTOR_HEADER) ?? 'null'));
    if (!this.opened || !actor.success) return new Response('not found', { status: 404 });
    this.deps.warm?.();
    return this.sockets.accept(actor.data, SOCKET_PROTOCOL);
  }

  /** The parser and its schemas are loaded by the first frame; they are in the bundle, so frames keep their order. */
  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const { parseFrame } = await import('./parse-frame.ts');
    this.frames.receive(socket, data, parseFrame);
  }

  override webSocketClose(socket: WebSocket): void {
    this.frames.left(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.frames.left(socket);
  }

  override async alarm(): Promise<void> {
    this.timers.fired();
    this.writer.settle();
    await this.runDue();
    // Whatever woke the object: a turn that a crash left without an end need not wait for its own timer.
    if (this.opened) this.runner.start();
  }

  async open(input: OpenConversation): Promise<Result<ConversationHead, NotFound>> {
    if (!this.opened) {
      migrate(this.ctx.storage, this.deps.clock());
      this.opened = true;
      return ok(this.conversation.open(input));
    }
    if (this.writer.head().organizationId !== input.organization.id) return NOT_FOUND;
    return ok(this.conversation.reopen(input));
  }

  async head(): Promise<Result<ConversationHead, NotFound>> {
    return this.opened ? ok(this.writer.head()) : NOT_FOUND;
  }

  async post(input: PostMessage): Promise<Result<{ message: Message; duplicate: boolean }, PostFailure>> {
    return this.opened ? this.conversation.post(input) : NOT_FOUND;
  }

  async reply(input: {
    messageId: string;
    timeoutMs: number;
  }): Promise<Result<Message, NotFound | { reason: 'timeout' }>> {
    const message = this.opened ? this.writer.messageById(input.messageId) : null;
    if (!message) return NOT_FOUND;
    return await this.waiters.wait(this.writer, message.seq, Math.min(input.timeoutMs, LIMITS.waitMs));
  }

  async history(input: {
    after: number;
    limit: number;
  }): Promise<Result<{ messages: Message[]; lastSeq: number }, NotFound>> {
    if (!this.opened) return NOT_FOUND;
    const messages = this.writer.messagesAfter(input.after, Math.min(input.limit, LIMITS.pageSize));
    return ok({ messages, lastSeq: this.writer.head().lastSeq });
  }

  async message({ messageId }: { messageId: string }): Promise<Result<Message, NotFound>> {
    const message = this.opened ? this.writer.messageById(messageId) : null;
    return message ? ok(message) : NOT_FOUND;
  }

  async takeover({ actor, requestId }: { actor: Actor; requestId: string }): Promise<HeadResult> {
    const author = { id: actor.id, name: actor.name ?? '' };
    return this.step('take', requestId, { owner: actor.id, announce: 'takeover', author });
  }

  async assign(input: {
    actor: Actor;
    assignee: { id: string; name: string };
    requestId: string;
  }): Promise<HeadResult> {
    const { assignee, requestId } = input;
    return this.step('take', requestId, { owner: assignee.id, announce: 'takeover', author: assignee });
  }

  async giveBack({ requestId }: { actor: Actor; requestId: string }): Promise<HeadResult> {
    return this.step('return', requestId, { owner: 'ai', announce: 'returned' });
  }

  async askPerson({ requestId }: { actor: Actor; requestId: string }): Promise<HeadResult> {
    return this.step('ask-person', requestId, { announce: 'handoff' });
  }

  async resolve({ requestId }: { actor: Actor; requestId: string }): Promise<HeadResult> {
    return this.step('resolve', requestId, { owner: 'ai', announce: 'resolved' });
  }

  async end({ requestId }: { actor: Actor; requestId: string }): Promise<HeadResult> {
    const ended = this.step('close', requestId, { announce: 'closed' });
    if (ended.ok) this.sockets.closeAll(1000, 'ended');
    return ended;
  }

  async update(input: Parameters<ConversationApi['update']>[0]): ReturnType<ConversationApi['update']> {
    const { requestId, ...patch } = input;
    return this.opened ? ok(this.conversation.update(patch, requestId)) : NOT_FOUND;
  }

  async note(input: { actor: Actor; text: string; requestId: string }): ReturnType<ConversationApi['note']> {
    return this.opened ? this.conversation.note(input.actor, input.text) : NOT_FOUND;
  }

  async notes(): Promise<Result<Note[], NotFound>> {
    return this.opened ? ok(this.writer.notes()) : NOT_FOUND;
  }

  async handover(): ReturnType<ConversationApi['handover']> {
    return this.opened ? ok(await (await this.conversation.handOver()).current()) : NOT_FOUND;
  }

  async feedback(
    input: Parameters<ConversationApi['feedback']>[0],
  ): Promise<Result<{ id: string }, NotFound>> {
    return this.opened ? this.conversation.feedback(input.actor, input) : NOT_FOUND;
  }

  async original({ messageId }: { messageId: string }): Promise<Result<string, NotFound>> {
    const text = this.opened ? this.writer.original(messageId) : null;
    return text === null ? NOT_FOUND : ok(text);
  }

  async confirmArchived(input: { from: number; through: number }): Promise<void> {
    if (this.opened) this.drain.confirmed(input.from, input.through);
  }

  async probe(): Promise<{ ok: true }> {
    this.ctx.storage.sql.exec('SELECT 1').one();
    return { ok: true };
  }

  private step(...args: Parameters<Conversation['transition']>): HeadResult {
    return this.opened ? this.conversation.transition(...args) : NOT_FOUND;
  }

  private async runDue(): Promise<void> {
    try {
      for (const timer of this.timers.due(this.deps.clock())) await this.onTimer(timer);
    } finally {
      this.timers.arm();
    }
  }

  /** One timer's failure is its own: the others still run, and a failed one stays due. */
  private async onTimer(timer: Timer): Promise<void> {
    const now = this.deps.clock();
    try {
      if (timer.kind === 'outbox') await this.drain.run(timer);
      else this.runner.takeUp();
    } catch (error) {
      this.timers.set(timer.id, timer.kind, now + LIMITS.outboxRetryMs, timer.attempts + 1);
      this.deps.log('timer_failed', {
        kind: timer.kind,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
}

import {
  type ConversationEvent,
  type ConversationHead,
  type IllegalTransition,
  nextState,
  type Owner,
} from '../../src/domain/conversation.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import type { Message, SystemEvent } from '../../src/domain/message.ts';
import { err, ok, type Result } from '../../src/domain/result.ts';
import { sanitise } from '../../src/understand/clean/sanitise.ts';
import type { Actor, Note, OpenConversation, PostFailure, PostMessage } from './api.ts';
import type { ConversationDeps } from './deps.ts';
import { newHead, systemText } from './facts.ts';
import type { HandOver } from './hand-over.ts';
import type { ReplyWaiters } from './reply-waiters.ts';
import type { Sockets } from './sockets.ts';
import type { Timers } from './timers.ts';
import { TokenBucket } from './token-bucket.ts';
import type { TurnRunner } from './turn-runner.ts';
import type { ConversationWriter } from './writer.ts';

interface Parts {
  writer: ConversationWriter;
  timers: Timers;
  sockets: Sockets;
  runner: TurnRunner;
  waiters: ReplyWaiters;
}

/**
 * The rules of one conversation. Every method is synchronous: it decides, writes one commit, then tells the sockets; the
 * platform holds what leaves until the commit is durable, so an `ack` is a promise that survives a crash.
 */
export class Conversation {
  private readonly parts: Parts;
  private readonly deps: ConversationDeps;
  private bucket: TokenBucket | null = null;
  private summing: Promise<HandOver> | null = null;

  constructor(parts: Parts, deps: ConversationDeps) {
    this.parts = parts;
    this.deps = deps;
  }

  open(input: OpenConversation): ConversationHead {
    const { writer } = this.parts;
    const now = this.deps.clock();
    writer.transact(() => {
      writer.create(newHead(input, now), input.organization);
      writer.addOutbox('head', input.conversationId, input.requestId, now);
    });
    this.parts.timers.arm();
    return writer.head();
  }

  /** A browser came back: the newest organization snapshot is kept, and an identity that has been verified since. */
  reopen(input: OpenConversation): ConversationHead {
    const { writer } = this.parts;
    const now = this.deps.clock();
    const known = writer.organization();
    const customer = writer.head().customer;
    const signed = input.customer.verified && input.customer.id === customer.id;
    // Who is no partner any more is told what is for everybody, from the next answer on.
    const isPartner = (input.customer.partnerUntil ?? null) !== (customer.partnerUntil ?? null);
    const better = signed && (!customer.verified || isPartner);
    if (known.version >= input.organization.version && !better) return writer.head();
    writer.transact(() => {
      if (known.version < input.organization.version) writer.saveOrganization(input.organization);
      if (better) this.patchHead({ customer: input.customer }, input.requestId, now);
    });
    this.parts.timers.arm();
    return writer.head();
  }

  /** Accepts a message: commits it with its turn and outbox row, then acks. A known `clientId` gets the first result. */
  post(input: PostMessage): Result<{ message: Message; duplicate: boolean }, PostFailure> {
    const { writer, timers, runner } = this.parts;
    const first = writer.messageByClientId(input.clientId);
    if (first) return ok({ message: first, duplicate: true });
    const refused = this.refusal(input.actor);
    if (refused) return err(refused);
    const before = writer.head();
    const now = this.deps.clock();
    const { actor, requestId } = input;
    const next = actor.role === 'customer' ? nextState(before.state, 'message') : ok(before.state);
    if (!next.ok) return err({ reason: 'ended' });
    const startsTurn = actor.role === 'customer' && next.value === 'processing';
    const turnId = this.deps.newId('trn');
    const { text } = sanitise(input.text);
    const message = writer.transact(() => {
      const stored = writer.append(
        {
          id: this.deps.newId('msg'),
          clientId: input.clientId,
          role: actor.role,
          text,
          citations: [],
          ...(text === input.text ? {} : { original: input.text }),
          ...(actor.role === 'agent' ? { author: { id: actor.id, name: actor.name } } : {}),
        },
        { state: next.value },
        now,
      );
      if (startsTurn) {
        writer.addTurn({ id: turnId, messageSeq: stored.seq, epoch: before.epoch, retryAt: now, requestId });
        timers.set('turn', 'turn', now + LIMITS.turnResumeMs);
      }
      writer.addOutbox('message', String(stored.seq), requestId, now);
      return stored;
    });
    if (startsTurn) runner.accepted(turnId);
    this.committed(message, before);
    return ok({ message, duplicate: false });
  }

  /** One step of the state table with what belongs to it: owner, epoch, the end of running turns, the announcement. */
  transition(
    event: Exclude<ConversationEvent, 'message' | 'answered'>,
    requestId: string,
    change: { owner?: Owner; announce: SystemEvent | null; author?: { id: string; name: string } },
  ): Result<ConversationHead, IllegalTransition> {
    const { writer, runner, timers } = this.parts;
    const before = writer.head();
    const next = nextState(before.state, event);
    if (!next.ok) return next;
    const owner = change.owner ?? before.owner;
    if (next.value === before.state && owner === before.owner) return ok(before);
    const now = this.deps.clock();
    runner.interrupt('superseded');
    const patch = { state: next.value, owner, epoch: before.epoch + 1 };
    const message = writer.transact(() => {
      writer.supersedeTurns();
      timers.clear('turn');
      if (!change.announce) {
        this.patchHead(patch, requestId, now);
        return null;
      }
      const stored = writer.append(
        {
          id: this.deps.newId('msg'),
          role: 'system',
          event: change.announce,
          text: systemText(change.announce, change.author?.name ?? null),
          citations: [],
          ...(change.author ? { author: change.author } : {}),
        },
        patch,
        now,
      );
      writer.addOutbox('message', String(stored.seq), requestId, now);
      return stored;
    });
    this.committed(message, before);
    return ok(writer.head());
  }

  update(patch: { subject?: string | null; locale?: string | null }, requestId: string): ConversationHead {
    const { writer, timers } = this.parts;
    const now = this.deps.clock();
    writer.transact(() => this.patchHead(patch, requestId, now));
    timers.arm();
    return writer.head();
  }

  note(actor: Actor, text: string): Result<Note, { reason: 'limit_reached'; limit: number }> {
    const { writer } = this.parts;
    const limit = LIMITS.notesPerConversation;
    if (writer.countNotes() >= limit) return err({ reason: 'limit_reached', limit });
    const now = this.deps.clock();
    const note: Note = {
      id: this.deps.newId('evt'),
      author: { id: actor.id, name: actor.name ?? '' },
      text,
      createdAt: new Date(now).toISOString(),
    };
    writer.transact(() => writer.addNote(note, now));
    return ok(note);
  }

  feedback(
    actor: Actor,
    input: { messageId: string | null; rating: number; comment: string | null; requestId: string },
  ): Result<{ id: string }, { reason: 'not_found' }> {
    const { writer, timers } = this.parts;
    if (input.messageId !== null && !writer.messageById(input.messageId)) return err({ reason: 'not_found' });
    const now = this.deps.clock();
    const id = writer.transact(() => {
      const { messageId, rating, comment } = input;
      const by = actor.role === 'customer' ? 'customer' : actor.id;
      const saved = writer.saveFeedback({ id: this.deps.newId('fbk'), messageId, rating, comment, by }, now);
      writer.addOutbox('feedback', saved, input.requestId, now);
      return saved;
    });
    timers.arm();
    return ok({ id });
  }

  /** Moves a read mark forward, never beyond what there is to read. The mark where it now is; null when it was there. */
  markRead(actor: Actor, seq: number): number | null {
    const { writer } = this.parts;
    const known = Math.min(seq, writer.head().lastSeq);
    return writer.transact(() => writer.markRead(actor.role, known)) ? known : null;
  }

  /** Follows every commit: tells sockets and waiting callers what is now true, sets the alarm, starts what is to be answered. */
  committed(message: Message | null, before: ConversationHead): void {
    const { writer, sockets, timers, runner, waiters } = this.parts;
    const { state, owner } = writer.head();
    if (message) sockets.broadcast({ type: 'message', message });
    if (state !== before.state || owner !== before.owner) sockets.broadcast({ type: 'state', state, owner });
    timers.arm();
    waiters.settle(writer);
    if (state === 'processing') runner.start();
    // Nobody waits for it: the customer reads that a person comes, and the person reads this when they are there.
    if (state !== before.state && (state === 'handoff' || state === 'assigned'))
      this.handOver()
        .then((one) => one.begin())
        .catch((error) => this.deps.log('hand_over_failed', { error: String(error) }));
  }

  /** Sums up for the person who takes over. Few conversations need it, so it is loaded by those. */
  handOver(): Promise<HandOver> {
    this.summing ??= import('./hand-over.ts').then((loaded) => new loaded.HandOver(this.parts, this.deps));
    return this.summing;
  }

  private patchHead(patch: Partial<ConversationHead>, requestId: string, now: number): void {
    const head = this.parts.writer.updateHead(patch, now);
    this.parts.writer.addOutbox('head', head.id, requestId, now);
  }

  private refusal(actor: Actor): PostFailure | null {
    const head = this.parts.writer.head();
    if (head.state === 'closed') return { reason: 'ended' };
    if (head.lastSeq >= LIMITS.messagesPerConversation) {
      return { reason: 'full', limit: LIMITS.messagesPerConversation };
    }
    if (actor.role === 'agent')
      return head.owner === actor.id ? null : { reason: 'not_owner', owner: head.owner };
    const now = this.deps.clock();
    const { messageBurst, messageRefillPerSecond } = this.deps.paces ?? LIMITS;
    this.bucket ??= new TokenBucket(messageBurst, messageRefillPerSecond, now);
    const retryAfterMs = this.bucket.take(now);
    return retryAfterMs === 0 ? null : { reason: 'rate_limited', retryAfterMs };
  }
}

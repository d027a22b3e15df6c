import type { WidgetConfig, WidgetSession, WidgetSessionRequest } from '../../src/protocol/http/widget.ts';
import type { ClientFrame, ServerFrame } from '../../src/protocol/socket.ts';
import type { Identity } from '../host.ts';
import { Connection, type ConnectionDeps, type GrantResult, type Link } from '../transport/connection.ts';
import type { SessionOutcome } from '../transport/request-session.ts';
import { type Conversation, EMPTY, type Message, reduce, unreadAfter } from './conversation.ts';
import type { Device, Draft } from './device.ts';
import { merge, recall, storedDraft } from './drafts.ts';
import { type ReadonlySignal, signal } from './signal.ts';

export interface ClientDeps
  extends Pick<ConnectionDeps, 'connect' | 'isOnline' | 'now' | 'random' | 'later'> {
  key: string;
  locale: string;
  device: Device;
  /** Address of the page that the reader is on. */
  page(): string;
  request(body: WidgetSessionRequest): Promise<SessionOutcome>;
  newClientId(): string;
  /** Runs `task` while no other tab does: two tabs must not begin two conversations. */
  alone<T>(task: () => Promise<T>): Promise<T>;
  /** A message that arrived now, not one of the past: read it out, tell the page. */
  onNews(message: Message): void;
}

/** An unanswered message on an open socket: send it again, and prove that the socket lives. */
const ACK_MAX_MS = 12_000;
/** After this much quiet, what the server has and we have not is asked for again (a replay comes in pages). */
const CATCH_UP_MS = 400;
/** Times that a gap is asked for without any progress before we wait for the next reconnect. */
const CATCH_UP_MAX = 3;
/** A "typing" that is never taken back. */
const TYPING_MAX_MS = 8_000;
/** Wait after `rate_limited` that names no time. */
const RATE_LIMITED_MS = 2_000;

/** The widget's one conversation: what the server said, what the reader wrote, and the socket between them. */
export class Client {
  readonly #deps: ClientDeps;
  readonly #connection: Connection;
  readonly #conversation = signal<Conversation>(EMPTY);
  readonly #link = signal<Link>('idle');
  readonly #config = signal<WidgetConfig | null>(null);
  readonly #drafts = signal<readonly Draft[]>([]);
  readonly #ratings = signal<Readonly<Record<string, 1 | -1>>>({});
  readonly #readSeq = signal(0);
  #id: string | null = null;
  #token = '';
  #identity: Identity | null = null;
  #newsAfter = Number.POSITIVE_INFINITY;
  #gaps = 0;
  #cancelAck = () => {};
  #cancelCatchUp = () => {};
  #cancelTyping = () => {};

  readonly conversation: ReadonlySignal<Conversation> = this.#conversation;
  readonly link: ReadonlySignal<Link> = this.#link;
  readonly config: ReadonlySignal<WidgetConfig | null> = this.#config;
  readonly drafts: ReadonlySignal<readonly Draft[]> = this.#drafts;
  readonly ratings: ReadonlySignal<Readonly<Record<string, 1 | -1>>> = this.#ratings;

  constructor(deps: ClientDeps) {
    this.#deps = deps;
    this.#drafts.value = recall(deps.device.drafts(), deps.now());
    this.#readSeq.value = deps.device.saved()?.readSeq ?? 0;
    this.#connection = new Connection({
      ...deps,
      grant: () => deps.alone(() => this.#grant()),
      after: () => this.#conversation.value.lastSeq,
      onFrame: (frame) => this.#onFrame(frame),
      onLink: (link) => {
        this.#link.value = link;
      },
    });
  }

  /** Messages that the reader has not seen. */
  unread(): number {
    return unreadAfter(this.#conversation.value.messages, this.#readSeq.value);
  }

  start(): void {
    this.#connection.start();
  }

  wake(): void {
    this.#connection.wake();
  }

  lost(): void {
    this.#connection.lost();
  }

  /** Queues a message and sends it as soon as it can be. False when even the queue is full. */
  send(text: string): boolean {
    const draft = { clientId: this.#deps.newClientId(), text, at: this.#deps.now(), failed: null };
    if (!this.#deps.device.add(draft)) return false;
    this.#drafts.value = [...this.#drafts.value, draft];
    this.#connection.start();
    this.#transmit(draft);
    return true;
  }

  retry(clientId: string): void {
    const draft = this.#drafts.value.find((one) => one.clientId === clientId);
    if (!draft) return;
    this.#fail(clientId, null);
    this.#deps.device.add({ ...draft, at: this.#deps.now(), failed: null });
    this.#connection.wake();
    this.#transmit(draft);
  }

  /** Takes an unsent message back. */
  discard(clientId: string): void {
    this.#deps.device.remove(clientId);
    this.#drafts.value = this.#drafts.value.filter((one) => one.clientId !== clientId);
  }

  /** What is worth nothing later is not queued: stop, person, typing. */
  tell(frame: Extract<ClientFrame, { type: 'stop' | 'person' | 'typing' }>): void {
    this.#connection.send(frame);
  }

  rate(messageId: string, rating: 1 | -1): void {
    if (this.#connection.send({ type: 'feedback', messageId, rating })) {
      this.#ratings.value = { ...this.#ratings.value, [messageId]: rating };
    }
  }

  /** The reader has seen everything that is here. */
  read(): void {
    const { lastSeq } = this.#conversation.value;
    if (lastSeq <= this.#readSeq.value) return;
    this.#readSeq.value = lastSeq;
    const saved = this.#deps.device.saved();
    if (saved) this.#deps.device.save({ ...saved, readSeq: lastSeq, at: this.#deps.now() });
    this.#connection.send({ type: 'read', seq: lastSeq });
  }

  /** The conversation and the right to read it, for what is asked over HTTP. */
  session(): [conversationId: string | null, token: string] {
    return [this.#id, this.#token];
  }

  /** Begins a new conversation. */
  restart(): void {
    this.#deps.device.forget();
    for (const draft of this.#drafts.value) this.discard(draft.clientId);
    this.#reconnect();
  }

  identify(identity: Identity): void {
    this.#identity = identity;
    if (this.#link.value !== 'idle') this.#reconnect();
  }

  /** Another tab changed what is saved: follow it into its conversation, and share what was read. */
  sync(): void {
    const saved = this.#deps.device.saved();
    if (!saved || !this.#id) return;
    if (saved.conversationId === this.#id) {
      this.#readSeq.value = Math.max(this.#readSeq.value, saved.readSeq);
    } else {
      this.#reconnect();
    }
  }

  #reconnect(): void {
    this.#connection.stop();
    this.#connection.start();
  }

  async #grant(): Promise<GrantResult> {
    let outcome = await this.#deps.request(this.#request());
    if (!outcome.ok && outcome.why === 'resume') {
      this.#deps.device.forget();
      outcome = await this.#deps.request(this.#request());
    }
    if (!outcome.ok) {
      return outcome.why === 'later'
        ? { ok: false, fatal: false, afterMs: outcome.afterMs }
        : { ok: false, fatal: true };
    }
    this.#adopt(outcome.session);
    const { conversationId, token, expiresAt } = outcome.session;
    return { ok: true, grant: { conversationId, token, expiresAt: Date.parse(expiresAt) } };
  }

  #request(): WidgetSessionRequest {
    const saved = this.#deps.device.saved();
    const { name, email, identityToken } = this.#identity ?? {};
    return {
      widgetKey: this.#deps.key,
      locale: this.#deps.locale,
      page: this.#deps.page(),
      ...((name || email) && { customer: { ...(name && { name }), ...(email && { email }) } }),
      ...(identityToken && { identityToken }),
      ...(saved && { conversationId: saved.conversationId, resumeToken: saved.resumeToken }),
    };
  }

  #adopt({ conversationId, token, resumeToken, config }: WidgetSession): void {
    this.#token = token;
    const saved = this.#deps.device.saved();
    if (conversationId !== this.#id) {
      this.#id = conversationId;
      this.#conversation.value = EMPTY;
      this.#newsAfter = Number.POSITIVE_INFINITY;
      this.#readSeq.value = saved?.conversationId === conversationId ? saved.readSeq : 0;
    }
    this.#config.value = config;
    this.#deps.device.save({
      conversationId,
      resumeToken,
      readSeq: this.#readSeq.value,
      at: this.#deps.now(),
    });
  }

  #onFrame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'ack':
        return this.#onAck(frame);
      case 'error':
        return this.#onError(frame);
      case 'welcome':
        this.#put(frame);
        this.#newsAfter = Math.min(this.#newsAfter, frame.lastSeq);
        return this.#flush();
      case 'message':
        return this.#onMessage(frame);
      case 'typing':
        this.#put(frame);
        return this.#forgetTyping();
      default:
        this.#put(frame);
    }
  }

  #onMessage(frame: Extract<ServerFrame, { type: 'message' }>): void {
    const before = this.#conversation.value.lastSeq;
    this.#put(frame);
    const { message } = frame;
    if (message.clientId) this.discard(message.clientId);
    const isNew = this.#conversation.value.lastSeq > before && message.seq > this.#newsAfter;
    if (isNew && message.role !== 'customer') this.#deps.onNews(message);
  }

  #onAck(frame: Extract<ServerFrame, { type: 'ack' }>): void {
    const draft = this.#drafts.value.find((one) => one.clientId === frame.clientId);
    if (draft && this.#id) {
      this.#put({ type: 'message', message: storedDraft(draft, frame, this.#id, this.#deps.now()) });
    }
    this.discard(frame.clientId);
  }

  #onError(frame: Extract<ServerFrame, { type: 'error' }>): void {
    const draft = this.#drafts.value.find((one) => one.clientId === frame.clientId);
    if (!draft) return;
    if (frame.code === 'rate_limited') {
      this.#deps.later(() => this.#transmit(draft), frame.retryAfterMs ?? RATE_LIMITED_MS);
    } else {
      this.#fail(draft.clientId, frame.code);
    }
  }

  #put(frame: ServerFrame): void {
    const before = this.#conversation.value;
    const after = reduce(before, frame);
    if (after.lastSeq > before.lastSeq) this.#gaps = 0;
    this.#conversation.value = after;
    if (!(after.behind && before.behind)) this.#catchUp(after);
  }

  #catchUp({ behind, lastSeq, serverSeq }: Conversation): void {
    this.#cancelCatchUp();
    if (!behind && lastSeq >= serverSeq) return;
    this.#cancelCatchUp = this.#deps.later(
      () => {
        if (this.#gaps++ < CATCH_UP_MAX) this.#connection.hello();
      },
      behind ? 0 : CATCH_UP_MS,
    );
  }

  /** Drafts of a closed tab come along: the server takes each `clientId` once, whoever sends it. */
  #flush(): void {
    const { device, now } = this.#deps;
    this.#drafts.value = merge(this.#drafts.value, recall(device.drafts(), now()));
    for (const draft of this.#drafts.value) if (!draft.failed) this.#transmit(draft);
  }

  #transmit({ clientId, text }: Draft): void {
    const waits = this.#drafts.value.some((one) => one.clientId === clientId && !one.failed);
    if (!waits || !this.#connection.send({ type: 'message', clientId, text })) return;
    this.#cancelAck();
    this.#cancelAck = this.#deps.later(() => {
      if (this.#drafts.value.every((one) => one.failed)) return;
      this.#connection.wake();
      this.#flush();
    }, ACK_MAX_MS);
  }

  #fail(clientId: string, failed: string | null): void {
    this.#drafts.value = this.#drafts.value.map((one) =>
      one.clientId === clientId ? { ...one, failed } : one,
    );
  }

  #forgetTyping(): void {
    this.#cancelTyping();
    this.#cancelTyping = this.#deps.later(() => {
      this.#conversation.value = { ...this.#conversation.value, typing: null };
    }, TYPING_MAX_MS);
  }
}

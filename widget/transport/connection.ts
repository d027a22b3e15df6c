import type { ClientFrame, ServerFrame } from '../../src/protocol/socket.ts';
import { afterClose, backoffMs } from './retry.ts';

/** `ended`: the server closed for good. `refused`: no session is to be had (wrong key, origin not allowed). */
export type Link = 'idle' | 'connecting' | 'online' | 'offline' | 'ended' | 'refused';

export interface SocketLike {
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
  send(data: string): void;
  close(code?: number): void;
}

/** A right to open the socket: `expiresAt` in milliseconds since 1970. */
export interface Grant {
  conversationId: string;
  token: string;
  expiresAt: number;
}

export type GrantResult = { ok: true; grant: Grant } | { ok: false; fatal: boolean; afterMs?: number };

export interface ConnectionDeps {
  connect(grant: Grant): SocketLike;
  grant(): Promise<GrantResult>;
  /** The highest `seq` held: the server sends what follows. */
  after(): number;
  onFrame(frame: ServerFrame): void;
  onLink(link: Link): void;
  isOnline(): boolean;
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Runs `task` later and returns its cancellation. */
  later(task: () => void, ms: number): () => void;
}

/** Silence after which a ping is sent; below the 30-60 s at which proxies drop idle sockets. */
const PING_AFTER_MS = 25_000;
/** No answer to `hello` or `ping` for this long means that the socket is dead without saying so. */
const SILENCE_MAX_MS = 10_000;
/** A token with less than this left is renewed before it is used. */
const TOKEN_MARGIN_MS = 20_000;

/** One socket kept alive for ever: session, hello, keepalive, reconnect. Holds no messages; those are the caller's. */
export class Connection {
  readonly #deps: ConnectionDeps;
  #wanted = false;
  #asking = false;
  #grant: Grant | null = null;
  #socket: SocketLike | null = null;
  #welcomed = false;
  #attempt = 0;
  #cancelRetry = () => {};
  #cancelWatch = () => {};

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#wanted = true;
    void this.#open();
  }

  stop(): void {
    this.#wanted = false;
    this.#cancelRetry();
    this.#drop(1000);
    this.#grant = null;
    this.#attempt = 0;
  }

  /** False when there is no welcomed socket; the caller keeps what must not be lost. */
  send(frame: ClientFrame): boolean {
    return this.#welcomed && this.#write(JSON.stringify(frame));
  }

  /** Asks again for everything after the last held `seq`. */
  hello(): void {
    this.#write(JSON.stringify({ type: 'hello', after: this.#deps.after() } satisfies ClientFrame));
  }

  /** The network or the reader came back: connect now instead of waiting, or prove that the socket still lives. */
  wake(): void {
    if (!this.#wanted) return;
    if (this.#socket) {
      if (this.#welcomed) this.#ping();
    } else {
      this.#attempt = 0;
      void this.#open();
    }
  }

  /** The browser says that the network is gone. It may be wrong, so attempts go on. */
  lost(): void {
    if (!this.#wanted) return;
    if (this.#socket) this.#drop(1006);
    this.#deps.onLink('offline');
  }

  async #open(): Promise<void> {
    this.#cancelRetry();
    if (!this.#wanted || this.#asking || this.#socket) return;
    this.#deps.onLink(this.#deps.isOnline() ? 'connecting' : 'offline');
    if (!this.#grant || this.#grant.expiresAt - this.#deps.now() < TOKEN_MARGIN_MS) {
      this.#asking = true;
      const result = await this.#deps.grant();
      this.#asking = false;
      if (!this.#wanted) return;
      if (!result.ok) return this.#refused(result);
      this.#grant = result.grant;
    }
    try {
      this.#attach(this.#deps.connect(this.#grant));
    } catch {
      this.#drop(1006);
    }
  }

  #refused(result: Extract<GrantResult, { ok: false }>): void {
    if (result.fatal) this.#deps.onLink('refused');
    else this.#retry(Math.max(result.afterMs ?? 0, backoffMs(this.#attempt++, this.#deps.random())));
  }

  #attach(socket: SocketLike): void {
    // A socket that was given up must not speak for the one that replaced it.
    const isOurs = () => this.#socket === socket;
    socket.addEventListener('open', () => isOurs() && this.hello());
    socket.addEventListener('message', (event) => isOurs() && this.#receive(event.data));
    socket.addEventListener('close', (event) => isOurs() && this.#drop(event.code));
    this.#socket = socket;
    this.#welcomed = false;
    this.#cancelWatch = this.#deps.later(() => this.#drop(1006), SILENCE_MAX_MS);
  }

  #receive(data: unknown): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#deps.later(() => this.#ping(), PING_AFTER_MS);
    const frame = parseFrame(data);
    if (frame?.type === 'welcome') {
      this.#welcomed = true;
      this.#attempt = 0;
      this.#deps.onLink('online');
    }
    if (frame) this.#deps.onFrame(frame);
  }

  #ping(): void {
    this.#write('ping');
    this.#cancelWatch();
    this.#cancelWatch = this.#deps.later(() => this.#drop(1006), SILENCE_MAX_MS);
  }

  #write(text: string): boolean {
    try {
      this.#socket?.send(text);
      return this.#socket !== null;
    } catch {
      return false;
    }
  }

  #drop(code: number): void {
    this.#cancelWatch();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    const welcomed = this.#welcomed;
    this.#welcomed = false;
    if (!this.#wanted) return;
    const next = afterClose({ code, welcomed, attempt: this.#attempt, random: this.#deps.random() });
    if (!next.retry) return this.#deps.onLink('ended');
    this.#attempt++;
    if (next.renew) this.#grant = null;
    this.#retry(next.inMs);
  }

  #retry(inMs: number): void {
    this.#cancelRetry();
    this.#deps.onLink(this.#deps.isOnline() ? 'connecting' : 'offline');
    this.#cancelRetry = this.#deps.later(() => void this.#open(), inMs);
  }
}

function parseFrame(data: unknown): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}

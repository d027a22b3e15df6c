import type { ClientFrame, ServerFrame } from '../../../src/protocol/socket.ts';
import type { Grant, SocketLike } from '../../../widget/transport/connection.ts';

/** A clock that moves only when told to. */
export class FakeClock {
  nowMs = 1_000_000;
  #tasks: { at: number; task: () => void }[] = [];

  readonly now = () => this.nowMs;

  readonly later = (task: () => void, ms: number) => {
    const entry = { at: this.nowMs + ms, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== entry);
    };
  };

  /** Lets time pass, running what falls due in order, promises between. */
  async pass(ms: number) {
    const end = this.nowMs + ms;
    for (;;) {
      await settle();
      const next = this.#tasks.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#tasks = this.#tasks.filter((one) => one !== next);
      this.nowMs = Math.max(this.nowMs, next.at);
      next.task();
    }
    this.nowMs = end;
  }
}

/** Runs everything that waits on promises. */
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** The server's end of a socket, in the test's hands. */
export class FakeSocket implements SocketLike {
  readonly sent: string[] = [];
  isClosed = false;
  readonly #listeners: Record<string, ((event: never) => void)[]> = {};

  addEventListener(type: string, listener: (event: never) => void) {
    this.#listeners[type] = [...(this.#listeners[type] ?? []), listener];
  }

  send(data: string) {
    if (this.isClosed) throw new Error('closed');
    this.sent.push(data);
  }

  close() {
    this.isClosed = true;
  }

  /** Frames that the client sent, pings aside. */
  frames(): ClientFrame[] {
    return this.sent.filter((one) => one !== 'ping').map((one) => JSON.parse(one) as ClientFrame);
  }

  open() {
    this.#emit('open', {});
  }

  say(frame: ServerFrame | string) {
    this.#emit('message', { data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }

  die(code: number) {
    this.isClosed = true;
    this.#emit('close', { code });
  }

  welcome(lastSeq = 0) {
    this.open();
    this.say({
      type: 'welcome',
      conversation: { id: 'cnv_1', state: 'active', owner: 'ai' },
      lastSeq,
      you: { role: 'customer' },
    });
  }

  #emit(type: string, event: object) {
    for (const listener of this.#listeners[type] ?? []) listener(event as never);
  }
}

/** All sockets that were opened, with the right that each was opened with. */
export class FakeNetwork {
  readonly sockets: FakeSocket[] = [];
  readonly grants: Grant[] = [];
  isOnline = true;

  readonly connect = (grant: Grant) => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    this.grants.push(grant);
    return socket;
  };

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }
}

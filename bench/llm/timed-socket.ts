import WebSocket from 'ws';

/** What a frame of a server means for the customer who waits. */
export type Heard = { kind: 'words'; text: string } | { kind: 'done'; text: string | null } | null;

export interface SocketDialect {
  path: string;
  protocols: string[];
  /** Sent once after the upgrade. */
  greeting: string | null;
  ask(n: number, text: string): string;
  read(frame: string): Heard;
}

/** A turn as the customer's socket saw it. Times: milliseconds since 1970 with fractions, of the clock of the stand-ins. */
export interface SeenTurn {
  sentAt: number;
  words: { at: number; text: string }[];
  doneAt: number;
  /** The stored answer where the server says it, else the words put together. */
  text: string;
}

/** A turn that shows no end after this is a failure of the run, not a slow turn. */
const TURN_LIMIT_MS = 90_000;

/** One customer's socket, on which one question is asked at a time. */
export class TimedSocket {
  private readonly socket: WebSocket;
  private readonly dialect: SocketDialect;
  private asked = 0;
  private turn: { seen: SeenTurn; end(): void } | null = null;

  private constructor(socket: WebSocket, dialect: SocketDialect) {
    this.socket = socket;
    this.dialect = dialect;
    socket.on('message', (data: Buffer) => this.receive(data.toString()));
  }

  static open(url: string, dialect: SocketDialect): Promise<TimedSocket> {
    return new Promise((resolve, reject) => {
      const address = url.replace('http', 'ws') + dialect.path;
      const socket = new WebSocket(address, dialect.protocols, { perMessageDeflate: false });
      const one = new TimedSocket(socket, dialect);
      socket.once('error', reject);
      socket.once('open', () => {
        socket.off('error', reject).on('error', () => {});
        if (dialect.greeting !== null) socket.send(dialect.greeting);
        resolve(one);
      });
    });
  }

  /** Asks, and resolves when the turn is over. */
  ask(text: string): Promise<SeenTurn> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('a turn had no end')), TURN_LIMIT_MS);
      this.asked += 1;
      const frame = this.dialect.ask(this.asked, text);
      const seen: SeenTurn = { sentAt: now(), words: [], doneAt: Number.NaN, text: '' };
      this.turn = {
        seen,
        end: () => {
          clearTimeout(limit);
          this.turn = null;
          resolve(seen);
        },
      };
      this.socket.send(frame);
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private receive(frame: string): void {
    const at = now();
    const heard = this.turn && this.dialect.read(frame);
    if (!this.turn || !heard) return;
    const { seen, end } = this.turn;
    if (heard.kind === 'words') {
      seen.words.push({ at, text: heard.text });
      return;
    }
    seen.doneAt = at;
    seen.text = heard.text ?? seen.words.map(({ text }) => text).join('');
    end();
  }
}

/** Milliseconds since 1970, never going back. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** The product's socket contract v1, for one conversation of a visitor. */
export function edgewiseDialect(conversationId: string, token: string): SocketDialect {
  return {
    path: `/v1/conversations/${conversationId}/socket`,
    protocols: ['edgewise.v1', `bearer.${token}`],
    greeting: '{"type":"hello","after":0}',
    ask: (n, text) => JSON.stringify({ type: 'message', clientId: `c${n}`, text }),
    read: (frame) => {
      if (frame.startsWith('{"type":"delta"'))
        return { kind: 'words', text: (JSON.parse(frame) as { text: string }).text };
      if (!frame.startsWith('{"type":"message"')) return null;
      const { message } = JSON.parse(frame) as { message: { role: string; text: string } };
      return message.role === 'assistant' ? { kind: 'done', text: message.text } : null;
    },
  };
}

/** Cloudflare's chat agent: the answer comes as chunks of the AI SDK's UI stream. Its client sends the whole conversation. */
export function agentDialect(kind: 'agent' | 'searching', name: string): SocketDialect {
  const messages: { id: string; role: string; parts: { type: string; text: string }[] }[] = [];
  return {
    path: `/${kind}/${name}`,
    protocols: [],
    greeting: null,
    ask: (n, text) => {
      messages.push({ id: `m${n}`, role: 'user', parts: [{ type: 'text', text }] });
      const init = { method: 'POST', body: JSON.stringify({ messages }) };
      return JSON.stringify({ type: 'cf_agent_use_chat_request', id: `r${n}`, init });
    },
    read: (frame) => {
      if (!frame.includes('"cf_agent_use_chat_response"')) return null;
      const { done, body = '' } = JSON.parse(frame) as { done?: boolean; body?: string };
      if (done === true) return { kind: 'done', text: null };
      if (!body.includes('"text-delta"')) return null;
      return { kind: 'words', text: (JSON.parse(body) as { delta: string }).delta };
    },
  };
}

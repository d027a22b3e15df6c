import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { DEMO_POLICY } from '../../scripts/build-assets/headers.ts';
import type { ClientFrame, ServerFrame } from '../../src/protocol/socket.ts';

type State = Parameters<StandIn['setState']>[0] | 'processing';
type Message = Extract<ServerFrame, { type: 'message' }>['message'];

/** What this stand-in does wrong on purpose, so that a test can see the widget survive it. */
export interface Faults {
  /** Every delta is sent twice. */
  repeatDeltas: boolean;
  /** The next stored message is not sent live: a gap that only `hello` closes. */
  hideNextMessage: boolean;
  /** The next message frame of a client is stored, but its connection dies before the ack. */
  dropBeforeAck: boolean;
}

export interface StandIn {
  url: string;
  faults: Faults;
  /** Every `clientId` that was stored, in order. */
  stored: string[];
  /** Closes all sockets with a code. */
  closeAll(code: number): void;
  /** A person of the organization writes, takes over, or ends. */
  say(message: Partial<Message> & Pick<Message, 'role' | 'text'>): void;
  setState(state: 'active' | 'handoff' | 'assigned' | 'waiting' | 'closed', owner?: string): void;
  stop(): Promise<void>;
}

export interface StandInOptions {
  /** Folder of the built assets. */
  assets: string;
  answer?: Pick<Message, 'text' | 'citations'> & { quickReplies?: string[] };
  /** Milliseconds between two pieces of an answer. */
  paceMs?: number;
  config?: Record<string, unknown>;
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/**
 * A STAND-IN for the product: one conversation, the session route and the socket contract, on a loopback port. It exists
 * to misbehave in ways in which the real server does not; what the product promises is tested against the product.
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const talk = new Talk(options);
  const server = createServer((request, response) => serve(options, request, response));
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'edgewise.v1' });
  sockets.on('connection', (socket) => talk.join(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: talk.faults,
    stored: talk.stored,
    closeAll: (code) => talk.closeAll(code),
    say: (message) => talk.store(message),
    setState: (state, owner) => talk.setState(state, owner),
    stop: () =>
      new Promise((done) => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

class Talk {
  readonly faults: Faults = { repeatDeltas: false, hideNextMessage: false, dropBeforeAck: false };
  readonly stored: string[] = [];
  readonly #options: StandInOptions;
  readonly #sockets = new Set<WebSocket>();
  readonly #messages: Message[] = [];
  #state: State = 'active';
  #owner = 'ai';
  #turn: { id: string; text: string; stopped: boolean } | null = null;

  constructor(options: StandInOptions) {
    this.#options = options;
  }

  join(socket: WebSocket) {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('message', (data) => {
      if (String(data) === 'ping') socket.send('pong');
      else this.#on(socket, JSON.parse(String(data)) as ClientFrame);
    });
  }

  closeAll(code: number) {
    for (const socket of this.#sockets) socket.close(code);
  }

  setState(state: State, owner = this.#owner) {
    this.#state = state;
    this.#owner = owner;
    this.#all({ type: 'state', state, owner });
  }

  store(part: Partial<Message> & Pick<Message, 'role' | 'text'>): Message {
    const seq = this.#messages.length + 1;
    const message: Message = {
      id: `msg_${seq}`,
      conversationId: 'cnv_1',
      seq,
      createdAt: new Date().toISOString(),
      citations: [],
      ...part,
    };
    this.#messages.push(message);
    if (this.faults.hideNextMessage) this.faults.hideNextMessage = false;
    else this.#all({ type: 'message', message });
    return message;
  }

  #on(socket: WebSocket, frame: ClientFrame) {
    if (frame.type === 'hello') return this.#welcome(socket, frame.after);
    if (frame.type === 'message') return this.#accept(socket, frame);
    if (frame.type === 'stop' && this.#turn) this.#turn.stopped = true;
    if (frame.type === 'person') {
      this.setState('handoff');
      this.store({ role: 'system', text: 'A person was asked for.', event: 'handoff' });
    }
  }

  #welcome(socket: WebSocket, after: number) {
    const conversation = { id: 'cnv_1', state: this.#state, owner: this.#owner };
    send(socket, {
      type: 'welcome',
      conversation,
      lastSeq: this.#messages.length,
      you: { role: 'customer' },
    });
    for (const message of this.#messages.slice(after)) send(socket, { type: 'message', message });
    if (this.#turn?.text) {
      send(socket, { type: 'delta', turnId: this.#turn.id, from: 0, text: this.#turn.text });
    }
  }

  #accept(socket: WebSocket, { clientId, text }: Extract<ClientFrame, { type: 'message' }>) {
    const known = this.#messages.find((one) => one.clientId === clientId);
    const message = known ?? this.store({ role: 'customer', text, clientId });
    if (!known) this.stored.push(clientId);
    if (this.faults.dropBeforeAck) {
      this.faults.dropBeforeAck = false;
      socket.terminate();
    } else {
      send(socket, { type: 'ack', clientId, seq: message.seq, messageId: message.id });
    }
    if (!known && this.#owner === 'ai' && this.#options.answer) void this.#answer(this.#options.answer);
  }

  async #answer(answer: NonNullable<StandInOptions['answer']>) {
    const turn = { id: `trn_${this.#messages.length}`, text: '', stopped: false };
    this.#turn = turn;
    this.setState('processing');
    for (let at = 0; at < answer.text.length && !turn.stopped; at += 12) {
      await new Promise((done) => setTimeout(done, this.#options.paceMs ?? 30));
      const text = answer.text.slice(at, at + 12);
      turn.text += text;
      const frame: ServerFrame = { type: 'delta', turnId: turn.id, from: at, text };
      this.#all(frame);
      if (this.faults.repeatDeltas) this.#all(frame);
    }
    this.#turn = null;
    this.store({ role: 'assistant', ...answer, text: turn.text });
    this.setState('waiting');
  }

  #all(frame: ServerFrame) {
    for (const socket of this.#sockets) send(socket, frame);
  }
}

function send(socket: WebSocket, frame: ServerFrame) {
  socket.send(JSON.stringify(frame));
}

function serve({ assets, config }: StandInOptions, request: IncomingMessage, response: ServerResponse) {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
  if (request.method === 'POST' && path === '/v1/widget/sessions') {
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        conversationId: 'cnv_1',
        token: 'token',
        resumeToken: 'resume',
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        config: {
          displayName: 'Fernhill',
          accentColor: '#14663f',
          greeting: null,
          starters: ['Why do I get UNABLE_TO_LOCK_ROW?', 'How do I load 50,000 records?'],
          messageChars: 8_000,
          ...config,
        },
      }),
    );
    return;
  }
  const file = join(assets, path.endsWith('/') ? `${path}index.html` : path);
  if (!existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'content-security-policy': DEMO_POLICY,
  });
  response.end(readFileSync(file));
}

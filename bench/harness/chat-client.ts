import WebSocket from 'ws';

/** How to talk to one of the compared servers. */
export interface ChatDialect {
  /** Path of the conversation of that name. */
  path(name: string): string;
  protocols: string[];
  /** Sent once after the upgrade; `null`: nothing. */
  greeting: string | null;
  /** The frame of one customer message; `n` counts this socket's messages. */
  ask(n: number): string;
  /** What a frame of the server means: `first` text of the answer, the turn is `done`, or neither. Called per frame: cheap. */
  read(frame: string): 'first' | 'done' | null;
}

/** Times of one turn in ms since the message left. */
export interface TurnTimes {
  firstMs: number;
  doneMs: number;
}

/** A turn that shows no end after this is a failure of the run, not a slow turn. */
const TURN_LIMIT_MS = 60_000;
/** New objects per second: above about 200 workerd runs out of files. */
const OPENED_PER_SECOND = 90;

/** One customer's socket. */
export class ChatClient {
  private readonly socket: WebSocket;
  private readonly dialect: ChatDialect;
  private asked = 0;
  private sentAt = 0;
  private firstMs = Number.NaN;
  private ended: ((times: TurnTimes) => void) | null = null;

  private constructor(socket: WebSocket, dialect: ChatDialect) {
    this.socket = socket;
    this.dialect = dialect;
    socket.on('message', (data: Buffer) => this.receive(data.toString('latin1')));
  }

  static open(url: string, dialect: ChatDialect, name: string): Promise<ChatClient> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws') + dialect.path(name), dialect.protocols, {
        perMessageDeflate: false,
      });
      const client = new ChatClient(socket, dialect);
      socket.once('error', reject);
      socket.once('open', () => {
        socket.off('error', reject).on('error', () => {});
        if (dialect.greeting !== null) socket.send(dialect.greeting);
        resolve(client);
      });
    });
  }

  /** True while an answer is under way. */
  get busy(): boolean {
    return this.ended !== null;
  }

  /** True until the socket has gone. */
  get alive(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Sends one message and resolves when its turn is done. One at a time. */
  turn(): Promise<TurnTimes> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('a turn had no end')), TURN_LIMIT_MS);
      this.firstMs = Number.NaN;
      this.ended = (times) => {
        clearTimeout(limit);
        this.ended = null;
        resolve(times);
      };
      this.asked += 1;
      const frame = this.dialect.ask(this.asked);
      this.sentAt = performance.now();
      this.socket.send(frame);
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private receive(frame: string): void {
    const meaning = this.dialect.read(frame);
    if (meaning === null || !this.ended) return;
    const elapsed = performance.now() - this.sentAt;
    if (Number.isNaN(this.firstMs)) this.firstMs = elapsed;
    if (meaning === 'done') this.ended({ firstMs: this.firstMs, doneMs: elapsed });
  }
}

/** Opens `count` conversations one after another, paced. */
export async function openClients(
  url: string,
  dialect: ChatDialect,
  prefix: string,
  count: number,
  perSecond = OPENED_PER_SECOND,
): Promise<ChatClient[]> {
  const clients: ChatClient[] = [];
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    const early = (index * 1_000) / perSecond - (performance.now() - start);
    if (early > 1) await sleep(early);
    clients.push(await ChatClient.open(url, dialect, `${prefix}-${index}`));
  }
  return clients;
}

/** Every client asks again as soon as it has its answer, for `ms`. Returns the turns that ended in that time. */
export async function closedLoop(clients: ChatClient[], ms: number): Promise<TurnTimes[]> {
  const turns: TurnTimes[] = [];
  const end = performance.now() + ms;
  const last: TurnTimes[] = [];
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        const times = await client.turn();
        (performance.now() <= end ? turns : last).push(times);
      }
    }),
  );
  return turns;
}

/**
 * Turns start at a fixed rate whatever the server does, each on the next idle client, so that a slow moment delays every
 * turn that was due in it. A turn for which no client was idle counts as due then: it waits, and its wait is its latency.
 */
export async function openLoop(clients: ChatClient[], perSecond: number, ms: number): Promise<TurnTimes[]> {
  const turns: Promise<TurnTimes>[] = [];
  const start = performance.now();
  const count = Math.floor((ms / 1_000) * perSecond);
  for (let index = 0; index < count; index += 1) {
    const due = start + (index * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    let client = clients[index % clients.length];
    while (!client || client.busy) {
      client = clients.find((other) => !other.busy);
      if (!client) await sleep(1);
    }
    const late = Math.max(0, performance.now() - due);
    turns.push(
      client.turn().then(({ firstMs, doneMs }) => ({ firstMs: firstMs + late, doneMs: doneMs + late })),
    );
  }
  return Promise.all(turns);
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

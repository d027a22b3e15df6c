import type { Message } from '../../src/domain/message.ts';
import type { WidgetSession } from '../../src/protocol/http/widget.ts';
import type { ServerFrame } from '../../src/protocol/socket.ts';

/** What became of one message: `sent` until the server acks it, then `acked` for ever. */
export interface Sent {
  clientId: string;
  text: string;
  acked: { seq: number; messageId: string } | null;
}

/** Milliseconds between two attempts to connect: the killed product needs about a second to be back. */
const RECONNECT_MS = 150;

/** Milliseconds without a sign of life after which an unacked message is sent again under its clientId. */
const RESEND_MS = 1_500;

/**
 * A visitor as the contract describes one: every message has a clientId and is sent again until it is acked, and a
 * reconnect says the last `seq`. Keeps the history that the checker compares with what the server stored.
 */
export class Visitor {
  readonly sent: Sent[] = [];
  readonly received = new Map<number, Message>();
  /** Broken promises seen while running. */
  readonly violations: string[] = [];
  session: WidgetSession | null = null;
  private socket: WebSocket | null = null;
  private stopped = false;
  private readonly url: string;
  private readonly name: string;

  constructor(url: string, name: string) {
    this.url = url;
    this.name = name;
  }

  /** Opens a conversation; tries again while the product is down. */
  async begin(): Promise<void> {
    while (!this.session && !this.stopped) {
      try {
        const response = await fetch(`${this.url}/v1/widget/sessions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ widgetKey: 'wk_demo' }),
          signal: AbortSignal.timeout(3_000),
        });
        if (response.status === 201) this.session = (await response.json()) as WidgetSession;
      } catch {
        // Down at the moment: that is what this run is about.
      }
      if (!this.session) await wait(RECONNECT_MS);
    }
    this.connect();
  }

  say(text: string): void {
    const message: Sent = { clientId: `${this.name}-${this.sent.length}`, text, acked: null };
    this.sent.push(message);
    this.transmit(message);
  }

  /** True when every message is acked and every accepted message has its reply. */
  settled(): boolean {
    const replies = [...this.received.values()].filter((message) => message.role === 'assistant').length;
    return this.sent.every((message) => message.acked) && replies >= this.sent.length;
  }

  stop(): void {
    this.stopped = true;
    this.socket?.close(1000);
  }

  private lastDenseSeq(): number {
    let seq = 0;
    while (this.received.has(seq + 1)) seq += 1;
    return seq;
  }

  private connect(): void {
    if (this.stopped || !this.session) return;
    const { conversationId, token } = this.session;
    const address = `${this.url.replace('http', 'ws')}/v1/conversations/${conversationId}/socket`;
    const socket = new WebSocket(address, ['edgewise.v1', `bearer.${token}`]);
    this.socket = socket;
    const resend = setInterval(() => {
      for (const message of this.sent) if (!message.acked) this.transmit(message);
    }, RESEND_MS);
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', after: this.lastDenseSeq() }));
    socket.onmessage = ({ data }) => this.receive(JSON.parse(String(data)) as ServerFrame);
    socket.onerror = () => {};
    socket.onclose = () => {
      clearInterval(resend);
      setTimeout(() => this.connect(), RECONNECT_MS + Math.random() * RECONNECT_MS);
    };
  }

  private transmit(message: Sent): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ type: 'message', clientId: message.clientId, text: message.text }));
  }

  private receive(frame: ServerFrame): void {
    if (frame.type === 'welcome') for (const message of this.sent) if (!message.acked) this.transmit(message);
    if (frame.type === 'ack') this.onAck(frame.clientId, frame.seq, frame.messageId);
    if (frame.type === 'message') this.onMessage(frame.message);
  }

  private onAck(clientId: string, seq: number, messageId: string): void {
    const message = this.sent.find((one) => one.clientId === clientId);
    if (!message) return;
    if (message.acked && message.acked.messageId !== messageId) {
      this.violations.push(`${clientId} was acked as ${message.acked.messageId} and as ${messageId}`);
    }
    message.acked ??= { seq, messageId };
  }

  private onMessage(message: Message): void {
    const known = this.received.get(message.seq);
    if (known && known.id !== message.id)
      this.violations.push(`seq ${message.seq} was ${known.id} and ${message.id}`);
    this.received.set(message.seq, message);
  }
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

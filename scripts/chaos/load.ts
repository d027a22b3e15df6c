import { Visitor, wait } from './visitor.ts';

/** Messages of one visitor before another takes its place: below the product's limit for one conversation. */
const MESSAGES_PER_VISITOR = 6;

const QUESTIONS = [
  'Why do I get UNABLE_TO_LOCK_ROW and how do I avoid it?',
  'How many SOQL queries may one transaction run?',
  'hello',
  'What does the moon cost?',
  'How do I load more than 50,000 records?',
  'MIXED_DML_OPERATION, what now?',
];

/** Visitors that ask at a steady rate, `visitors` of them at a time, each in a conversation of its own until all is answered. */
export class Load {
  readonly visitors: Visitor[] = [];
  private active: Visitor[] = [];
  private timer: NodeJS.Timeout | null = null;
  private readonly url: string;
  private readonly options: { visitors: number; rate: number };

  constructor(url: string, options: { visitors: number; rate: number }) {
    this.url = url;
    this.options = options;
  }

  start(): void {
    let turn = 0;
    this.timer = setInterval(() => {
      const slot = turn % this.options.visitors;
      const visitor = this.active[slot] ?? this.replace(slot);
      if (visitor.sent.length >= MESSAGES_PER_VISITOR) {
        if (visitor.settled()) this.replace(slot);
      } else if (visitor.session) {
        visitor.say(`${QUESTIONS[turn % QUESTIONS.length]} (${turn})`);
      }
      turn += 1;
    }, 1000 / this.options.rate);
  }

  pause(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Waits until every visitor has its acks and replies, at most `timeoutMs`. */
  async settle(timeoutMs: number): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (Date.now() < end && !this.visitors.every((visitor) => visitor.settled())) await wait(200);
  }

  stop(): void {
    this.pause();
    for (const visitor of this.visitors) visitor.stop();
  }

  counts(): string {
    const sent = this.visitors.reduce((sum, visitor) => sum + visitor.sent.length, 0);
    const acked = this.visitors.reduce(
      (sum, visitor) => sum + visitor.sent.filter((one) => one.acked).length,
      0,
    );
    return `${this.visitors.length} conversations, ${sent} sent, ${acked} acked`;
  }

  /** A visitor whose every message has its reply leaves; the check looks at what it was promised. */
  private replace(slot: number): Visitor {
    this.active[slot]?.stop();
    const visitor = new Visitor(this.url, `v${this.visitors.length}`);
    this.visitors.push(visitor);
    this.active[slot] = visitor;
    void visitor.begin();
    return visitor;
  }
}

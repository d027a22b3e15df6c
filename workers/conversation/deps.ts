import type { Clock } from '../../src/domain/clock.ts';
import type { IdPrefix } from '../../src/domain/ids.ts';
import type { RecordsMessage } from '../../src/protocol/queue.ts';
import type { TurnInput, TurnOutcome } from '../../src/turn.ts';
import type { StoredHandover } from '../hand-over.ts';

/** What a conversation needs of the world. `workers/wire.ts` fills it; a bench fills it with a scripted answer. */
export interface ConversationDeps {
  clock: Clock;
  newId(prefix: IdPrefix): string;
  /** Answers one customer message; streams through `write`; rejects with an AbortError when `signal` fires. */
  answer(input: TurnInput, write: (piece: string) => void, signal: AbortSignal): Promise<TurnOutcome>;
  /** After a reply is stored: what may take its time. `history` holds the turn's own messages too. Absent: nothing is to be done. */
  afterTurn?(input: TurnInput): Promise<void>;
  /** A person is wanted: sums up for them what was said, and gives each better version. Absent: nobody sums up. */
  handOver?(input: TurnInput, save: (made: StoredHandover) => void): Promise<void>;
  /** Somebody has connected and will soon write: loads what the first answer needs. Absent: nothing has to be loaded. */
  warm?(): void;
  /** Hands records to the queue. At least once: the object repeats until the consumer confirms. */
  sendRecords(messages: RecordsMessage[]): Promise<void>;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
  /** How fast one client may go; `LIMITS` when absent. Only a load test, where one client stands for many, sets it. */
  paces?: ClientPaces;
}

/** Token buckets of one client: how many at once, and how many per second after that. */
export interface ClientPaces {
  messageBurst: number;
  messageRefillPerSecond: number;
  frameBurst: number;
  frameRefillPerSecond: number;
}

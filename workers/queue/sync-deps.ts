import type { IdPrefix } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import type { QueueMessage, SyncSourceMessage } from '../../src/protocol/queue.ts';
import type { RawDocument, ReadDocument, ReadFailure } from '../../src/retrieve/read/document.ts';
import type { DocumentSupply } from '../../src/retrieve/sync/document-supply.ts';
import type { Records } from '../../src/store/records.ts';
import type { Sync } from '../../src/store/source-syncs.ts';
import type { Source } from '../../src/store/sources.ts';
import type { SyncClaim } from '../../src/store/sync-claim.ts';
import type { FileStore } from '../file-store.ts';
import type { KnowledgeOps } from '../http/deps.ts';

/** What a sync needs of the world; `workers/wire-sync.ts` fills it. */
export interface SyncDeps {
  records: Pick<
    Records,
    'sources' | 'sourceSyncs' | 'sourceDocuments' | 'sourceArticles' | 'sourceFiles' | 'articles'
  >;
  files: FileStore;
  knowledge: Pick<KnowledgeOps, 'index' | 'remove' | 'setAudience'>;
  /** Articles that an organization may have. */
  articlesMax(organizationId: string): Promise<number>;
  read(raw: RawDocument): Promise<Result<ReadDocument[], ReadFailure>>;
  /** Where the documents of a source come from; null: nothing here knows its kind. */
  supplyOf(source: Source, sync: Sync): Promise<DocumentSupply | null>;
  clock(): number;
  newId(prefix: IdPrefix): string;
  wait(ms: number): Promise<void>;
  enqueue(message: QueueMessage, delaySeconds: number): Promise<void>;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
}

/** A step of a sync, under way. */
export interface SyncJob {
  message: SyncSourceMessage;
  claim: SyncClaim;
  sync: Sync;
  source: Source;
  deps: SyncDeps;
}

/** How a step ended. `more`: another follows, after so many seconds. */
export type StepEnd =
  | { kind: 'more'; delaySeconds: number }
  | { kind: 'failed'; why: string }
  | { kind: 'done' };

export const MORE: StepEnd = { kind: 'more', delaySeconds: 0 };

/** A runner that was not heard of for this long is dead: the longest thing that it does in silence takes a minute. */
export const SYNC_LEASE_MS = 120_000;

/** Milliseconds after which a step ends, so that other syncs get their turn: what it has not done, the next one does. */
export const STEP_MS = 10_000;

/** Another runner has the sync: this one stops, and changes nothing more. */
export class ClaimLost extends Error {}

/** Throws `ClaimLost` where a write was not made because the claim is another's. */
export function must(held: boolean): void {
  if (!held) throw new ClaimLost();
}

import type { Result } from '../../domain/result.ts';
import type { ReadDocument } from '../read/document.ts';

/** A document that a listing names. */
export interface ListedDocument {
  /** What it is known by within its source: a path, an address, a record's id. */
  key: string;
  url: string | null;
  /** Links from where the listing began; 0 where there are none. */
  depth: number;
  /** Hash of its bytes, where the listing knows it: equal to that of the last reading, it is not fetched. */
  hash: string | null;
  /** Hash of what was read of it, where the listing knows that. */
  content: string | null;
}

/** A piece of a listing. `next` is where it goes on; null: this was the last. */
export interface ListingPiece {
  documents: ListedDocument[];
  next: string | null;
  /** False where documents may exist that no piece names: the listing was cut, or a part of it could not be had. */
  complete: boolean;
}

/** What is known of a document that may have to be fetched. */
export interface KnownDocument {
  key: string;
  url: string | null;
  depth: number;
  etag: string | null;
  lastModified: string | null;
}

/** Why a document is not taken: a word for programs, and a sentence for the admin. */
export interface Why {
  reason: string;
  detail: string;
}

/** What came of asking for a document. `links` are documents that it names in turn. */
export type Supplied =
  | { kind: 'unchanged'; links: ListedDocument[] }
  | {
      kind: 'read';
      parts: ReadDocument[];
      /** Of its bytes, in hexadecimal digits; null where a new reading cannot be spared by it. */
      hash: string | null;
      etag: string | null;
      lastModified: string | null;
      links: ListedDocument[];
    }
  /** It was read before, and what was read is stored under this hash. */
  | { kind: 'stored'; content: string }
  /** There is nothing in it to be served, and there never was. */
  | ({ kind: 'skipped'; links: ListedDocument[] } & Why)
  /** Its source says that it is no more, or is elsewhere. */
  | ({ kind: 'gone'; links: ListedDocument[] } & Why)
  | ({ kind: 'failed'; retryable: boolean; retryAfterSeconds: number | null } & Why);

/**
 * Where the documents of a source come from. The engine (workers/queue/sync-*.ts) knows nothing else of a kind of source, so a
 * new kind is an implementation of this and a line where supplies are made. Each call is short, may be made again, and keeps
 * nothing in memory that the next one needs.
 */
export interface DocumentSupply {
  /** The piece of the listing at `position`; null: the first. An error ends the sync. */
  list(position: string | null): Promise<Result<ListingPiece, Why & { retryable: boolean }>>;
  /** `fresh`: as if nothing were known of it. */
  fetch(document: KnownDocument, fresh: boolean): Promise<Supplied>;
  /** Documents that are listed by others only: as long as one of them failed, the listing is not complete. */
  linked: boolean;
  /** Whether every removal was somebody's wish; else a sync stops before it removes most of a source. */
  deliberate: boolean;
  /** Documents that the source may have. */
  documentsMax: number;
  /** Documents asked for at once, and milliseconds to wait between. */
  atOnce: number;
  pauseMs: number;
}

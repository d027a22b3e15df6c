import { WorkerEntrypoint } from 'cloudflare:workers';
import type { Result } from '../../src/domain/result.ts';
import type { RawDocument, ReadDocument, ReadFailure } from '../../src/retrieve/read/document.ts';
import { readDocument } from '../../src/retrieve/read/read-document.ts';

/**
 * A Worker that reads documents and does nothing else (wrangler.reader.toml). It has no bindings and no address: the product's
 * Worker calls it over its binding `READER`. What a hostile file does to its isolate, it does to no customer's answer.
 */
export default class Reader extends WorkerEntrypoint {
  /** The documents in one file or page of at most 25 MB: a call may carry 32 MiB either way. */
  read(raw: RawDocument): Promise<Result<ReadDocument[], ReadFailure>> {
    return readDocument(raw);
  }

  /** The platform asks for a handler of requests; none is ever routed here. */
  override fetch(): Response {
    return new Response(null, { status: 404 });
  }
}

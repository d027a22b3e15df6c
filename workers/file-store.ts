/** Bytes by key, as sources keep them: files as they came, what was read of them, and manifests. */
export interface FileStore {
  get(key: string): Promise<Uint8Array | null>;
  /** A stream must have a known length. */
  put(key: string, body: Uint8Array | ReadableStream<Uint8Array>): Promise<void>;
  stream(key: string): Promise<ReadableStream<Uint8Array> | null>;
  delete(keys: readonly string[]): Promise<void>;
  /** Up to 1,000 keys below a prefix, with the Unix milliseconds at which each was stored. */
  list(prefix: string, cursor: string | null): Promise<{ entries: StoredEntry[]; cursor: string | null }>;
}

export interface StoredEntry {
  key: string;
  storedMs: number;
}

/** Keys that R2 deletes in one call. */
const DELETED_AT_ONCE = 1_000;

/** The store over an R2 bucket. */
export function fileStore(bucket: R2Bucket): FileStore {
  return {
    async get(key) {
      const object = await bucket.get(key);
      return object ? new Uint8Array(await object.arrayBuffer()) : null;
    },
    async put(key, body) {
      await bucket.put(key, body);
    },
    async stream(key) {
      return (await bucket.get(key))?.body ?? null;
    },
    async delete(keys) {
      for (let start = 0; start < keys.length; start += DELETED_AT_ONCE) {
        await bucket.delete(keys.slice(start, start + DELETED_AT_ONCE));
      }
    },
    async list(prefix, cursor) {
      const page = await bucket.list({ prefix, ...(cursor === null ? {} : { cursor }) });
      const entries = page.objects.map(({ key, uploaded }) => ({ key, storedMs: uploaded.getTime() }));
      return { entries, cursor: page.truncated ? page.cursor : null };
    },
  };
}

/** Where things of a source are kept. Everything of it begins with `all`. */
export function keysOf(organizationId: string, sourceId: string) {
  const all = `${organizationId}/${sourceId}/`;
  return {
    all,
    uploads: `${all}uploads/`,
    contents: `${all}contents/`,
    manifests: `${all}manifests/`,
    links: `${all}links/`,
    content: (hash: string) => `${all}contents/${hash}`,
    manifest: (hash: string) => `${all}manifests/${hash}`,
    /** The links of a page, by the hash of its key. */
    linksOf: (hash: string) => `${all}links/${hash}`,
    /** How the pages of a website are found, for the steps of its sync. */
    sitePlan: `${all}site-plan`,
  };
}

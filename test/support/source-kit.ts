import { env } from 'cloudflare:workers';
import { newId } from '../../src/domain/ids.ts';
import { err, ok } from '../../src/domain/result.ts';
import type { QueueMessage, SyncSourceMessage } from '../../src/protocol/queue.ts';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import { plainDocument } from '../../src/retrieve/read/document.ts';
import { search } from '../../src/retrieve/search.ts';
import type { DocumentSupply, Supplied } from '../../src/retrieve/sync/document-supply.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import type { SyncOrder } from '../../src/store/source-syncs.ts';
import { fileStore } from '../../workers/file-store.ts';
import type { SyncDeps } from '../../workers/queue/sync-deps.ts';
import { filesSupply } from '../../workers/queue/sync-files.ts';
import { rollbackSupply } from '../../workers/queue/sync-rollback.ts';
import { syncOneStep } from '../../workers/queue/sync-source.ts';
import { recordsFixture } from '../workers/store/records-fixture.ts';

/** A site in memory: what each page says, and how it misbehaves. A sync of `website` sources in this kit reads it. */
export class SiteStandIn {
  /** Path to text; the first line is the title. */
  pages = new Map<string, string>();
  /** Answers instead of a page. */
  answers = new Map<string, Supplied>();
  /** Whether the listing names every page. */
  complete = true;
  fetched: string[] = [];
  versions = new Map<string, number>();

  put(path: string, text: string): void {
    this.pages.set(path, text);
    this.versions.set(path, (this.versions.get(path) ?? 0) + 1);
  }

  supply(more: Partial<DocumentSupply> = {}): DocumentSupply {
    return {
      linked: false,
      deliberate: false,
      documentsMax: 100,
      atOnce: 2,
      pauseMs: 0,
      list: async () => {
        const keys = new Set([...this.pages.keys(), ...this.answers.keys()]);
        const documents = [...keys].map((key) => ({
          key,
          url: `https://site.test${key}`,
          depth: 0,
          hash: null,
          content: null,
        }));
        return ok({ documents, next: null, complete: this.complete });
      },
      fetch: async ({ key, etag }, fresh) => {
        this.fetched.push(key);
        const answer = this.answers.get(key);
        if (answer) return answer;
        const text = this.pages.get(key);
        if (text === undefined)
          return { kind: 'gone', reason: 'gone', detail: 'The site answers 404.', links: [] };
        const tag = `v${this.versions.get(key)}`;
        if (etag === tag && !fresh) return { kind: 'unchanged', links: [] };
        const parts = [plainDocument({ title: text.split('\n')[0] ?? key, body: text, format: 'text' })];
        return { kind: 'read', parts, hash: null, etag: tag, lastModified: null, links: [] };
      },
      ...more,
    };
  }
}

/** Sources of one organization over the real databases and R2, synced by the real engine. */
export async function sourceKit() {
  const fixture = recordsFixture();
  const { records, time } = fixture;
  const organizationId = await fixture.organization();
  const index = new KnowledgeIndex(env.KNOWLEDGE);
  const site = new SiteStandIn();
  const queue: QueueMessage[] = [];
  const limits = { articles: 1_000 };
  const files = fileStore(env.FILES);
  const read: SyncDeps['read'] = async ({ bytes, name }) => {
    const text = new TextDecoder().decode(bytes);
    if (text.startsWith('locked')) return err({ reason: 'encrypted', detail: 'It needs a password.' });
    const parts = name.endsWith('.csv') ? text.split('\n') : [text];
    return ok(
      parts.map((body, at) =>
        plainDocument({
          key: parts.length > 1 ? String(at) : '',
          title: body.split('\n')[0] ?? '',
          body,
          format: 'text',
        }),
      ),
    );
  };
  const deps: SyncDeps = {
    records,
    files,
    knowledge: {
      index: async (article) => {
        const done = await indexArticle({ ...article, articleId: article.id }, { index });
        return { chunks: done.ok ? done.value.chunks : 0, embedded: 0 };
      },
      remove: (organization, articleId) => index.remove(organization, articleId),
      setAudience: (organization, articleIds, audience) =>
        index.setAudience(organization, articleIds, audience),
    },
    articlesMax: async () => limits.articles,
    read,
    supplyOf: async (source, sync) => {
      if (sync.mode === 'rollback') return rollbackSupply(sync, files);
      return source.kind === 'files' ? filesSupply(source, { records, files, read }) : site.supply();
    },
    clock: () => time.now,
    newId: (prefix) => newId(prefix),
    wait: async () => undefined,
    enqueue: async (message) => {
      queue.push(message);
    },
    log: () => undefined,
  };
  const step = (message: SyncSourceMessage, over: Partial<SyncDeps> = {}) =>
    syncOneStep(message, { ...deps, ...over });
  const messageOf = (sourceId: string, sync: number): SyncSourceMessage => {
    return { kind: 'sync-source', eventId: 'evt_1', requestId: 'req_1', organizationId, sourceId, sync };
  };
  return {
    ...{ fixture, records, time, organizationId, site, queue, limits, deps, step, messageOf, files },
    async source(
      kind: 'files' | 'website' = 'website',
      more: { tags?: string[]; settings?: unknown } = {},
    ): Promise<string> {
      const made = await records.sources.create(
        organizationId,
        {
          name: 'Source',
          kind,
          settings: more.settings ?? {},
          tags: more.tags ?? [],
          locale: null,
          schedule: 'manual',
          nextSyncAt: null,
        },
        50,
      );
      if (!made.ok) throw new Error(made.error.reason);
      return made.value.id;
    },
    async upload(sourceId: string, path: string, content: string | Uint8Array): Promise<void> {
      const object = `${organizationId}/${sourceId}/uploads/${newId('obj')}`;
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      await files.put(object, bytes);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      await records.sourceFiles.put(
        organizationId,
        sourceId,
        { path, bytes: bytes.length, mediaType: 'text/plain', hash, object },
        100,
      );
    },
    async start(sourceId: string, order: Partial<SyncOrder> = {}): Promise<SyncSourceMessage> {
      const sync = await records.sourceSyncs.start(organizationId, sourceId, {
        mode: 'all',
        startedBy: 'request',
        ...order,
      });
      if (!sync) throw new Error('a sync is under way');
      return messageOf(sourceId, sync.number);
    },
    /** Takes steps until nothing follows. The number of steps. */
    async drain(message: SyncSourceMessage, over: Partial<SyncDeps> = {}): Promise<number> {
      let steps = 0;
      for (let next: SyncSourceMessage | undefined = message; next; steps += 1) {
        if (steps > 300) throw new Error('the sync never ends');
        await step(next, over);
        next = queue.splice(0).find((one) => one.kind === 'sync-source');
      }
      return steps;
    },
    sync: (message: SyncSourceMessage) =>
      records.sourceSyncs.get(organizationId, message.sourceId, message.sync),
    async documents(sourceId: string) {
      const list = await records.sourceDocuments.list(organizationId, sourceId, { limit: 1_000 });
      return Object.fromEntries(
        list.map(({ key, state, reason }) => [key, reason ? `${state}: ${reason}` : state]),
      );
    },
    /** Titles of the articles of the organization, sorted. */
    async titles(): Promise<string[]> {
      const page = await records.articles.list(organizationId, { limit: 100 });
      if (!page.ok) throw new Error(page.error.reason);
      return page.value.data.map(({ title }) => title).sort();
    },
    /** Texts that a search finds. */
    async found(query: string): Promise<string[]> {
      const { passages } = await search(
        { organizationId, query, limit: 10, tags: [], locale: null },
        { index },
      );
      return passages.map(({ text }) => text).sort();
    },
  };
}

export type SourceKit = Awaited<ReturnType<typeof sourceKit>>;

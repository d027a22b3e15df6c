import { createFieldCipher } from '../src/auth/field-cipher.ts';
import { createTokens } from '../src/auth/tokens.ts';
import { newId, systemRandom } from '../src/domain/ids.ts';
import type { Jurisdiction } from '../src/domain/user.ts';
import type { QueueMessage } from '../src/protocol/queue.ts';
import type { ArticleIndex } from '../src/retrieve/index-article.ts';
import { archiveRecords } from '../src/store/archive-records.ts';
import type { Article } from '../src/store/articles.ts';
import { openRecords } from '../src/store/database.ts';
import { createRecords, type Records } from '../src/store/records.ts';
import type { CronDeps } from './cron/schedule.ts';
import { type Config, type Env, parseEnv } from './env.ts';
import { fileStore } from './file-store.ts';
import type { ConversationHandle, FrontDeps, HttpDeps, KnowledgeOps } from './http/deps.ts';
import { OrganizationCache } from './http/organization-cache.ts';
import { noteIndexed } from './note-indexed.ts';
import type { ConsumerDeps } from './queue/consumer.ts';
import { unsealRecords } from './queue/seal-records.ts';
import { LEASE_MS, type TrainingDeps } from './queue/training.ts';
import { sharedIndex } from './shared-index.ts';
import { wireFront } from './wire-front.ts';
import type { TextReader } from './wire-understand.ts';

/** Everything the Worker's handlers are given, joined once per isolate from the platform's bindings when it is needed. */
export interface Wiring {
  http: HttpDeps;
  queue: ConsumerDeps;
  cron: CronDeps;
}

/** Whose key the counters of the whole platform (login throttling) are hashed under. */
const PLATFORM = 'platform';

/** The composition root. Throws `configuration` when a binding is missing or wrong. */
export function wire(env: Env): Wiring {
  const front = wireFront(env);
  const { clock, logger } = front;
  const config = parseEnv(env);
  const sealer = createFieldCipher(config.fieldKeys);
  const store = { db: openRecords(env.RECORDS), sealer, clock, newId };
  const records = createRecords(store);
  const knowledge = wireKnowledge(env, records.articleVersions);
  return {
    http: wireHttp(env, { front, config, records, knowledge, sealer }),
    queue: {
      open: (message) => unsealRecords(sealer, message),
      archive: (messages) => archiveRecords(store, messages),
      confirm: ({ organizationId, conversationId, jurisdiction, from, through }) =>
        conversationStub(env, organizationId, conversationId, jurisdiction).confirmArchived({
          from,
          through,
        }),
      index: ({ organizationId, articleId, version }) =>
        reindex({ records, knowledge }, organizationId, articleId, version),
      compare: async (message) => {
        const { compareOneStep } = await import('./queue/compare-article.ts');
        const enqueue = (next: QueueMessage) => queueFor(env, next).send(next, { contentType: 'json' });
        await compareOneStep(message, {
          knowledge: env.KNOWLEDGE,
          enqueue: async (next) => void (await enqueue(next)),
        });
      },
      trainIntents: async (message) => {
        const { trainOneStep } = await import('./queue/train-intents.ts');
        await trainOneStep(message, wireTraining(env, { front, records }));
      },
      syncSource: async (message) => {
        const [{ syncOneStep }, { wireSync }] = await Promise.all([
          import('./queue/sync-source.ts'),
          import('./wire-sync.ts'),
        ]);
        await syncOneStep(message, wireSync(env, { front, records, knowledge }));
      },
      deadLetter: (body, why) => records.deadLetters.keep({ ...about(body), body, why }),
      log: (event, fields) => logger.warn(event, fields),
    },
    cron: wireCron(env, { front, records }),
  };
}

interface Shared {
  front: FrontDeps;
  config: Config;
  records: Records;
  knowledge: KnowledgeOps;
  sealer: ReturnType<typeof createFieldCipher>;
}

function wireHttp(env: Env, { front, config, records, knowledge, sealer }: Shared): HttpDeps {
  const { clock } = front;
  let reader: Promise<TextReader> | null = null;
  const models = async () => (await import('./wire-llm.ts')).modelOps(env, front.logger);
  return {
    ...front,
    random: systemRandom,
    auth: {
      tokens: createTokens(config.tokenKeys, clock),
      fingerprint: (subject) => sealer.lookupHash(PLATFORM, 'login', subject),
    },
    records,
    organizations: new OrganizationCache(records.organizations, clock),
    conversation: (organizationId, conversationId, jurisdiction) =>
      conversationStub(env, organizationId, conversationId, jurisdiction),
    knowledge,
    understand: async (text, about) => {
      reader ??= import('./wire-understand.ts').then(({ textReader }) =>
        textReader(env, (event, fields) => front.logger.warn(event, fields)),
      );
      return (await reader)(text, { ...about, now: clock() });
    },
    files: fileStore(env.FILES),
    allowLoopbackSites: env.ALLOW_LOOPBACK_SITES === 'true',
    connectorCaller: async (organizationId) => {
      const { connectorCaller } = await import('./wire-tools.ts');
      return connectorCaller(env, organizationId, clock);
    },
    refreshGaps: async (organizationId) => {
      const [{ refreshGaps }, { wireQuestions }] = await questionModules();
      await refreshGaps(await wireQuestions({ records, clock, logger: front.logger }), organizationId);
    },
    models: {
      overview: async () => (await models()).overview(),
      check: async (...asked) => (await models()).check(...asked),
    },
    limiters: { public: env.RATE_PUBLIC, login: env.RATE_LOGIN },
    enqueue: async (message) => {
      await queueFor(env, message).send(message, { contentType: 'json' });
    },
  };
}

/** A training takes minutes, a sync thousands of steps: in queues of their own they hold up nobody else's messages. */
function queueFor(env: Env, { kind }: QueueMessage): Env['EVENTS'] {
  if (kind === 'sync-source' || kind === 'compare') return env.SYNCS;
  return kind === 'train-intents' ? env.TRAINING : env.EVENTS;
}

const NO_GROUPS: readonly (readonly string[])[] = [];

/** Search and indexing, each imported when first asked for: the latter brings an HTML parser. */
function wireKnowledge(env: Env, versions: Records['articleVersions']): KnowledgeOps {
  const index = sharedIndex(env.KNOWLEDGE);
  return {
    search: async (request) => {
      const [{ ownSynonyms, searchKnowledge }, { articleLanguage }] = await Promise.all([
        import('./wire-search.ts'),
        import('./article-language.ts'),
      ]);
      const locale = request.locale ?? (await articleLanguage())(request.query);
      const synonyms = ownSynonyms(request.synonyms ?? NO_GROUPS);
      return (await searchKnowledge(env, index, { ...request, locale, synonyms })).passages;
    },
    preview: async (request) => {
      const [{ previewAnswer }, { articleLanguage }] = await Promise.all([
        import('./preview-answer.ts'),
        import('./article-language.ts'),
      ]);
      const locale = request.locale ?? (await articleLanguage())(request.question);
      return previewAnswer(env, index, { ...request, locale });
    },
    index: async (article) => {
      // Before anything that may fail: whom an article is not for any more is not told of the version before either.
      if (article.version > 1)
        await index.restrictAudience(article.organizationId, article.id, article.audience);
      const [{ indexArticle }, { versionedIndex }, { articleLanguage }] = await Promise.all([
        import('../src/retrieve/index-article.ts'),
        import('./versioned-index.ts'),
        import('./article-language.ts'),
      ]);
      const language = await articleLanguage();
      const stored = versionedIndex({ index, versions, externalId: article.externalId });
      let embedded = 0;
      const whole = await withVectors(env, stored, (count) => {
        embedded = count;
      });
      const done = await indexArticle({ ...article, articleId: article.id }, { index: whole, language });
      if (done.ok) await enqueueComparison(env, article);
      return { chunks: done.ok ? done.value.chunks : 0, embedded };
    },
    remove: async (organizationId, articleId) => {
      const { removeVersioned } = await import('./versioned-index.ts');
      await removeVersioned({ index: await withVectors(env, index), versions }, organizationId, articleId);
    },
    setAudience: (organizationId, articleIds, audience) =>
      index.setAudience(organizationId, articleIds, audience),
    restrictAudience: (...asked) => index.restrictAudience(...asked),
    minedSynonyms: async (organizationId) => {
      const { readMinedSynonyms } = await import('../src/store/knowledge/mined-synonyms.ts');
      return (await readMinedSynonyms(env.KNOWLEDGE, organizationId))?.pairs ?? [];
    },
    absentWords: async (organizationId, names) => {
      const { absentWords } = await import('../src/retrieve/absent-words.ts');
      return absentWords(names, (terms) => index.lexicon(organizationId, terms));
    },
    comparisons: async (organizationId, kind, page) => {
      const { ComparisonRepository } = await import('../src/store/knowledge/comparisons.ts');
      return new ComparisonRepository(env.KNOWLEDGE).list(organizationId, kind, page);
    },
  };
}

/** The index with that of vectors behind it where an embedder is configured; its code is loaded only then. */
async function withVectors(
  env: Env,
  index: ArticleIndex,
  counted?: (embedded: number) => void,
): Promise<ArticleIndex> {
  if (!env.EMBEDDINGS) return index;
  const [{ vectorizedIndex }, { vectorsOf }] = await Promise.all([
    import('./vectorized-index.ts'),
    import('./wire-vectors.ts'),
  ]);
  const vectors = vectorsOf(env);
  return vectors === null ? index : vectorizedIndex(index, vectors, counted);
}

/** Seconds that a comparison waits: a sync that indexes one article after the other is not held up by what nobody waits for. */
const COMPARE_AFTER = 120;

/** Comparing follows indexing; an article whose comparison could not be sent is served all the same. */
async function enqueueComparison(env: Env, { organizationId, id: articleId }: Article): Promise<void> {
  const ids = { eventId: newId('evt'), requestId: newId('req') };
  const message: QueueMessage = { kind: 'compare', ...ids, organizationId, articleId, from: 0 };
  await queueFor(env, message)
    .send(message, { contentType: 'json', delaySeconds: COMPARE_AFTER })
    .catch(() => undefined);
}

function wireTraining(env: Env, { front, records }: Pick<Shared, 'front' | 'records'>): TrainingDeps {
  const { clock, logger } = front;
  return {
    models: records.intentModels,
    trainings: records.intentTrainings,
    directions: async () => (await import('./word-meanings.ts')).wordMeanings(),
    clock,
    newId,
    pause: () => scheduler.wait(0),
    enqueue: async (message) => {
      await env.TRAINING.send(message, { contentType: 'json' });
    },
    log: (event, fields) => logger.info(event, fields),
  };
}

function wireCron(env: Env, { front, records }: Pick<Shared, 'front' | 'records'>): CronDeps {
  const { clock, logger } = front;
  return {
    clock,
    purges: {
      idempotency: () => records.idempotency.purge(),
      sessions: () => records.sessions.purge(),
      logins: () => records.loginAttempts.purge(),
      events: () => records.events.purge(),
      questions: () => records.questions.purge(),
      articleVersions: () => records.articleVersions.purge(),
      llmCalls: () => records.llmCalls.purge(),
      embeddings: async () => {
        const { StoredEmbeddings } = await import('../src/store/vectors/embedding-cache.ts');
        return new StoredEmbeddings(env.KNOWLEDGE, clock).purge();
      },
    },
    pendingArticles: (limit) => records.articles.pending(limit),
    enqueueIndex: async (article) => {
      const ids = { eventId: newId('evt'), requestId: newId('req') };
      await env.EVENTS.send({ kind: 'index', ...ids, ...article }, { contentType: 'json' });
    },
    reviewQuestions: async () => {
      const [{ runQuestionWork }, { wireQuestions }] = await questionModules();
      await runQuestionWork(await wireQuestions({ records, clock, logger }));
    },
    silentTrainings: (limit) => records.intentTrainings.unfinished(LEASE_MS, limit),
    enqueueTraining: async (training) => {
      const ids = { eventId: newId('evt'), requestId: newId('req') };
      await env.TRAINING.send({ kind: 'train-intents', ...ids, ...training }, { contentType: 'json' });
    },
    syncSources: async (limit) => {
      const { syncSources } = await import('./wire-sync.ts');
      const enqueue = async (message: QueueMessage) => {
        await env.SYNCS.send(message, { contentType: 'json' });
      };
      return syncSources({ records, clock, enqueue }, limit);
    },
    log: (event, fields) => logger.warn(event, fields),
  };
}

function questionModules() {
  return Promise.all([import('./cron/question-work.ts'), import('./wire-questions.ts')]);
}

/** An object of this organization and conversation, in its jurisdiction: the same name elsewhere is another object. */
function conversationStub(
  env: Env,
  organizationId: string,
  conversationId: string,
  jurisdiction: Jurisdiction | null,
): ConversationHandle {
  const namespace = jurisdiction === null ? env.CONVERSATION : env.CONVERSATION.jurisdiction(jurisdiction);
  return namespace.getByName(`${organizationId}/${conversationId}`);
}

/** Makes an article's present version searchable; a message about an older one is a wake-up like any other. */
async function reindex(
  deps: { records: Records; knowledge: KnowledgeOps },
  organizationId: string,
  articleId: string,
  version: number,
): Promise<void> {
  const article: Article | null = await deps.records.articles.getById(organizationId, articleId);
  if (!article) return deps.knowledge.remove(organizationId, articleId);
  if (article.version < version) throw new RangeError('the article is older than the event about it');
  await deps.knowledge.index(article);
  await noteIndexed(deps, article);
}

function about(body: unknown): { organizationId: string | null; kind: string } {
  const { organizationId, kind } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return {
    organizationId: typeof organizationId === 'string' ? organizationId : null,
    kind: typeof kind === 'string' ? kind.slice(0, 50) : 'unknown',
  };
}

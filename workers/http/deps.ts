import type { Tokens } from '../../src/auth/tokens.ts';
import type { Audience } from '../../src/domain/audience.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { CallConnector } from '../../src/domain/connector.ts';
import type { IdPrefix, Random } from '../../src/domain/ids.ts';
import type { LlmCall, LlmFailureReason, LlmTask, LlmVendor, ModelName } from '../../src/domain/llm.ts';
import type { SynonymDecision } from '../../src/domain/mined-synonyms.ts';
import type { OrganizationSnapshot } from '../../src/domain/organization.ts';
import type { Answer, Passage } from '../../src/domain/passage.ts';
import type { Understanding } from '../../src/domain/understanding.ts';
import type { Jurisdiction, Principal } from '../../src/domain/user.ts';
import type { QueueMessage } from '../../src/protocol/queue.ts';
import type { SearchScope } from '../../src/retrieve/gather.ts';
import type { Article } from '../../src/store/articles.ts';
import type { ComparisonKind, ComparisonRepository } from '../../src/store/knowledge/comparisons.ts';
import type { CountedSynonym } from '../../src/store/knowledge/mined-synonyms.ts';
import type { Records } from '../../src/store/records.ts';
import type { Logger } from '../../src/telemetry/logger.ts';
import type { ConversationApi } from '../conversation/api.ts';
import type { FileStore } from '../file-store.ts';
import type { AuditAbout } from './middleware/audit.ts';
import type { OrganizationCache } from './organization-cache.ts';

/** A conversation's object: its RPC, and `fetch` for the upgrade. */
export type ConversationHandle = ConversationApi & { fetch(request: Request): Promise<Response> };

export interface RateLimiter {
  limit(input: { key: string }): Promise<{ success: boolean }>;
}

/** Asks a dependency something it can only answer when it works; throws when it does not. */
export interface Probe {
  check(): Promise<unknown>;
  /** False: without it the product still serves, with less. */
  needed: boolean;
}

/** The knowledge base as the HTTP layer uses it. */
export interface KnowledgeOps {
  search(request: {
    organizationId: string;
    query: string;
    limit: number;
    tags: readonly string[];
    locale: string | null;
    /** Whom it is for; absent: everybody. */
    audience?: readonly Audience[];
    products?: readonly string[];
    /** Groups of words that mean the same to the organization's customers. */
    synonyms?: readonly (readonly string[])[];
    decisions?: readonly SynonymDecision[];
    preferNewer?: boolean;
  }): Promise<Passage[]>;
  /** What a customer would be answered now, with nothing stored. */
  preview(request: {
    organization: OrganizationSnapshot;
    question: string;
    locale: string | null;
    scope?: Partial<SearchScope>;
  }): Promise<Answer>;
  /** Makes one version searchable, in so many chunks, of which so many have a vector; throws when the index cannot be written. */
  index(article: Article): Promise<{ chunks: number; embedded: number }>;
  remove(organizationId: string, articleId: string): Promise<void>;
  /** Changes at once whom articles are served to. */
  setAudience(
    organizationId: string,
    articleIds: readonly string[],
    audience: readonly Audience[],
  ): Promise<void>;
  /** Takes away at once whom an article is not for any more, before its new version is indexed; makes nothing wider. */
  restrictAudience(organizationId: string, articleId: string, audience: readonly Audience[]): Promise<void>;
  /** What its articles say to mean the same. */
  minedSynonyms(organizationId: string): Promise<readonly CountedSynonym[]>;
  /** Those words of names that no article holds. */
  absentWords(organizationId: string, names: readonly string[]): Promise<string[]>;
  /** Where articles say the same, or cannot both be right. */
  comparisons(
    organizationId: string,
    kind: ComparisonKind,
    page: { limit?: number | undefined; cursor?: string | undefined },
  ): ReturnType<ComparisonRepository['list']>;
}

/** The language models that the deployment has keys for. */
export interface ModelOps {
  /** `problem`: what is wrong with the deployment's settings; no vendor can be used then. Never throws. */
  overview(): Promise<{
    vendors: readonly LlmVendor[];
    chains: Record<LlmTask, readonly ModelName[]>;
    problem: string | null;
  }>;
  /**
   * Asks a model for one word, at the organization's cost. `onStart` is told of each call before its request leaves, as it would have
   * to be counted if nobody could say how it ended, and the request waits for it. `calls`: those that were made. Never throws.
   */
  check(
    organizationId: string,
    model: ModelName,
    onStart: (worst: LlmCall) => Promise<void>,
  ): Promise<{
    ok: boolean;
    reason: LlmFailureReason | null;
    detail: string;
    calls: readonly LlmCall[];
  }>;
}

/** Tokens, and what login counters are keyed by. */
export interface HttpAuth {
  tokens: Tokens;
  /** Keyed hash of a throttle subject: neither addresses nor accounts stand readable in the counters. */
  fingerprint(subject: string): Promise<string>;
}

/** What every request needs of the world, and all that health, the specification and static files do. */
export interface FrontDeps {
  clock: Clock;
  newId(prefix: IdPrefix): string;
  logger: Logger;
  probes: Record<string, Probe>;
  /** Static files. */
  assets: { fetch(request: Request): Promise<Response> };
}

/** All that the HTTP layer needs of the world. `workers/wire.ts` fills it from bindings, tests from what they choose. */
export interface HttpDeps extends FrontDeps {
  random: Random;
  auth: HttpAuth;
  records: Records;
  organizations: OrganizationCache;
  conversation(
    organizationId: string,
    conversationId: string,
    jurisdiction: Jurisdiction | null,
  ): ConversationHandle;
  knowledge: KnowledgeOps;
  /** What a text means, read with the organization's settings and intents. */
  understand(
    text: string,
    about: { organization: OrganizationSnapshot | null; locale: string | null },
  ): Promise<Understanding & { vault: unknown }>;
  /** Whether websites on this machine may be sources: on a developer's machine only. */
  allowLoopbackSites: boolean;
  /** Calls an organization's own systems. */
  connectorCaller(organizationId: string): Promise<CallConnector>;
  /** Takes in what customers asked until now and groups what had no answer, for somebody who waits for it. */
  refreshGaps(organizationId: string): Promise<void>;
  models: ModelOps;
  limiters: { public: RateLimiter; login: RateLimiter };
  /** Files of sources, by key. */
  files: FileStore;
  enqueue(message: QueueMessage): Promise<void>;
}

/** What a request carries from middleware to handler. */
export interface HttpVariables {
  requestId: string;
  log: Logger;
  /** Method and pattern of the matched route, for logs. */
  route: string;
  principal: Principal | null;
  bodyText: string;
  /** The body, once it is known to be sound JSON. */
  json: unknown;
  auditAbout: AuditAbout | undefined;
}

export type HttpEnv = { Variables: HttpVariables };

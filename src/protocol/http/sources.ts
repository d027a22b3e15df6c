import * as z from 'zod';
import { AUDIENCES } from '../../domain/audience.ts';
import { LOCALE, requiredName, requiredText } from '../text.ts';
import { audienceSchema, productsSchema } from './knowledge.ts';

/** What a source may hold, and how much of it is taken at once. */
export const SOURCE_LIMITS = {
  /** Sources of an organization: a company has a handful of sites and folders. */
  sources: 50,
  /** Bytes of a file: what a Worker of 128 MB can hold beside all that is made from it. */
  fileBytes: 25_000_000,
  /** Files of a source, and paths of a request that lists them. */
  files: 10_000,
  /** UTF-16 units of a path within a source: with its prefix well below the 1,024 bytes of a key in R2. */
  pathChars: 500,
  /** Bytes of the request that lists all paths. */
  syncBodyBytes: 6_000_000,
  /** Pages of a website, unless its settings say less. */
  pages: 10_000,
  pagesDefault: 500,
  /** Links from the start page: what is deeper is an archive or a trap. */
  depth: 10,
  depthDefault: 5,
  /** Path prefixes that are taken, and that are left out. */
  prefixes: 50,
} as const;

export const SOURCE_KINDS = ['files', 'website'] as const;
export const SCHEDULES = ['manual', 'hourly', 'daily', 'weekly'] as const;

/** `idle`: in line as of its last sync. `paused`: nothing is done until it is resumed. `deleting`: everything of it is going. */
export const SOURCE_STATES = ['idle', 'syncing', 'paused', 'failed', 'deleting'] as const;

/**
 * `all`: everything that changed. `failed`: only documents that failed. `rollback`: the content of the sync before the last
 * one that finished. `delete`: takes everything of the source away.
 */
export const SYNC_MODES = ['all', 'failed', 'rollback', 'delete'] as const;

/** `cancelled`: the source was deleted meanwhile. */
export const SYNC_STATES = ['queued', 'running', 'finished', 'failed', 'cancelled'] as const;

/** Until `apply` begins, nothing that customers are told changes. */
export const SYNC_PHASES = ['list', 'collect', 'plan', 'apply', 'finish'] as const;

/**
 * `waiting`: to be fetched. `read`: its text is there, and is served when the sync ends. `indexed`: served. `failed`: `reason`
 * says why; what was served before still is. `skipped`: nothing to be read, such as an image. `vanished`: no longer at its
 * source, and taken out by the sync.
 */
export const DOCUMENT_STATES = ['waiting', 'read', 'indexed', 'failed', 'skipped', 'vanished'] as const;

/** Why a document is not taken; `detail` says it in words. */
export const DOCUMENT_REASONS = [
  'encrypted',
  'broken',
  'too_large',
  'too_many',
  'unsupported',
  'empty',
  'gone',
  'moved',
  'outside',
  'no_index',
  'robots',
  'refused',
  'denied',
  'busy',
  'server_error',
  'timeout',
  'redirects',
  'unreachable',
  'limit_reached',
  'id_taken',
  'process_ended',
  'lost',
  'not_listed',
] as const;

const nameSchema = requiredName(120);
const tagsSchema = z.array(requiredText(60)).max(20);
const localeSchema = z.string().max(35).regex(LOCALE, 'must be a locale such as en-GB').nullable();

const siteUrlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2_048)
  .refine((text) => {
    // What is no address at all is refused above; the checks of a schema all run.
    const url = URL.parse(text);
    return url === null || (url.username === '' && url.password === '');
  }, 'must not hold a user name or password');

const prefixSchema = z
  .string()
  .max(300)
  .regex(/^\/[^\s?#]*$/, 'must be the beginning of a path, such as /help/');

export const websiteSettingsSchema = z
  .strictObject({
    /** Where a crawl begins. Only pages of its host are taken. */
    url: siteUrlSchema,
    /** A sitemap or an index of sitemaps. Without it robots.txt and /sitemap.xml are asked for one, if `discovery` allows. */
    sitemap: siteUrlSchema.nullable().default(null),
    /** `auto`: the sitemap where there is one, else links from page to page. */
    discovery: z.enum(['auto', 'sitemap', 'crawl']).default('auto'),
    maxPages: z.number().int().min(1).max(SOURCE_LIMITS.pages).default(SOURCE_LIMITS.pagesDefault),
    maxDepth: z.number().int().min(0).max(SOURCE_LIMITS.depth).default(SOURCE_LIMITS.depthDefault),
    /** Beginnings of paths that are taken; none: all. */
    include: z.array(prefixSchema).max(SOURCE_LIMITS.prefixes).default([]),
    /** Beginnings of paths that are left out, also of what `include` takes. */
    exclude: z.array(prefixSchema).max(SOURCE_LIMITS.prefixes).default([]),
  })
  .meta({ id: 'WebsiteSettings' });

export type WebsiteSettings = z.output<typeof websiteSettingsSchema>;

const aboutSchema = {
  name: nameSchema,
  /** Given to every article of the source. */
  tags: tagsSchema.default([]),
  /** Of articles that do not say their own. */
  locale: localeSchema.default(null),
  /** Whom all articles of the source are for. */
  audience: audienceSchema.default(['public']),
  /** What all articles of the source are about; none: all products. */
  products: productsSchema.default([]),
  schedule: z.enum(SCHEDULES).default('manual'),
};

export const createSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('files'), ...aboutSchema }),
  z.strictObject({ kind: z.literal('website'), settings: websiteSettingsSchema, ...aboutSchema }),
]);

export type CreateSourceBody = z.output<typeof createSourceSchema>;

/** What is named is changed. Settings are replaced as a whole. `audience` holds at once; the rest follows with the next sync. */
export const patchSourceSchema = z.strictObject({
  name: nameSchema.optional(),
  tags: tagsSchema.optional(),
  locale: localeSchema.optional(),
  audience: audienceSchema.optional(),
  products: productsSchema.optional(),
  schedule: z.enum(SCHEDULES).optional(),
  settings: websiteSettingsSchema.optional(),
});

/** What a sync has done so far. */
export const progressSchema = z
  .object({
    /** Documents that the source is known to have: files, or pages. */
    found: z.number().int(),
    /** Documents that were fetched, because they are new or have changed. */
    fetched: z.number().int(),
    unchanged: z.number().int(),
    /** Documents whose text was read. */
    read: z.number().int(),
    failed: z.number().int(),
    /** Chunks made searchable, and those of them that have a vector. */
    chunked: z.number().int(),
    embedded: z.number().int(),
    /** Articles taken out. */
    removed: z.number().int(),
  })
  .meta({ id: 'SyncProgress' });

export type SyncProgress = z.infer<typeof progressSchema>;

export const syncSchema = z
  .object({
    number: z.number().int(),
    mode: z.enum(SYNC_MODES),
    /** `request`: somebody asked for it. `schedule`: it was time. */
    trigger: z.enum(['request', 'schedule']),
    state: z.enum(SYNC_STATES),
    phase: z.enum(SYNC_PHASES),
    progress: progressSchema,
    /** Why it failed, or what is worth knowing about how it ended. */
    note: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'Sync' });

export const sourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(SOURCE_KINDS),
    /** Null where a kind has none. */
    settings: websiteSettingsSchema.nullable(),
    tags: z.array(z.string()),
    locale: z.string().nullable(),
    audience: z.array(z.enum(AUDIENCES)),
    products: z.array(z.string()),
    schedule: z.enum(SCHEDULES),
    state: z.enum(SOURCE_STATES),
    /** Why it is `failed`. */
    reason: z.string().nullable(),
    /** Of the sync that runs, else of the last one; null before the first. */
    progress: progressSchema.nullable(),
    lastSync: syncSchema.nullable(),
    nextSyncAt: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Source' });

/** Answers `POST .../sync`, `.../rollback`, `.../pause`, `.../resume` with the source as it is then. */
export const startSyncSchema = z.strictObject({
  /** `failed`: only documents that failed. */
  only: z.enum(['all', 'failed']).default('all'),
  /** Reads again what has not changed. */
  fresh: z.boolean().default(false),
  /** Lets a sync take out more than half of a website's documents, which stops it otherwise. */
  allowRemoval: z.boolean().default(false),
  /** Of a source of files: all paths that it shall have. Other files of it are removed. */
  keep: z.array(z.string().max(SOURCE_LIMITS.pathChars)).max(SOURCE_LIMITS.files).optional(),
});

export const sourceFileSchema = z
  .object({
    path: z.string(),
    bytes: z.number().int(),
    mediaType: z.string().nullable(),
    /** SHA-256 of its bytes, in hexadecimal digits. */
    hash: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'SourceFile' });

export const sourceDocumentSchema = z
  .object({
    /** The path of a file or the address of a page. */
    key: z.string(),
    url: z.string().nullable(),
    state: z.enum(DOCUMENT_STATES),
    reason: z.enum(DOCUMENT_REASONS).nullable(),
    /** The reason in words, and what helps. */
    detail: z.string().nullable(),
    /** The article made from it, or the first of several. Null: none yet. */
    articleId: z.string().nullable(),
    externalId: z.string().nullable(),
    /** Articles that are served from it. */
    articles: z.number().int(),
    updatedAt: z.string(),
  })
  .meta({ id: 'SourceDocument' });

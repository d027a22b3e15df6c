import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { OrganizationSettings, Tier } from '../domain/organization.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { OrganizationLimits } from '../domain/tiers.ts';
import type { Jurisdiction } from '../domain/user.ts';
import { CONNECTORS_OF_ROW } from './connectors-record.ts';
import { type NotFound, nowText, type StoreDeps } from './deps.ts';
import { openOptional, sealOptional } from './field-sealer.ts';
import { defined, type OrganizationRecord, organizationOf } from './organization-record.ts';
import { organizations } from './schema/organizations.ts';

export interface NewOrganization {
  id?: string;
  name: string;
  tier: Tier;
  widgetKey: string;
  jurisdiction?: Jurisdiction | null;
  settings?: Partial<OrganizationSettings>;
  limits?: Partial<OrganizationLimits>;
}

/** Only what is named changes; `settings` and `limits` are merged field by field. `identitySecret` null removes it. */
export interface OrganizationPatch {
  name?: string | undefined;
  tier?: Tier | undefined;
  settings?: { [K in keyof OrganizationSettings]?: OrganizationSettings[K] | undefined } | undefined;
  limits?: { [K in keyof OrganizationLimits]?: OrganizationLimits[K] | undefined } | undefined;
  identitySecret?: string | null | undefined;
}

type VersionConflict = { reason: 'version_conflict'; version: number };

const WITH_CONNECTORS = { ...getTableColumns(organizations), connectors: CONNECTORS_OF_ROW };
const SECRET_FIELD = 'organizations.identity_secret';

/** Organizations: the tenant rows themselves. */
export class OrganizationRepository {
  readonly #deps: StoreDeps;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
  }

  async get(organizationId: string): Promise<OrganizationRecord | null> {
    const found = await this.#row(organizationId);
    return found === undefined ? null : organizationOf(found);
  }

  /** By the public key that widgets carry: the one lookup that needs no organization. */
  async getByWidgetKey(widgetKey: string): Promise<OrganizationRecord | null> {
    const found = await this.#deps.db
      .select(WITH_CONNECTORS)
      .from(organizations)
      .where(eq(organizations.widgetKey, widgetKey))
      .get();
    return found === undefined ? null : organizationOf(found);
  }

  /** Creates an organization; `exists` when its id or widget key is taken. */
  async create(input: NewOrganization): Promise<Result<OrganizationRecord, { reason: 'exists' }>> {
    const now = nowText(this.#deps);
    const made = await this.#deps.db
      .insert(organizations)
      .values({
        id: input.id ?? this.#deps.newId('org'),
        name: input.name,
        tier: input.tier,
        widgetKey: input.widgetKey,
        jurisdiction: input.jurisdiction ?? null,
        settings: JSON.stringify(input.settings ?? {}),
        limits: JSON.stringify(input.limits ?? {}),
        version: 1,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning()
      .get();
    return made === undefined ? err({ reason: 'exists' }) : ok(organizationOf(made));
  }

  /**
   * Changes what the patch names and raises the version. With `expectedVersion`, or when somebody else was faster,
   * `version_conflict` names the current one.
   */
  async update(
    organizationId: string,
    patch: OrganizationPatch,
    expectedVersion?: number,
  ): Promise<Result<OrganizationRecord, NotFound | VersionConflict>> {
    const current = await this.#row(organizationId);
    if (current === undefined) return err({ reason: 'not_found' });
    if (expectedVersion !== undefined && expectedVersion !== current.version) {
      return err({ reason: 'version_conflict', version: current.version });
    }
    const changed = await this.#deps.db
      .update(organizations)
      .set({
        ...defined({ name: patch.name, tier: patch.tier }),
        settings: mergeJson(current.settings, patch.settings),
        limits: mergeJson(current.limits, patch.limits),
        ...(patch.identitySecret !== undefined && {
          identitySecret: await sealOptional(
            this.#deps.sealer,
            organizationId,
            SECRET_FIELD,
            patch.identitySecret,
          ),
        }),
        version: sql`${organizations.version} + 1`,
        updatedAt: nowText(this.#deps),
      })
      .where(and(eq(organizations.id, organizationId), eq(organizations.version, current.version)))
      .returning()
      .get();
    if (changed !== undefined) return ok(organizationOf(changed));
    const newer = await this.#row(organizationId);
    return err(newer ? { reason: 'version_conflict', version: newer.version } : { reason: 'not_found' });
  }

  /** The secret with which the organization signs customer identity tokens; null when it has none. */
  async identitySecret(organizationId: string): Promise<string | null> {
    const found = await this.#deps.db
      .select({ sealed: organizations.identitySecret })
      .from(organizations)
      .where(eq(organizations.id, organizationId))
      .get();
    return openOptional(this.#deps.sealer, organizationId, SECRET_FIELD, found?.sealed ?? null);
  }

  async #row(organizationId: string) {
    return this.#deps.db
      .select(WITH_CONNECTORS)
      .from(organizations)
      .where(eq(organizations.id, organizationId))
      .get();
  }
}

/** Stored JSON objects are ours, so merging them needs no schema; reading them does. */
function mergeJson(stored: string, patch: object | undefined): string {
  return patch === undefined ? stored : JSON.stringify({ ...JSON.parse(stored), ...defined(patch) });
}

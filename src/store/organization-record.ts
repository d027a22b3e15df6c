import * as z from 'zod';
import {
  DEFAULT_SETTINGS,
  type OrganizationSettings,
  type OrganizationSnapshot,
} from '../domain/organization.ts';
import { limitsOf, type OrganizationLimits } from '../domain/tiers.ts';
import { settingsPatchSchema } from '../protocol/http/organization.ts';
import { connectorsOf } from './connectors-record.ts';
import type { organizations } from './schema/organizations.ts';

/** An organization with everything an admin sees. Its identity secret is not here: only whether there is one. */
export interface OrganizationRecord extends OrganizationSnapshot {
  widgetKey: string;
  limits: OrganizationLimits;
  hasIdentitySecret: boolean;
  createdAt: string;
  updatedAt: string;
}

/** Unknown settings are dropped, not refused: a row may be older or newer than the code that reads it. */
const storedSettingsSchema = z.object(settingsPatchSchema.shape);
const storedLimitsSchema = z.object({ users: count(), apiKeys: count(), articles: count() }).partial();

function count() {
  return z.number().int().nonnegative();
}

/** A row as the product uses it: JSON parsed, defaults filled in. Throws when stored JSON is not what we write. */
export function organizationOf(
  row: typeof organizations.$inferSelect & { connectors?: string },
): OrganizationRecord {
  return {
    id: row.id,
    name: row.name,
    tier: row.tier,
    version: row.version,
    jurisdiction: row.jurisdiction,
    intentModel: row.intentModel,
    connectors: connectorsOf(row.connectors ?? '[]'),
    settings: settingsOf(row.settings),
    widgetKey: row.widgetKey,
    limits: limitsOf(row.tier, defined(storedLimitsSchema.parse(JSON.parse(row.limits)))),
    hasIdentitySecret: row.identitySecret !== null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** The part of a record that conversation objects cache. */
export function snapshotOf(record: OrganizationRecord): OrganizationSnapshot {
  const { id, name, tier, version, jurisdiction, settings, intentModel = null, connectors = [] } = record;
  return { id, name, tier, version, jurisdiction, settings, intentModel, connectors };
}

/** Stored settings with the defaults below them. */
export function settingsOf(json: string): OrganizationSettings {
  return { ...DEFAULT_SETTINGS, ...defined(storedSettingsSchema.parse(JSON.parse(json))) };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the fields whose value is undefined, which would hide a default. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

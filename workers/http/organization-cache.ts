import type { Clock } from '../../src/domain/clock.ts';
import type { OrganizationRecord } from '../../src/store/organization-record.ts';

/** A change of settings shows everywhere after at most this long; D1 stays off the path of nearly every request. */
const KEEP_MS = 30_000;
/** About 2 KB each; the oldest is dropped first. */
const MAX_ENTRIES = 1_000;

export interface OrganizationSource {
  get(organizationId: string): Promise<OrganizationRecord | null>;
  getByWidgetKey(widgetKey: string): Promise<OrganizationRecord | null>;
}

/** Organizations as this isolate last read them. What does not exist is not remembered. */
export class OrganizationCache {
  private readonly source: OrganizationSource;
  private readonly clock: Clock;
  private readonly byIdentity = new Map<string, { readMs: number; organization: OrganizationRecord }>();
  private readonly idsByWidgetKey = new Map<string, string>();

  constructor(source: OrganizationSource, clock: Clock) {
    this.source = source;
    this.clock = clock;
  }

  async byId(organizationId: string): Promise<OrganizationRecord | null> {
    return this.fresh(organizationId) ?? this.remember(await this.source.get(organizationId));
  }

  async byWidgetKey(widgetKey: string): Promise<OrganizationRecord | null> {
    const known = this.fresh(this.idsByWidgetKey.get(widgetKey));
    if (known?.widgetKey === widgetKey) return known;
    return this.remember(await this.source.getByWidgetKey(widgetKey));
  }

  /** After a change made here, which the next request must see. */
  forget(organizationId: string): void {
    this.byIdentity.delete(organizationId);
  }

  private fresh(organizationId: string | undefined): OrganizationRecord | null {
    const entry = organizationId === undefined ? undefined : this.byIdentity.get(organizationId);
    return entry && this.clock() - entry.readMs < KEEP_MS ? entry.organization : null;
  }

  private remember(organization: OrganizationRecord | null): OrganizationRecord | null {
    if (!organization) return null;
    this.byIdentity.delete(organization.id);
    this.byIdentity.set(organization.id, { readMs: this.clock(), organization });
    this.idsByWidgetKey.set(organization.widgetKey, organization.id);
    drop(this.byIdentity);
    drop(this.idsByWidgetKey);
    return organization;
  }
}

function drop(map: Map<string, unknown>): void {
  const oldest = map.keys().next();
  if (map.size > MAX_ENTRIES && !oldest.done) map.delete(oldest.value);
}

import { and, eq, gte, lt, type SQL } from 'drizzle-orm';
import { ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { auditEvents } from './schema/operations.ts';

export type AuditEvent = typeof auditEvents.$inferSelect;
export type NewAuditEvent = Omit<AuditEvent, 'id' | 'organizationId' | 'createdAt'>;

export interface AuditRequest extends PageRequest {
  action?: string | undefined;
  actor?: AuditEvent['actorKind'] | undefined;
  outcome?: AuditEvent['outcome'] | undefined;
  from?: string | undefined;
  before?: string | undefined;
}

/** What was done, for good: rows are added and never changed. `details` holds ids and field names, never personal data. */
export class AuditRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>) {
    this.#deps = deps;
  }

  async add(organizationId: string, event: NewAuditEvent): Promise<void> {
    await this.#deps.db
      .insert(auditEvents)
      .values({ ...event, id: this.#deps.newId('aud'), organizationId, createdAt: nowText(this.#deps) });
  }

  /** Newest first. `from` and `before`: ISO 8601 UTC, the first included. */
  async list(
    organizationId: string,
    request: AuditRequest,
  ): Promise<Result<Page<AuditEvent>, InvalidCursor>> {
    const page = keyset('audit-events', auditEvents.createdAt, auditEvents.id, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const rows = await this.#deps.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.organizationId, organizationId), after, ...wanted(request)))
      .orderBy(...order)
      .limit(fetch);
    return ok(toPage(rows, limit, name, (row) => ({ key: row.createdAt, id: row.id })));
  }
}

function wanted({ action, actor, outcome, from, before }: AuditRequest): SQL[] {
  return [
    ...(action === undefined ? [] : [eq(auditEvents.action, action)]),
    ...(actor === undefined ? [] : [eq(auditEvents.actorKind, actor)]),
    ...(outcome === undefined ? [] : [eq(auditEvents.outcome, outcome)]),
    ...(from === undefined ? [] : [gte(auditEvents.createdAt, from)]),
    ...(before === undefined ? [] : [lt(auditEvents.createdAt, before)]),
  ];
}

import { and, eq } from 'drizzle-orm';
import { ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import type { StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { toolRuns } from './schema/tool-runs.ts';

export type ToolRunRecord = typeof toolRuns.$inferSelect;

/** What the assistant did through tools. Written only by `archiveRecords`; some seconds behind the conversations. */
export class ToolRunRepository {
  readonly #deps: Pick<StoreDeps, 'db'>;

  constructor(deps: Pick<StoreDeps, 'db'>) {
    this.#deps = deps;
  }

  /** Runs of a conversation, oldest first. */
  async list(
    organizationId: string,
    conversationId: string,
    request: PageRequest,
  ): Promise<Result<Page<ToolRunRecord>, InvalidCursor>> {
    const page = keyset('tool-runs', toolRuns.createdAt, toolRuns.id, 'asc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const { organizationId: organization, conversationId: conversation } = toolRuns;
    const rows = await this.#deps.db
      .select()
      .from(toolRuns)
      .where(and(eq(organization, organizationId), eq(conversation, conversationId), after))
      .orderBy(...order)
      .limit(fetch);
    const position = (row: ToolRunRecord) => ({ key: row.createdAt, id: row.id });
    return ok(toPage(rows, limit, name, position));
  }
}

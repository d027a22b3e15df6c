import { sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { RecordsMessage } from '../protocol/queue.ts';
import type { ToolRunStep } from '../protocol/tool-run.ts';
import { utcTime } from './conversation-row.ts';
import { chunkRows } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { auditEvents } from './schema/operations.ts';
import { toolRuns } from './schema/tool-runs.ts';

type RunRecord = NonNullable<RecordsMessage['runs']>[number];
type AuditRow = typeof auditEvents.$inferInsert;

const RUN_PARAMETERS = 9;
const AUDIT_PARAMETERS = 10;

/**
 * What adds a record's runs of tools, within its transaction and after its conversation's head. A run only ever comes into further
 * states, so one with more of them is later, whatever the order of delivery. Each state of what changes something is an audit event
 * with an id that follows from it: there once, however often it is told, and also where only a later state was ever told.
 */
export async function addRuns(
  { db }: Pick<StoreDeps, 'db'>,
  record: RecordsMessage,
): Promise<BatchItem<'sqlite'>[]> {
  const longest = new Map<string, RunRecord>();
  for (const one of record.runs ?? []) {
    const known = longest.get(one.run.id)?.run.steps.length ?? 0;
    if (one.run.steps.length > known) longest.set(one.run.id, one);
  }
  const runs = [...longest.values()];
  const events = await Promise.all(
    runs
      .filter(({ run }) => run.effect === 'changes')
      .flatMap((one) => one.run.steps.map((step) => auditRow(record, one, step))),
  );
  return [
    ...chunkRows(
      runs.map((one) => runRow(record, one)),
      RUN_PARAMETERS,
    ).map((part) => upsertRuns(db, part)),
    ...chunkRows(events, AUDIT_PARAMETERS).map((part) =>
      db.insert(auditEvents).values(part).onConflictDoNothing(),
    ),
  ];
}

function upsertRuns(db: StoreDeps['db'], rows: (typeof toolRuns.$inferInsert)[]) {
  return db
    .insert(toolRuns)
    .values(rows)
    .onConflictDoUpdate({
      target: [toolRuns.organizationId, toolRuns.id],
      set: { state: sql`excluded.state`, steps: sql`excluded.steps` },
      setWhere: sql`json_array_length(excluded.steps) > json_array_length(tool_runs.steps)
        AND excluded.conversation_id = tool_runs.conversation_id`,
    });
}

function runRow({ organizationId, conversationId }: RecordsMessage, { messageSeq, run }: RunRecord) {
  const { id, tool, effect, createdAt } = run;
  const steps = run.steps.map((step) => ({ ...step, at: utcTime(step.at) }));
  const state = steps.at(-1)?.state ?? 'asked';
  return {
    ...{ organizationId, id, conversationId, messageSeq, tool, effect, state, steps },
    createdAt: utcTime(createdAt),
  };
}

const OUTCOMES = {
  asked: 'allowed',
  started: 'allowed',
  done: 'allowed',
  undone: 'allowed',
  declined: 'denied',
  failed: 'failed',
} as const satisfies Record<ToolRunStep['state'], AuditRow['outcome']>;

/** The customer is who did it: nothing is changed but by their word. */
async function auditRow(record: RecordsMessage, { run }: RunRecord, step: ToolRunStep): Promise<AuditRow> {
  const { organizationId, conversationId, head } = record;
  const { state, at, messageSeq, requestId } = step;
  return {
    id: await auditId(organizationId, conversationId, run.id, state),
    organizationId,
    actorKind: 'customer',
    actorId: head.customer.id,
    action: `tool.${state}`,
    target: run.id,
    outcome: OUTCOMES[state],
    requestId,
    details: { tool: run.tool, conversationId, messageSeq },
    createdAt: utcTime(at),
  };
}

/** 128 bits of a digest, so that ids of different organizations never meet. */
async function auditId(...parts: string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  const bytes = new Uint8Array(digest).subarray(0, 16);
  return `aud_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

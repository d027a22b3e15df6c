import { sql } from 'drizzle-orm';
import type { RecordsMessage } from '../protocol/queue.ts';
import type { ToolRunStep } from '../protocol/tool-run.ts';
import { utcTime } from './conversation-row.ts';
import type { Statement } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { insertRows } from './insert-rows.ts';
import { auditEvents } from './schema/operations.ts';
import { toolRuns } from './schema/tool-runs.ts';

type RunRecord = NonNullable<RecordsMessage['runs']>[number];
type AuditRow = typeof auditEvents.$inferSelect;

/**
 * What adds runs of tools of records, within their transaction and after their conversations' heads. A run only ever comes into further
 * states, so one with more of them is later, whatever the order of delivery. Each state of what changes something is an audit event
 * with an id that follows from it: there once, however often it is told, and also where only a later state was ever told.
 */
export async function addRuns(
  { db }: Pick<StoreDeps, 'db'>,
  records: readonly RecordsMessage[],
): Promise<Statement[]> {
  const runs = records.flatMap((record) => longestRuns(record).map((one) => ({ record, one })));
  const events = await Promise.all(
    runs
      .filter(({ one }) => one.run.effect === 'changes')
      .flatMap(({ record, one }) => one.run.steps.map((step) => auditRow(record, one, step))),
  );
  const rows = runs.map(({ record, one }) => runRow(record, one));
  return [...putRuns(db, rows), ...noteAuditEvents(db, events)];
}

/** Each of a record's runs once, with the most states that it tells of. */
function longestRuns({ runs = [] }: RecordsMessage): RunRecord[] {
  const longest = new Map<string, RunRecord>();
  for (const one of runs) {
    const known = longest.get(one.run.id)?.run.steps.length ?? 0;
    if (one.run.steps.length > known) longest.set(one.run.id, one);
  }
  return [...longest.values()];
}

const putRuns = insertRows(toolRuns, {
  target: [toolRuns.organizationId, toolRuns.id],
  set: { state: sql`excluded.state`, steps: sql`excluded.steps` },
  setWhere: sql`json_array_length(excluded.steps) > json_array_length(tool_runs.steps)
    AND excluded.conversation_id = tool_runs.conversation_id`,
});

const noteAuditEvents = insertRows(auditEvents, null);

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

import * as z from 'zod';
import { pageQuerySchema } from './page.ts';

export const AUDIT_ACTORS = ['customer', 'user', 'api-key', 'system'] as const;
export const AUDIT_OUTCOMES = ['allowed', 'denied', 'failed'] as const;

const daySchema = z.iso.date('must be a day such as 2026-11-22');

/** Days are included, in UTC. Other filters than these are refused: a misspelt one would show everything. */
export const auditQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  /** Exactly, such as `connector.put`; of a customer's tools `tool.done` and its like. */
  action: z
    .string()
    .regex(/^[a-z][a-z_.-]{0,59}$/, 'must be an action such as connector.put')
    .optional(),
  actor: z.enum(AUDIT_ACTORS).optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
});

/** Something that somebody did, tried or was refused. `details` holds ids and names of fields, never values or personal data. */
export const auditEventSchema = z
  .object({
    id: z.string(),
    actor: z.object({ kind: z.enum(AUDIT_ACTORS), id: z.string() }),
    action: z.string(),
    target: z.string().nullable(),
    outcome: z.enum(AUDIT_OUTCOMES),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'AuditEvent' });

export type AuditActor = (typeof AUDIT_ACTORS)[number];
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

import * as z from 'zod';

export const HEALTH_STATES = ['ok', 'degraded', 'down'] as const;

/** `checks` names every dependency; one that is `down` says why in a word. */
export const healthSchema = z
  .object({
    status: z.enum(HEALTH_STATES),
    checks: z.record(
      z.string(),
      z.object({ status: z.enum(['ok', 'down']), ms: z.number(), why: z.string().optional() }),
    ),
  })
  .meta({ id: 'Health' });

export type Health = z.infer<typeof healthSchema>;

import * as z from 'zod';
import { LIMITS } from '../../domain/limits.ts';

/** `?limit=1..100&cursor=`, the query of every list. A cursor is opaque: it comes from `nextCursor`. */
export const pageQuerySchema = z.object({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().int().min(1).max(LIMITS.listMax))
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: LIMITS.listMax, default: LIMITS.listDefault }),
  cursor: z.string().min(1).max(512).optional(),
});

/** A page of a list: `nextCursor` is `null` on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** A list that is never paged because it is short by design. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item) });
}

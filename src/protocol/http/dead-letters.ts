import * as z from 'zod';

/** A queue message that could not be handled. Its body stays sealed: it may hold what customers wrote. */
export const deadLetterSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    why: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'DeadLetter' });

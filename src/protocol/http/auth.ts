import * as z from 'zod';
import { userSchema } from './users.ts';

export const loginRequestSchema = z.strictObject({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1_024),
});

export const refreshRequestSchema = z.strictObject({ refreshToken: z.string().min(1).max(4_096) });

/** `expiresIn` is the access token's life in seconds. */
export const sessionSchema = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.number().int(),
    user: userSchema,
  })
  .meta({ id: 'Session' });

import * as z from 'zod';
import { ROLES } from '../../domain/user.ts';
import { requiredText } from '../text.ts';

export const createApiKeySchema = z.strictObject({
  name: requiredText(100),
  role: z.enum(ROLES).exclude(['owner']),
});

/** What may be shown of a key after it was made: `prefix` is how it begins. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    prefix: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });

/** `key` is shown this once; only its hash is stored. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' });

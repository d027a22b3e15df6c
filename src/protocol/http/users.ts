import * as z from 'zod';
import { ROLES } from '../../domain/user.ts';
import { requiredName } from '../text.ts';

export const userSchema = z
  .object({
    id: z.string(),
    organizationId: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    createdAt: z.string(),
    disabledAt: z.string().nullable(),
  })
  .meta({ id: 'User' });

/** Whether it is good enough is decided by the password policy, which names the reason. */
const passwordSchema = z.string().min(1).max(1_024);

export const createUserSchema = z.strictObject({
  email: z.email().max(320),
  name: requiredName(200),
  role: z.enum(ROLES),
  password: passwordSchema,
});

export const updateUserSchema = z.strictObject({
  name: requiredName(200).optional(),
  role: z.enum(ROLES).optional(),
  disabled: z.boolean().optional(),
  password: passwordSchema.optional(),
});

/** Changing one's own password takes the current one, so that an open screen is not enough. */
export const updateMeSchema = z
  .strictObject({
    name: requiredName(200).optional(),
    password: passwordSchema.optional(),
    currentPassword: z.string().min(1).max(1_024).optional(),
  })
  .refine((value) => value.password === undefined || value.currentPassword !== undefined, {
    path: ['currentPassword'],
    message: 'is needed to change the password',
  });

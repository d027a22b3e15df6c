import * as z from 'zod';
import { LLM_FAILURES, LLM_TASKS, LLM_VENDORS } from '../../domain/llm.ts';
import { modelSchema } from './organization.ts';

const chainSchema = z.array(z.string());

/** What models there are: `chains` as they hold for this organization, its own or else the deployment's. */
export const modelsSchema = z
  .object({
    /** Providers that the deployment has a key or binding for. Empty: answers are quoted, no model is called. */
    vendors: z.array(z.enum(LLM_VENDORS)),
    enabled: z.boolean(),
    chains: z.record(z.enum(LLM_TASKS), chainSchema),
    /** What is wrong with the deployment's settings, and what to do; null where nothing is. */
    problem: z.string().nullable(),
  })
  .meta({ id: 'Models' });

/** Models tried at once: as many as a chain has. */
const CHECKED_MAX = 5;

/** Left out: every model of the chains. */
export const checkModelsSchema = z.strictObject({
  models: z.array(modelSchema).min(1).max(CHECKED_MAX).optional(),
});

export const checkedModelsSchema = z.object({
  data: z.array(
    z.object({
      model: z.string(),
      ok: z.boolean(),
      reason: z.enum(LLM_FAILURES).nullable(),
      /** What happened and what to do, for a person. */
      detail: z.string(),
      firstMs: z.number().nullable(),
      costUsd: z.number().nonnegative(),
    }),
  ),
});

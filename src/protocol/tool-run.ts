import * as z from 'zod';
import type { ToolRunState } from '../domain/turn-ledger.ts';

export const TOOL_RUN_STATES = [
  'asked',
  'started',
  'done',
  'failed',
  'declined',
  'undone',
] as const satisfies readonly ToolRunState[];

/** A state that a run came into, when, and by which message of the customer's and which request. */
export const toolRunStepSchema = z.object({
  state: z.enum(TOOL_RUN_STATES),
  at: z.iso.datetime(),
  messageSeq: z.number().int().positive(),
  requestId: z.string().max(100),
});

/**
 * A run of a tool as it crosses the queue. It has every state that the run was in, oldest first and each once, since the archive may
 * see none of those in between. Arguments, results and the question that was put are not in it: they can be personal, and what was
 * put to the customer stands in the conversation.
 */
export const toolRunSchema = z.object({
  id: z.string().min(1).max(100),
  tool: z.string().min(1).max(100),
  effect: z.enum(['reads', 'changes']),
  createdAt: z.iso.datetime(),
  steps: z.array(toolRunStepSchema).min(1).max(TOOL_RUN_STATES.length),
});

export type ToolRunStep = z.infer<typeof toolRunStepSchema>;
export type WireToolRun = z.infer<typeof toolRunSchema>;

import * as z from 'zod';
import { toolRunSchema, toolRunStepSchema } from '../tool-run.ts';

/** What the assistant did, or was about to do, through a tool. `state` is the last of its `steps`. */
export const actionSchema = toolRunSchema
  .extend({
    state: toolRunStepSchema.shape.state,
    /** The customer's message that it was first asked for in; what was put to the customer is the reply to it. */
    messageSeq: z.number().int().positive(),
    steps: z.array(toolRunStepSchema.omit({ requestId: true })),
  })
  .meta({ id: 'ConversationAction' });

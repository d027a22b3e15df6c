import { runSchedule } from './cron/schedule.ts';
import type { Env } from './env.ts';
import { createApp } from './http/app.ts';
import { consume } from './queue/consumer.ts';
import { keepDeadLetters } from './queue/dead-letter.ts';
import { type Wiring, wire } from './wire.ts';

export { ConversationObject } from './conversation/conversation-object.ts';

interface Product extends Wiring {
  app: ReturnType<typeof createApp>;
}

/** Built at the first event of an isolate, since bindings are not there before. */
let product: Product | null = null;

function start(env: Env): Product {
  if (!product) {
    const wiring = wire(env);
    product = { ...wiring, app: createApp(wiring.http) };
  }
  return product;
}

const DEAD_LETTERS = 'edgewise-dead-letters';

export default {
  async fetch(request, env, ctx) {
    return start(env).app.fetch(request, env, ctx);
  },

  async queue(batch, env) {
    const { queue } = start(env);
    if (batch.queue === DEAD_LETTERS) await keepDeadLetters(batch, queue);
    else await consume(batch, queue);
  },

  async scheduled(_controller, env) {
    await runSchedule(start(env).cron);
  },
} satisfies ExportedHandler<Env>;

import type { Env } from './env.ts';
import { type App, createApp } from './http/app.ts';
import { type Wiring, wire } from './wire.ts';

export { ConversationObject } from './conversation/conversation-object.ts';

interface Product extends Wiring {
  app: App;
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
    if (batch.queue === DEAD_LETTERS) {
      const { keepDeadLetters } = await import('./queue/dead-letter.ts');
      await keepDeadLetters(batch, queue);
    } else {
      const { consume } = await import('./queue/consumer.ts');
      await consume(batch, queue);
    }
  },

  async scheduled(_controller, env) {
    const { runSchedule } = await import('./cron/schedule.ts');
    await runSchedule(start(env).cron);
  },
} satisfies ExportedHandler<Env>;

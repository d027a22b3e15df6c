import type { Env } from './env.ts';
import { type App, createApp } from './http/app.ts';
import type { Wiring } from './wire.ts';
import { wireFront } from './wire-front.ts';

export { BudgetObject } from './budget/budget-object.ts';
export { ConversationObject } from './conversation/conversation-object.ts';

interface Product {
  app: App;
  /** What only some events need, made by the first of them. */
  wiring(): Promise<Wiring>;
}

/** Built at the first event of an isolate, since bindings are not there before. */
let product: Product | null = null;

function start(env: Env): Product {
  if (!product) {
    let made: Promise<Wiring> | null = null;
    const wiring = () => {
      made ??= import('./wire.ts').then(({ wire }) => wire(env));
      return made;
    };
    product = { wiring, app: createApp(wireFront(env), async () => (await wiring()).http) };
  }
  return product;
}

const DEAD_LETTERS = 'edgewise-dead-letters';

export default {
  async fetch(request, env, ctx) {
    return start(env).app.fetch(request, env, ctx);
  },

  async queue(batch, env) {
    const { queue } = await start(env).wiring();
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
    await runSchedule((await start(env).wiring()).cron);
  },
} satisfies ExportedHandler<Env>;

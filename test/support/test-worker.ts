import { ConversationObject as Product } from '../../workers/conversation/conversation-object.ts';
import type { ConversationDeps } from '../../workers/conversation/deps.ts';
import type { Env } from '../../workers/env.ts';
// Under the test runner an import is I/O of the request that asks for it first, and others cannot wait for it: the bundle has no such wait.
import '../../src/understand/models/meanings.bin';
import '../../workers/conversation/hand-over.ts';
import '../../workers/hand-over.ts';
import '../../workers/wire-generation.ts';
import '../../workers/wire-turn.ts';

export { BudgetObject, default } from '../../workers/index.ts';

/** What a test wants to be different in the next object that starts. Empty: the product as it is. */
export const script: Partial<ConversationDeps> & {
  withoutRecords?: boolean;
  /** Sees every body that an object puts into the queue. */
  onQueueBody?: (body: unknown) => void;
} = {};

/** The product as it is again, for the objects that start from now on. */
export function resetScript(): void {
  for (const name of Object.keys(script) as (keyof typeof script)[]) delete script[name];
}

/** The product's conversation object, whose view of the world a test may replace part by part. */
export class ConversationObject extends Product {
  protected override wire(env: Env): ConversationDeps {
    const real = super.wire(watchQueue(script.withoutRecords ? withoutRecords(env) : env));
    return {
      ...real,
      clock: () => (script.clock ?? real.clock)(),
      newId: (prefix) => (script.newId ?? real.newId)(prefix),
      answer: (input, write, signal) => (script.answer ?? real.answer)(input, write, signal),
      afterTurn: async (input) => (script.afterTurn ?? real.afterTurn)?.(input),
      handOver: async (input, save) => (script.handOver ?? real.handOver)?.(input, save),
      sendRecords: (messages) => (script.sendRecords ?? real.sendRecords)(messages),
      log: (event, fields) => (script.log ?? real.log)(event, fields),
    };
  }
}

/** Bindings of which the records database may not even be touched. */
function withoutRecords(env: Env): Env {
  return new Proxy(env, {
    get(target, name, receiver) {
      if (name === 'RECORDS') throw new Error('the records database was touched');
      return Reflect.get(target, name, receiver);
    },
  });
}

/** The same bindings, each batch shown to the test before it is sent. */
function watchQueue(env: Env): Env {
  const sendBatch: Env['EVENTS']['sendBatch'] = (messages, options) => {
    const batch = [...messages];
    for (const { body } of batch) script.onQueueBody?.(body);
    return env.EVENTS.sendBatch(batch, options);
  };
  return new Proxy(env, {
    get(target, name, receiver) {
      if (name !== 'EVENTS') return Reflect.get(target, name, receiver);
      return { send: target.EVENTS.send.bind(target.EVENTS), sendBatch };
    },
  });
}

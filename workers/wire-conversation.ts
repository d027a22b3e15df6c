import { newId } from '../src/domain/ids.ts';
import type { QueueMessage, RecordsMessage } from '../src/protocol/queue.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import type { ConversationDeps } from './conversation/deps.ts';
import { type Env, parseEnv } from './env.ts';

/** Whether this isolate has read a first message: compiled patterns and opened weights are kept from then on. */
let warmed = false;

async function warmUp(): Promise<void> {
  const { warmUnderstanding } = await import('./wire-understand.ts');
  await warmUnderstanding();
}

/** What a conversation object of the product is given: the real clock, search, answer and queue. */
export function wireConversation(env: Env): ConversationDeps {
  const logger = createLogger({ clock: () => Date.now(), write: (level, line) => console[level](line) });
  let turn: ReturnType<typeof loadTurn> | null = null;
  let sealer: ReturnType<typeof loadSealer> | null = null;
  const loadTurn = async () => {
    const [{ wireTurn }, { sharedIndex }] = await Promise.all([
      import('./wire-turn.ts'),
      import('./shared-index.ts'),
    ]);
    return wireTurn(env, sharedIndex(env.KNOWLEDGE), logger);
  };
  return {
    clock: () => Date.now(),
    newId: (prefix) => newId(prefix),
    answer: async (input, write, signal) => {
      turn ??= loadTurn();
      return (await turn).answer(input, write, signal);
    },
    afterTurn: async (input) => {
      turn ??= loadTurn();
      await (await turn).afterTurn(input);
    },
    handOver: async (input, save) => {
      turn ??= loadTurn();
      await (await turn).handOver(input, save);
    },
    warm: () => {
      if (warmed) return;
      warmed = true;
      // After the upgrade is answered: what is loaded here is needed a moment later, not now.
      turn ??= loadTurn();
      const all = Promise.all([warmUp(), turn.then((loaded) => loaded.warm())]);
      void all.catch((error) => logger.warn('warm_failed', { error: String(error) }));
    },
    sendRecords: async (messages) => {
      sealer ??= loadSealer(env);
      const seal = await sealer;
      const bodies = await Promise.all(messages.map(seal));
      await env.EVENTS.sendBatch(bodies.map((body) => ({ body, contentType: 'json' as const })));
    },
    log: (event, fields) => logger.warn(event, fields),
  };
}

/** Sealing is needed after the first answer, so its code is loaded then. */
async function loadSealer(env: Env): Promise<(record: RecordsMessage) => Promise<QueueMessage>> {
  const [{ createFieldCipher }, { sealRecords }] = await Promise.all([
    import('../src/auth/field-cipher.ts'),
    import('./queue/seal-records.ts'),
  ]);
  const cipher = createFieldCipher(parseEnv(env).fieldKeys);
  return (record) => sealRecords(cipher, record);
}

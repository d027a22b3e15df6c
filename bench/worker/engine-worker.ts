import { newId } from '../../src/domain/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/organization.ts';
import type { TurnInput, TurnOutcome } from '../../src/turn.ts';
import { ACTOR_HEADER } from '../../workers/conversation/api.ts';
import { ConversationObject } from '../../workers/conversation/conversation-object.ts';
import type { ConversationDeps } from '../../workers/conversation/deps.ts';

/** The scripted answer of the engine bench: 16 pieces, like the peers' stub. */
const PIECES = Array.from({ length: 16 }, (_, index) => `word${index} `);
const TEXT = PIECES.join('').trim();

/** The product's conversation object with a scripted answer and no queue: what is measured is the engine alone. */
export class EngineObject extends ConversationObject {
  protected override wire(): ConversationDeps {
    return {
      clock: () => Date.now(),
      newId: (prefix) => newId(prefix),
      answer: scripted,
      // Confirmed at once, as the consumer does: an object whose records are archived falls asleep.
      sendRecords: async (messages) => {
        for (const { from, through } of messages) await this.confirmArchived({ from, through });
      },
      log: () => {},
      // One client stands for many here: what is measured is the engine, not how politely it refuses.
      paces: { messageBurst: 1e6, messageRefillPerSecond: 1e6, frameBurst: 1e6, frameRefillPerSecond: 1e6 },
    };
  }
}

async function scripted(
  _input: TurnInput,
  write: (piece: string) => void,
  signal: AbortSignal,
): Promise<TurnOutcome> {
  for (const piece of PIECES) {
    await Promise.resolve();
    signal.throwIfAborted();
    write(piece);
  }
  const answer = {
    text: TEXT,
    citations: [],
    confidence: 1,
    supported: true,
    quickReplies: [],
    model: 'scripted',
  };
  return { kind: 'reply', answer };
}

interface EngineEnv {
  CONVERSATION: DurableObjectNamespace<EngineObject>;
}

/** `GET /socket/<name>`: opens the conversation of that name, without authentication, and upgrades. */
export default {
  async fetch(request: Request, env: EngineEnv): Promise<Response> {
    const name = new URL(request.url).pathname.split('/')[2] ?? '';
    const stub = env.CONVERSATION.getByName(name);
    await stub.open({
      organization: {
        id: 'org_bench',
        name: 'Bench',
        tier: 'free',
        version: 1,
        jurisdiction: null,
        settings: DEFAULT_SETTINGS,
      },
      conversationId: `cnv_${name}`,
      channel: 'web',
      customer: { id: 'cus_bench', name: null, email: null, externalId: null, verified: false },
      locale: null,
      page: null,
      requestId: 'req_bench',
    });
    const headers = new Headers(request.headers);
    const expiresAt = Math.floor(Date.now() / 1000) + 3_600;
    headers.set(ACTOR_HEADER, JSON.stringify({ role: 'customer', id: 'cus_bench', name: null, expiresAt }));
    return stub.fetch(new Request(request, { headers }));
  },
};

import type { ConversationDeps } from './conversation/deps.ts';
import type { Env } from './env.ts';
export function wireConversation(_env: Env): ConversationDeps { throw new Error('x'); }

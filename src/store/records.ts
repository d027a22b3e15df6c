import { createApiKeyRepository } from './api-keys.ts';
import { createArticleRepository } from './articles.ts';
import { createAuditRepository } from './audit-events.ts';
import { createConversationReader } from './conversations.ts';
import type { StoreDeps } from './deps.ts';
import { createIdempotencyRepository } from './idempotency-keys.ts';
import { createLoginAttemptRepository } from './login-attempts.ts';
import { createOrganizationRepository } from './organizations.ts';
import { createProcessedEventRepository } from './processed-events.ts';
import { createSessionRepository } from './sessions.ts';
import { createUsageRepository } from './usage.ts';
import { createUserRepository } from './users.ts';

export type Records = ReturnType<typeof createRecords>;

/** Every repository over one records database. */
export function createRecords(deps: StoreDeps) {
  return {
    organizations: createOrganizationRepository(deps),
    users: createUserRepository(deps),
    apiKeys: createApiKeyRepository(deps),
    sessions: createSessionRepository(deps),
    loginAttempts: createLoginAttemptRepository(deps),
    conversations: createConversationReader(deps),
    articles: createArticleRepository(deps),
    audit: createAuditRepository(deps),
    usage: createUsageRepository(deps),
    events: createProcessedEventRepository(deps),
    idempotency: createIdempotencyRepository(deps),
  };
}

export { articles } from './articles.ts';
export { conversations, feedback, messages } from './conversations.ts';
export { deadLetters } from './dead-letters.ts';
export { intentModelParts, intentModels } from './intent-models.ts';
export { auditEvents, idempotencyKeys, processedEvents, usage } from './operations.ts';
export { organizations } from './organizations.ts';
export { loginAttempts, refreshFamilies, refreshTokens } from './sessions.ts';
export { apiKeys, users } from './users.ts';

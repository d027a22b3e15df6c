export { articleVersions, messageCitations } from './article-versions.ts';
export { articles } from './articles.ts';
export { connectors } from './connectors.ts';
export { conversations, feedback, messages } from './conversations.ts';
export { deadLetters } from './dead-letters.ts';
export { intentModelParts, intentModels } from './intent-models.ts';
export {
  knowledgeDrafts,
  knowledgeGaps,
  questionCitations,
  questionGroupings,
  questions,
  questionWork,
} from './knowledge-gaps.ts';
export { llmCalls, llmConversations, llmLatencies, llmUsage } from './llm-calls.ts';
export { auditEvents, idempotencyKeys, processedEvents, usage } from './operations.ts';
export { organizations } from './organizations.ts';
export { loginAttempts, refreshFamilies, refreshTokens } from './sessions.ts';
export { sourceArticles, sourceDocuments, sourceFiles, sourceSyncs, sources } from './sources.ts';
export { toolRuns } from './tool-runs.ts';
export { apiKeys, users } from './users.ts';

import { ApiKeyRepository } from './api-keys.ts';
import { ArticleVersionRepository } from './article-versions.ts';
import { ArticleRepository } from './articles.ts';
import { AuditRepository } from './audit-events.ts';
import { ConnectorRepository } from './connectors.ts';
import { ConversationReader } from './conversations.ts';
import { DeadLetterRepository } from './dead-letters.ts';
import type { StoreDeps } from './deps.ts';
import { IdempotencyRepository } from './idempotency-keys.ts';
import { IntentModelRepository } from './intent-models.ts';
import { IntentTrainingRepository } from './intent-trainings.ts';
import { DraftRepository } from './knowledge-drafts.ts';
import { GapRepository } from './knowledge-gaps.ts';
import { HealthRepository } from './knowledge-health.ts';
import { LlmCallRepository } from './llm-calls.ts';
import { LoginAttemptRepository } from './login-attempts.ts';
import { OrganizationRepository } from './organizations.ts';
import { ProcessedEventRepository } from './processed-events.ts';
import { QuestionRepository } from './questions.ts';
import { SessionRepository } from './sessions.ts';
import { SourceArticleRepository } from './source-articles.ts';
import { SourceDocumentRepository } from './source-documents.ts';
import { SourceFileRepository } from './source-files.ts';
import { SourceSyncRepository } from './source-syncs.ts';
import { SourceRepository } from './sources.ts';
import { ToolRunRepository } from './tool-runs.ts';
import { UsageRepository } from './usage.ts';
import { UserRepository } from './users.ts';

export type Records = ReturnType<typeof createRecords>;

/** Every repository over one records database. */
export function createRecords(deps: StoreDeps) {
  return {
    organizations: new OrganizationRepository(deps),
    users: new UserRepository(deps),
    apiKeys: new ApiKeyRepository(deps),
    sessions: new SessionRepository(deps),
    loginAttempts: new LoginAttemptRepository(deps),
    connectors: new ConnectorRepository(deps),
    conversations: new ConversationReader(deps),
    articles: new ArticleRepository(deps),
    articleVersions: new ArticleVersionRepository(deps),
    sources: new SourceRepository(deps),
    sourceSyncs: new SourceSyncRepository(deps),
    sourceDocuments: new SourceDocumentRepository(deps),
    sourceArticles: new SourceArticleRepository(deps),
    sourceFiles: new SourceFileRepository(deps),
    intentModels: new IntentModelRepository(deps),
    intentTrainings: new IntentTrainingRepository(deps),
    questions: new QuestionRepository(deps),
    gaps: new GapRepository(deps),
    drafts: new DraftRepository(deps),
    health: new HealthRepository(deps),
    audit: new AuditRepository(deps),
    usage: new UsageRepository(deps),
    llmCalls: new LlmCallRepository(deps),
    toolRuns: new ToolRunRepository(deps),
    events: new ProcessedEventRepository(deps),
    deadLetters: new DeadLetterRepository(deps),
    idempotency: new IdempotencyRepository(deps),
  };
}

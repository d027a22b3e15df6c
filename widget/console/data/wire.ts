import type { actionSchema } from '../../../src/protocol/http/actions.ts';
import type { auditEventSchema } from '../../../src/protocol/http/audit-events.ts';
import type { sessionSchema } from '../../../src/protocol/http/auth.ts';
import type {
  articleVersionSchema,
  articleVersionWithTextSchema,
} from '../../../src/protocol/http/citations.ts';
import type { connectorSchema, connectorTestResultSchema } from '../../../src/protocol/http/connectors.ts';
import type { costedConversationSchema } from '../../../src/protocol/http/conversations.ts';
import type {
  draftHeadSchema,
  draftSchema,
  gapReportSchema,
  gapSchema,
  gapWithNearestSchema,
  knowledgeHealthSchema,
} from '../../../src/protocol/http/gaps.ts';
import type { handoverSchema } from '../../../src/protocol/http/handover.ts';
import type {
  articleSchema,
  articleWithBodySchema,
  previewSchema,
  searchHitSchema,
} from '../../../src/protocol/http/knowledge.ts';
import type { historySchema } from '../../../src/protocol/http/messages.ts';
import type { checkedModelsSchema, modelsSchema } from '../../../src/protocol/http/models.ts';
import type { organizationSchema } from '../../../src/protocol/http/organization.ts';
import type { sourceDocumentSchema, sourceSchema, syncSchema } from '../../../src/protocol/http/sources.ts';
import type { decidedSynonymSchema, minedSynonymSchema } from '../../../src/protocol/http/synonyms.ts';
import type { conversationCallSchema, llmUsageSchema } from '../../../src/protocol/http/usage.ts';

/** What a schema yields, without the schema library. */
type Out<S extends { _zod: { output: unknown } }> = S['_zod']['output'];

export type SessionBody = Out<typeof sessionSchema>;
export type User = SessionBody['user'];

export type Article = Out<typeof articleSchema>;
export type Audience = Article['audience'][number];
export type ArticleWithBody = Out<typeof articleWithBodySchema>;
export type ArticleVersion = Out<typeof articleVersionSchema>;
export type StoredVersion = Out<typeof articleVersionWithTextSchema>;
export type MinedSynonym = Out<typeof minedSynonymSchema>;
export type DecidedSynonym = Out<typeof decidedSynonymSchema>;
export type SearchHit = Out<typeof searchHitSchema>;

export type Gap = Out<typeof gapSchema>;
export type GapWithNearest = Out<typeof gapWithNearestSchema>;
export type GapReport = Out<typeof gapReportSchema>;
export type Draft = Out<typeof draftSchema>;
export type DraftHead = Out<typeof draftHeadSchema>;
export type Health = Out<typeof knowledgeHealthSchema>;

export type AnswerPreview = Out<typeof previewSchema>;

export type Source = Out<typeof sourceSchema>;
export type Sync = Out<typeof syncSchema>;
export type SourceDocument = Out<typeof sourceDocumentSchema>;

export type AuditEvent = Out<typeof auditEventSchema>;
export type ConversationAction = Out<typeof actionSchema>;
export type ConversationCall = Out<typeof conversationCallSchema>;
export type Handover = Out<typeof handoverSchema>;

export type LlmUsage = Out<typeof llmUsageSchema>;
export type Organization = Out<typeof organizationSchema>;
export type Models = Out<typeof modelsSchema>;
export type CheckedModel = Out<typeof checkedModelsSchema>['data'][number];

export type Connector = Out<typeof connectorSchema>;
export type ToolTried = Out<typeof connectorTestResultSchema>;

export type Conversation = Out<typeof costedConversationSchema>;
export type History = Out<typeof historySchema>;
export type Message = History['data'][number];

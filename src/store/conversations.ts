import { and, asc, desc, eq, exists, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { ConversationHead, ConversationState } from '../domain/conversation.ts';
import { LIMITS } from '../domain/limits.ts';
import type { Message } from '../domain/message.ts';
import { ok, type Result } from '../domain/result.ts';
import type { StoredFeedback } from '../protocol/queue.ts';
import { emailHashes, headOf, messageOf } from './conversation-row.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import type { StoreDeps } from './deps.ts';
import { openOptional } from './field-sealer.ts';
import { likePattern } from './like-pattern.ts';
import { type Keyset, keyset, type PageRequest } from './list-query.ts';
import { conversations, feedback, messages } from './schema/conversations.ts';

/** What a list may be narrowed by. `owner`: `ai` or a user's id. `text`: see `list`. */
export interface ConversationFilter {
  state?: ConversationState | undefined;
  channel?: string | undefined;
  owner?: string | undefined;
  text?: string | undefined;
}

/** By last change; a queue of waiting customers wants the oldest first. */
export const CONVERSATION_SORTS = ['-updatedAt', 'updatedAt'] as const;
export type ConversationSort = (typeof CONVERSATION_SORTS)[number];

export interface ConversationListRequest extends PageRequest, ConversationFilter {
  sort?: ConversationSort | undefined;
}

/** Text is looked for in the newest so many conversations that match the other filters: LIKE reads every row it is given. */
const TEXT_WINDOW = 2_000;

/**
 * The archive of conversations, for reading. It lags behind the objects by the time of a queue batch; whoever needs the
 * present asks the conversation's object. Written only by `archiveRecords`.
 */
export class ConversationReader {
  readonly #deps: Pick<StoreDeps, 'db' | 'sealer'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'sealer'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, conversationId: string): Promise<ConversationHead | null> {
    const row = await this.#deps.db
      .select()
      .from(conversations)
      .where(and(eq(conversations.organizationId, organizationId), eq(conversations.id, conversationId)))
      .get();
    return row === undefined ? null : headOf(this.#deps.sealer, row);
  }

  /**
   * A page by last change. `text` finds an exact conversation id or customer e-mail, or part of a subject or message;
   * names are sealed and cannot be searched.
   */
  async list(
    organizationId: string,
    request: ConversationListRequest,
  ): Promise<Result<Page<ConversationHead>, InvalidCursor>> {
    const direction = request.sort === 'updatedAt' ? 'asc' : 'desc';
    const page = keyset('conversations', conversations.updatedAt, conversations.id, direction, request);
    if (!page.ok) return page;
    const found = await this.#rows(organizationId, request, page.value);
    const cut = toPage(found, page.value.limit, page.value.name, position);
    const data = await Promise.all(cut.data.map((row) => headOf(this.#deps.sealer, row)));
    return ok({ data, nextCursor: cut.nextCursor });
  }

  /** Messages with `seq > after`, ascending; none for a stranger's conversation. */
  async messages(
    organizationId: string,
    conversationId: string,
    request: { after?: number; limit?: number } = {},
  ): Promise<Message[]> {
    const found = await this.#deps.db
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.organizationId, organizationId),
          eq(messages.conversationId, conversationId),
          gt(messages.seq, request.after ?? 0),
        ),
      )
      .orderBy(asc(messages.seq))
      .limit(Math.min(Math.max(request.limit ?? LIMITS.pageSize, 1), LIMITS.pageSize));
    return found.map(messageOf);
  }

  /** Feedback of a conversation, oldest first, comments opened. */
  async feedback(organizationId: string, conversationId: string): Promise<StoredFeedback[]> {
    const found = await this.#deps.db
      .select()
      .from(feedback)
      .where(and(eq(feedback.organizationId, organizationId), eq(feedback.conversationId, conversationId)))
      .orderBy(asc(feedback.createdAt), asc(feedback.id))
      .limit(LIMITS.messagesPerConversation);
    return Promise.all(found.map((row) => this.#feedbackOf(organizationId, row)));
  }

  async #rows(organizationId: string, filter: ConversationFilter, page: Keyset) {
    const narrowed = and(eq(conversations.organizationId, organizationId), ...fieldFilters(filter));
    const matches =
      filter.text === undefined ? undefined : await this.#textFilter(organizationId, narrowed, filter.text);
    return this.#deps.db
      .select()
      .from(conversations)
      .where(and(narrowed, matches, page.after))
      .orderBy(...page.order)
      .limit(page.fetch);
  }

  async #textFilter(organizationId: string, narrowed: SQL | undefined, text: string) {
    const pattern = likePattern(text);
    const like = (column: SQL) => sql`${column} LIKE ${pattern} ESCAPE '\\'`;
    const window = this.#deps.db
      .select({ id: conversations.id })
      .from(conversations)
      .where(narrowed)
      .orderBy(desc(conversations.updatedAt), desc(conversations.id))
      .limit(TEXT_WINDOW);
    const said = this.#deps.db
      .select({ one: sql`1` })
      .from(messages)
      .where(
        and(
          eq(messages.organizationId, conversations.organizationId),
          eq(messages.conversationId, conversations.id),
          like(sql`${messages.text}`),
        ),
      );
    const emails = text.includes('@') ? await emailHashes(this.#deps.sealer, organizationId, text) : [];
    const byEmail = emails.length > 0 ? inArray(conversations.customerEmailIndex, emails) : undefined;
    const inWindow = and(
      inArray(conversations.id, window),
      or(like(sql`${conversations.subject}`), exists(said)),
    );
    return or(eq(conversations.id, text), byEmail, inWindow);
  }

  async #feedbackOf(organizationId: string, row: typeof feedback.$inferSelect): Promise<StoredFeedback> {
    const { id, messageId, rating, author, createdAt } = row;
    const comment = await openOptional(this.#deps.sealer, organizationId, 'feedback.comment', row.comment);
    return { id, messageId, rating, comment, by: author, createdAt };
  }
}

function position(row: typeof conversations.$inferSelect) {
  return { key: row.updatedAt, id: row.id };
}

function fieldFilters(filter: ConversationFilter): SQL[] {
  const filters: SQL[] = [];
  if (filter.state !== undefined) filters.push(eq(conversations.state, filter.state));
  if (filter.channel !== undefined) filters.push(eq(conversations.channel, filter.channel));
  if (filter.owner !== undefined) filters.push(eq(conversations.owner, filter.owner));
  return filters;
}

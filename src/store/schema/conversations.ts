import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { CONVERSATION_STATES } from '../../domain/conversation.ts';
import { type Citation, MESSAGE_ROLES, SYSTEM_EVENTS } from '../../domain/message.ts';
import type { MessageReading } from '../../domain/understanding.ts';
import { organizations } from './organizations.ts';

/** The newest archived head of each conversation; the truth is in the conversation's object. Names and e-mails are sealed. */
export const conversations = sqliteTable(
  'conversations',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    state: text('state', { enum: CONVERSATION_STATES }).notNull(),
    owner: text('owner').notNull(),
    epoch: integer('epoch').notNull(),
    lastSeq: integer('last_seq').notNull(),
    channel: text('channel').notNull(),
    customerId: text('customer_id').notNull(),
    customerName: text('customer_name'),
    customerEmail: text('customer_email'),
    /** Keyed hash of the e-mail in lower case: finds a customer without decrypting rows. */
    customerEmailIndex: text('customer_email_index'),
    customerExternalId: text('customer_external_id'),
    customerVerified: integer('customer_verified', { mode: 'boolean' }).notNull(),
    subject: text('subject'),
    locale: text('locale'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index('conversations_by_updated').on(table.organizationId, table.updatedAt, table.id),
    index('conversations_by_state').on(table.organizationId, table.state, table.updatedAt, table.id),
    index('conversations_by_owner').on(table.organizationId, table.owner, table.updatedAt, table.id),
    index('conversations_by_channel').on(table.organizationId, table.channel, table.updatedAt, table.id),
    index('conversations_by_email')
      .on(table.organizationId, table.customerEmailIndex)
      .where(sql`customer_email_index IS NOT NULL`),
  ],
);

export const messages = sqliteTable(
  'messages',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    seq: integer('seq').notNull(),
    role: text('role', { enum: MESSAGE_ROLES }).notNull(),
    text: text('text').notNull(),
    clientId: text('client_id'),
    citations: text('citations', { mode: 'json' }).$type<Citation[]>().notNull(),
    confidence: real('confidence'),
    quickReplies: text('quick_replies', { mode: 'json' }).$type<string[]>(),
    model: text('model'),
    cost: real('cost'),
    authorId: text('author_id'),
    authorName: text('author_name'),
    event: text('event', { enum: SYSTEM_EVENTS }),
    createdAt: text('created_at').notNull(),
    reading: text('reading', { mode: 'json' }).$type<MessageReading>(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
    uniqueIndex('messages_by_seq').on(table.organizationId, table.conversationId, table.seq),
  ],
);

/** No foreign key to messages: feedback may be archived before the message that it is about. `comment` is sealed. */
export const feedback = sqliteTable(
  'feedback',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    messageId: text('message_id'),
    rating: integer('rating').notNull(),
    comment: text('comment'),
    author: text('author').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
    index('feedback_by_conversation').on(
      table.organizationId,
      table.conversationId,
      table.createdAt,
      table.id,
    ),
  ],
);

import type { ConversationHead } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import type { MessageReading } from '../domain/understanding.ts';
import type { WireMessage } from '../protocol/message.ts';
import { type FieldSealer, openOptional, sealOptional } from './field-sealer.ts';
import { defined } from './organization-record.ts';
import type { conversations, messages } from './schema/conversations.ts';

type ConversationRow = typeof conversations.$inferSelect;
type MessageRow = typeof messages.$inferSelect;

const NAME = 'conversations.customer_name';
const EMAIL = 'conversations.customer_email';

/** A head as a row: name and e-mail sealed, the e-mail also as a keyed hash. */
export async function conversationRow(sealer: FieldSealer, head: ConversationHead): Promise<ConversationRow> {
  const { customer, organizationId } = head;
  return {
    organizationId,
    id: head.id,
    state: head.state,
    owner: head.owner,
    epoch: head.epoch,
    lastSeq: head.lastSeq,
    channel: head.channel,
    customerId: customer.id,
    customerName: await sealOptional(sealer, organizationId, NAME, customer.name),
    customerEmail: await sealOptional(sealer, organizationId, EMAIL, customer.email),
    customerEmailIndex:
      customer.email === null
        ? null
        : await sealer.lookupHash(organizationId, EMAIL, customer.email.trim().toLowerCase()),
    customerExternalId: customer.externalId,
    customerVerified: customer.verified,
    subject: head.subject,
    locale: head.locale,
    createdAt: utcTime(head.createdAt),
    updatedAt: utcTime(head.updatedAt),
  };
}

/** A row as a head, opened. Throws `configuration` when the keys that sealed it are gone. */
export async function headOf(sealer: FieldSealer, row: ConversationRow): Promise<ConversationHead> {
  const { organizationId } = row;
  return {
    id: row.id,
    organizationId,
    state: row.state,
    owner: row.owner,
    epoch: row.epoch,
    lastSeq: row.lastSeq,
    channel: row.channel,
    customer: {
      id: row.customerId,
      name: await openOptional(sealer, organizationId, NAME, row.customerName),
      email: await openOptional(sealer, organizationId, EMAIL, row.customerEmail),
      externalId: row.customerExternalId,
      verified: row.customerVerified,
    },
    subject: row.subject,
    locale: row.locale,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What an e-mail in a search is compared with. */
export function emailHashes(sealer: FieldSealer, organizationId: string, email: string): Promise<string[]> {
  return sealer.lookupHashes(organizationId, EMAIL, email.trim().toLowerCase());
}

/** A message as a row of this organization. */
export function messageRow(organizationId: string, message: WireMessage): MessageRow {
  return {
    id: message.id,
    organizationId,
    conversationId: message.conversationId,
    seq: message.seq,
    role: message.role,
    text: message.text,
    clientId: message.clientId ?? null,
    citations: message.citations,
    confidence: message.confidence ?? null,
    quickReplies: message.quickReplies ?? null,
    model: message.model ?? null,
    cost: message.cost ?? null,
    authorId: message.author?.id ?? null,
    authorName: message.author?.name ?? null,
    event: message.event ?? null,
    createdAt: utcTime(message.createdAt),
    reading: readingIn(message),
  };
}

function readingIn({
  language,
  intent,
  sentiment,
  emotion,
  frustration,
  trend,
}: WireMessage): MessageReading | null {
  const reading = defined({ language, intent, sentiment, emotion, frustration, trend });
  return Object.keys(reading).length === 0 ? null : reading;
}

export function messageOf(row: MessageRow): Message {
  const author =
    row.authorId === null ? undefined : { id: row.authorId, name: row.authorName ?? row.authorId };
  const { id, conversationId, seq, role, text, createdAt, citations } = row;
  const optional = {
    clientId: row.clientId ?? undefined,
    confidence: row.confidence ?? undefined,
    quickReplies: row.quickReplies ?? undefined,
    model: row.model ?? undefined,
    cost: row.cost ?? undefined,
    author,
    event: row.event ?? undefined,
  };
  return { id, conversationId, seq, role, text, createdAt, citations, ...row.reading, ...defined(optional) };
}

/** Times are compared as text, so all have the same form, whatever precision they came in. */
export function utcTime(text: string): string {
  return new Date(text).toISOString();
}

import type { Message } from '../../src/domain/message.ts';
import type { Sent } from './visitor.ts';

/** What a run found. `lost`: acked and not stored. `duplicated`: stored more than once, or answered more than once. */
export interface Findings {
  sent: number;
  acked: number;
  stored: number;
  replies: number;
  lost: number;
  duplicated: number;
  unanswered: number;
  /** Holes or repeats in `seq`, foreign text, broken order, acks that contradict what is stored. */
  violations: string[];
}

export const NOTHING_FOUND: Findings = {
  sent: 0,
  acked: 0,
  stored: 0,
  replies: 0,
  lost: 0,
  duplicated: 0,
  unanswered: 0,
  violations: [],
};

/** Compares what one visitor sent and was promised with what is stored. Pure. */
export function checkConversation(sent: readonly Sent[], stored: readonly Message[]): Findings {
  const violations: string[] = [];
  stored.forEach((message, index) => {
    if (message.seq !== index + 1) violations.push(`seq ${message.seq} stands at position ${index + 1}`);
  });
  const asked = stored.filter((message) => message.role === 'customer');
  const replies = stored.filter((message) => message.role === 'assistant');
  const byClientId = new Map<string, Message[]>();
  for (const message of asked) {
    const clientId = message.clientId ?? '';
    byClientId.set(clientId, [...(byClientId.get(clientId) ?? []), message]);
  }
  let lost = 0;
  let duplicated = 0;
  for (const message of sent) {
    const copies = byClientId.get(message.clientId) ?? [];
    if (message.acked && copies.length === 0) lost += 1;
    duplicated += Math.max(0, copies.length - 1);
    const [copy] = copies;
    if (copy && copy.text !== message.text)
      violations.push(`${message.clientId} was stored with another text`);
    if (copy && message.acked && copy.id !== message.acked.messageId) {
      violations.push(`${message.clientId} was acked as ${message.acked.messageId} but stored as ${copy.id}`);
    }
  }
  const known = new Set(sent.map((message) => message.clientId));
  for (const message of asked) {
    if (!known.has(message.clientId ?? '')) violations.push(`foreign message ${message.id}`);
  }
  duplicated += Math.max(0, replies.length - asked.length);
  if (new Set(stored.map((message) => message.id)).size !== stored.length)
    violations.push('an id is stored twice');
  return {
    sent: sent.length,
    acked: sent.filter((message) => message.acked).length,
    stored: asked.length,
    replies: replies.length,
    lost,
    duplicated,
    unanswered: Math.max(0, asked.length - replies.length),
    violations,
  };
}

export function addFindings(one: Findings, other: Findings): Findings {
  return {
    sent: one.sent + other.sent,
    acked: one.acked + other.acked,
    stored: one.stored + other.stored,
    replies: one.replies + other.replies,
    lost: one.lost + other.lost,
    duplicated: one.duplicated + other.duplicated,
    unanswered: one.unanswered + other.unanswered,
    violations: [...one.violations, ...other.violations],
  };
}

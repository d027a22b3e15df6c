import type { Message } from '../../src/domain/message.ts';
import { openDatabases } from '../local/databases.ts';

/** An agent's access token, for reading what is stored. */
export async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'agent@demo.test', password: 'edgewise-demo' }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** All messages that a conversation's object holds. */
export async function storedMessages(url: string, token: string, conversationId: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const after = messages.at(-1)?.seq ?? 0;
    const response = await fetch(
      `${url}/v1/conversations/${conversationId}/messages?after=${after}&limit=100`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    if (!response.ok) throw new Error(`messages: ${response.status} ${await response.text()}`);
    const { data } = (await response.json()) as { data: Message[] };
    if (data.length === 0) return messages;
    messages.push(...data);
  }
}

/** `conversation id -> sequence numbers` as D1 holds them, read with the product stopped. */
export async function archivedMessages(stateDir: string): Promise<Map<string, number[]>> {
  const mf = await openDatabases(stateDir);
  try {
    const db = await mf.getD1Database('RECORDS');
    const { results } = await db
      .prepare('SELECT conversation_id, seq FROM messages ORDER BY conversation_id, seq')
      .all<{ conversation_id: string; seq: number }>();
    const found = new Map<string, number[]>();
    for (const row of results)
      found.set(row.conversation_id, [...(found.get(row.conversation_id) ?? []), row.seq]);
    return found;
  } finally {
    await mf.dispose();
  }
}

/** Sequence numbers that the archive lacks or holds twice, over all conversations. Pure. */
export function compareArchive(
  stored: ReadonlyMap<string, readonly number[]>,
  archived: ReadonlyMap<string, readonly number[]>,
): { missing: number; doubled: number } {
  let missing = 0;
  let doubled = 0;
  for (const [conversation, sequence] of stored) {
    const rows = archived.get(conversation) ?? [];
    const unique = new Set(rows);
    missing += sequence.filter((seq) => !unique.has(seq)).length;
    doubled += rows.length - unique.size;
  }
  return { missing, doubled };
}

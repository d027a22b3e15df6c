import { and, eq } from 'drizzle-orm';
import { err, ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { type NotFound, nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { deadLetters } from './schema/dead-letters.ts';

/** UTF-16 units of a kept body: a queue message is at most 128 KB. */
const BODY_CHARS = 131_072;

/** Whose key seals a letter that names no organization. Nobody can list those; they are looked at by SQL. */
const NOBODY = 'platform';
const FIELD = 'dead_letters.body';

export interface DeadLetter {
  id: string;
  kind: string;
  why: string;
  createdAt: string;
}

/** Keeps what a queue could not deliver, sealed, until someone has looked at it. */
export class DeadLetterRepository {
  readonly #deps: StoreDeps;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
  }

  /**
   * Stores one letter. Its id derives from what it is about, so that a message which is sent again and fails again makes no
   * second one. Throws when D1 does, so that the queue keeps it for later.
   */
  async keep(letter: {
    organizationId: string | null;
    kind: string;
    body: unknown;
    why: string;
  }): Promise<void> {
    const { organizationId, kind, why } = letter;
    const owner = organizationId ?? NOBODY;
    const text = (JSON.stringify(letter.body) ?? 'null').slice(0, BODY_CHARS);
    const id = await this.#deps.sealer.lookupHash(
      owner,
      FIELD,
      JSON.stringify([kind, why, subject(letter.body) ?? text]),
    );
    await this.#deps.db
      .insert(deadLetters)
      .values({
        id: `evt_${id.slice(0, 40)}`,
        organizationId,
        kind,
        body: await this.#deps.sealer.seal(owner, FIELD, text),
        why: why.slice(0, 500),
        createdAt: nowText(this.#deps),
      })
      .onConflictDoNothing();
  }

  /** Newest first. */
  async list(organizationId: string, request: PageRequest): Promise<Result<Page<DeadLetter>, InvalidCursor>> {
    const page = keyset('dead-letters', deadLetters.createdAt, deadLetters.id, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const { id, kind, why, createdAt } = deadLetters;
    const rows = await this.#deps.db
      .select({ id, kind, why, createdAt })
      .from(deadLetters)
      .where(and(eq(deadLetters.organizationId, organizationId), after))
      .orderBy(...order)
      .limit(fetch);
    return ok(toPage(rows, limit, name, (row) => ({ key: row.createdAt, id: row.id })));
  }

  /** The message itself, to be parsed by whoever sends it again. */
  async body(organizationId: string, letterId: string): Promise<Result<unknown, NotFound>> {
    const row = await this.#deps.db
      .select({ body: deadLetters.body })
      .from(deadLetters)
      .where(this.#own(organizationId, letterId))
      .get();
    const opened = row && (await this.#deps.sealer.open(organizationId, FIELD, row.body));
    if (!opened?.ok) return err({ reason: 'not_found' });
    try {
      return ok(JSON.parse(opened.value));
    } catch {
      // Longer than what is kept: it was cut, and can only be looked at.
      return ok(null);
    }
  }

  /** True when it was there. */
  async remove(organizationId: string, letterId: string): Promise<boolean> {
    const gone = await this.#deps.db
      .delete(deadLetters)
      .where(this.#own(organizationId, letterId))
      .returning({ id: deadLetters.id })
      .get();
    return gone !== undefined;
  }

  #own(organizationId: string, letterId: string) {
    return and(eq(deadLetters.organizationId, organizationId), eq(deadLetters.id, letterId));
  }
}

/** What makes two letters the same although each delivery has an event id of its own: the rows that a record carries. */
function subject(body: unknown): unknown[] | null {
  if (typeof body !== 'object' || body === null) return null;
  const { conversationId, from, through, articleId, version } = body as Record<string, unknown>;
  const parts = [conversationId, from, through, articleId, version];
  return parts.some((part) => part !== undefined) ? parts : null;
}

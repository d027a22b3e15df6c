import { nowText, type StoreDeps } from './deps.ts';
import { deadLetters } from './schema/dead-letters.ts';

/** UTF-16 units of a kept body: a queue message is at most 128 KB. */
const BODY_CHARS = 131_072;

/** Whose key seals a letter that names no organization. */
const NOBODY = 'platform';

/** Keeps what a queue could not deliver, sealed, until someone has looked at it. */
export class DeadLetterRepository {
  readonly #deps: StoreDeps;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
  }

  /** Stores one letter. Throws when D1 does, so that the queue keeps it for later. */
  async keep(letter: {
    organizationId: string | null;
    kind: string;
    body: unknown;
    why: string;
  }): Promise<void> {
    const { organizationId, kind, why } = letter;
    const text = (JSON.stringify(letter.body) ?? 'null').slice(0, BODY_CHARS);
    await this.#deps.db.insert(deadLetters).values({
      id: this.#deps.newId('evt'),
      organizationId,
      kind,
      body: await this.#deps.sealer.seal(organizationId ?? NOBODY, 'dead_letters.body', text),
      why: why.slice(0, 500),
      createdAt: nowText(this.#deps),
    });
  }
}

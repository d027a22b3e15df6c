import { and, eq, getTableColumns, type SQL } from 'drizzle-orm';
import { err, ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { type LimitReached, type NotFound, nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { type DRAFT_STATES, type DraftSource, knowledgeDrafts } from './schema/knowledge-gaps.ts';

export type DraftState = (typeof DRAFT_STATES)[number];

export interface DraftInput {
  gapId: string | null;
  conversationId: string | null;
  title: string;
  body: string;
  locale: string | null;
  sources: DraftSource[];
}

export interface DraftHead extends Omit<DraftInput, 'body' | 'sources'> {
  id: string;
  state: DraftState;
  tags: string[];
  edited: boolean;
  articleExternalId: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface Draft extends DraftHead, DraftInput {}

/** `not_draft`: it was published or discarded, and is only a record now. */
export type NotDraft = { reason: 'not_draft'; state: DraftState };

/** Drafts that may wait at a time: more than anybody writes in a quarter; bounds what a script can fill. */
const DRAFTS = 1_000;

const {
  body: _body,
  sources: _sources,
  organizationId: _organization,
  ...HEAD
} = getTableColumns(knowledgeDrafts);
const { organizationId: _own, ...WHOLE } = getTableColumns(knowledgeDrafts);

/** Articles in the making. Nothing here is ever found by search. */
export class DraftRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>) {
    this.#deps = deps;
  }

  async create(organizationId: string, input: DraftInput): Promise<Result<Draft, LimitReached>> {
    const waiting = await this.#deps.db.$count(knowledgeDrafts, this.#inState(organizationId, 'draft'));
    if (waiting >= DRAFTS) return err({ reason: 'limit_reached', limit: DRAFTS });
    const now = nowText(this.#deps);
    const made: Draft = {
      ...input,
      id: this.#deps.newId('dft'),
      state: 'draft',
      tags: [],
      edited: false,
      articleExternalId: null,
      createdAt: now,
      updatedAt: now,
    };
    await this.#deps.db.insert(knowledgeDrafts).values({ ...made, organizationId });
    return ok(made);
  }

  async get(organizationId: string, draftId: string): Promise<Draft | null> {
    const row = await this.#deps.db
      .select(WHOLE)
      .from(knowledgeDrafts)
      .where(this.#own(organizationId, draftId))
      .get();
    return row ?? null;
  }

  /** The draft that is being written of this conversation, if there is one: asking twice must not make two. */
  async ofConversation(organizationId: string, conversationId: string): Promise<Draft | null> {
    const row = await this.#deps.db
      .select(WHOLE)
      .from(knowledgeDrafts)
      .where(
        and(
          eq(knowledgeDrafts.organizationId, organizationId),
          eq(knowledgeDrafts.conversationId, conversationId),
          eq(knowledgeDrafts.state, 'draft'),
        ),
      )
      .get();
    return row ?? null;
  }

  /** Newest first. */
  async list(
    organizationId: string,
    { state, ...request }: PageRequest & { state?: DraftState | undefined },
  ): Promise<Result<Page<DraftHead>, InvalidCursor>> {
    const page = keyset('drafts', knowledgeDrafts.createdAt, knowledgeDrafts.id, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const rows = await this.#deps.db
      .select(HEAD)
      .from(knowledgeDrafts)
      .where(and(this.#inState(organizationId, state), after))
      .orderBy(...order)
      .limit(fetch);
    return ok(toPage(rows, limit, name, (row) => ({ key: row.createdAt, id: row.id })));
  }

  async edit(
    organizationId: string,
    draftId: string,
    change: { title?: string; body?: string; locale?: string | null; tags?: string[] },
  ): Promise<Result<Draft, NotFound | NotDraft>> {
    return this.#change(organizationId, draftId, { ...change, edited: true });
  }

  /** Ends the draft: it became an article, or nothing. */
  async end(
    organizationId: string,
    draftId: string,
    end: { state: 'published'; articleExternalId: string } | { state: 'discarded' },
  ): Promise<Result<Draft, NotFound | NotDraft>> {
    return this.#change(organizationId, draftId, end);
  }

  async #change(
    organizationId: string,
    draftId: string,
    set: Partial<Draft>,
  ): Promise<Result<Draft, NotFound | NotDraft>> {
    const changed = await this.#deps.db
      .update(knowledgeDrafts)
      .set({ ...set, updatedAt: nowText(this.#deps) })
      .where(and(this.#own(organizationId, draftId), eq(knowledgeDrafts.state, 'draft')))
      .returning(WHOLE)
      .get();
    if (changed !== undefined) return ok(changed);
    const there = await this.get(organizationId, draftId);
    return err(there === null ? { reason: 'not_found' } : { reason: 'not_draft', state: there.state });
  }

  #own(organizationId: string, draftId: string): SQL | undefined {
    return and(eq(knowledgeDrafts.organizationId, organizationId), eq(knowledgeDrafts.id, draftId));
  }

  #inState(organizationId: string, state: DraftState | undefined): SQL | undefined {
    const own = eq(knowledgeDrafts.organizationId, organizationId);
    return state === undefined ? own : and(own, eq(knowledgeDrafts.state, state));
  }
}

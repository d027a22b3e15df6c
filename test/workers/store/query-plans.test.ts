import { env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { archiveRecords } from '../../../src/store/archive-records.ts';
import { encodeCursor } from '../../../src/store/cursor.ts';
import { openRecords } from '../../../src/store/database.ts';
import type { StoreDeps } from '../../../src/store/deps.ts';
import { createRecords, type Records } from '../../../src/store/records.ts';
import { callOf, recordOf, recordsFixture, runOf } from './records-fixture.ts';

const ORG = 'org_plans';
const CLAIM = { organizationId: ORG, sourceId: 'src_1', number: 1, attempt: 1 };
const cursor = (list: string) => encodeCursor(list, { key: '2026-10-20T08:00:00.000Z', id: 'x' });

/** The plans of the queries that a call makes, as SQLite explains them. */
async function plansOf(call: (records: Records, deps: StoreDeps) => Promise<unknown>): Promise<string[]> {
  const asked: { query: string; values: unknown[] }[] = [];
  const recorder = new Proxy(env.RECORDS, {
    get(target, name) {
      if (name === 'batch') return target.batch.bind(target);
      if (name !== 'prepare') return Reflect.get(target, name);
      return (query: string) => {
        const statement = target.prepare(query);
        return new Proxy(statement, {
          get(inner, method) {
            if (method !== 'bind') return Reflect.get(inner, method).bind(inner);
            return (...values: unknown[]) => {
              asked.push({ query, values });
              return inner.bind(...values);
            };
          },
        });
      };
    },
  });
  const deps = { ...recordsFixture().deps, db: openRecords(recorder) };
  await call(createRecords(deps), deps);
  const plans: string[] = [];
  for (const { query, values } of asked) {
    const explained = await env.RECORDS.prepare(`EXPLAIN QUERY PLAN ${query}`)
      .bind(...values)
      .all<{ detail: string }>();
    plans.push(explained.results.map((row) => row.detail).join('; '));
  }
  return plans;
}

test.each<[string, string, (records: Records) => Promise<unknown>]>([
  [
    'members',
    'users_by_created (organization_id=? AND (created_at,id)<(?,?))',
    (records) => records.users.list(ORG, { cursor: cursor('users:desc') }),
  ],
  [
    'API keys',
    'api_keys_by_created (organization_id=? AND (created_at,id)<(?,?))',
    (records) => records.apiKeys.list(ORG, { cursor: cursor('api-keys:desc') }),
  ],
  [
    'audit events',
    'audit_events_by_created (organization_id=? AND (created_at,id)<(?,?))',
    (records) => records.audit.list(ORG, { cursor: cursor('audit-events:desc') }),
  ],
  [
    'runs of tools in a conversation',
    'tool_runs_by_conversation (organization_id=? AND conversation_id=? AND (created_at,id)>(?,?))',
    (records) => records.toolRuns.list(ORG, 'cnv_1', { cursor: cursor('tool-runs:asc') }),
  ],
  [
    'calls of models in a conversation',
    'llm_calls_by_conversation (organization_id=? AND conversation_id=? AND (started_at,id)>(?,?))',
    (records) => records.llmCalls.list(ORG, 'cnv_1', { cursor: cursor('llm-calls:asc') }),
  ],
  [
    'articles',
    'articles_by_updated (organization_id=? AND (updated_at,id)<(?,?))',
    (records) => records.articles.list(ORG, { cursor: cursor('articles:desc') }),
  ],
  [
    'articles by index state',
    'articles_by_index_state (organization_id=? AND index_state=? AND (updated_at,id)<(?,?))',
    (records) => records.articles.list(ORG, { indexState: 'failed', cursor: cursor('articles:desc') }),
  ],
  [
    'intent versions',
    'sqlite_autoindex_intent_models_1 (organization_id=? AND version<?)',
    (records) => records.intentModels.list(ORG, { cursor: cursor('intent-models:desc') }),
  ],
  [
    'trainings that fell silent',
    'intent_models_unfinished (updated_at<?)',
    (records) => records.intentTrainings.unfinished(1_000, 10),
  ],
  [
    'connectors',
    'sqlite_autoindex_connectors_1 (organization_id=?)',
    (records) => records.connectors.list(ORG),
  ],
  [
    'sources',
    'sources_by_created (organization_id=? AND (created_at,id)>(?,?)); SEARCH source_syncs USING INDEX sqlite_autoindex_source_syncs_1 (organization_id=? AND source_id=? AND number=?) LEFT-JOIN',
    (records) => records.sources.list(ORG, { cursor: cursor('sources:asc') }),
  ],
  [
    'syncs of a source',
    'sqlite_autoindex_source_syncs_1 (organization_id=? AND source_id=? AND number<?)',
    (records) => records.sourceSyncs.list(ORG, 'src_1', { cursor: cursor('source-syncs:desc') }),
  ],
  [
    'files of a source',
    'sqlite_autoindex_source_files_1 (organization_id=? AND source_id=? AND path>?)',
    (records) => records.sourceFiles.list(ORG, 'src_1', { after: 'a', limit: 10 }),
  ],
  [
    'documents of a source that wait',
    'source_documents_waiting (organization_id=? AND source_id=?)',
    (records) => records.sourceDocuments.waiting(CLAIM, 10),
  ],
  [
    'articles of a source that are not as wanted',
    'source_articles_pending (organization_id=? AND source_id=?)',
    (records) => records.sourceArticles.pending(CLAIM, 10),
  ],
  [
    'sources whose time has come',
    'sources_due (next_sync_at>? AND next_sync_at<?)',
    (records) => records.sources.due(10),
  ],
  ['articles that wait', 'articles_pending', (records) => records.articles.pending(10)],
  [
    'versions of an article',
    'sqlite_autoindex_article_versions_1 (organization_id=? AND article_id=? AND (version,revision)<(?,?))',
    (records) => records.articleVersions.list(ORG, 'art_1', { cursor: cursor('article-versions:desc') }),
  ],
  [
    'conversations',
    'conversations_by_updated (organization_id=? AND (updated_at,id)<(?,?))',
    (records) => records.conversations.list(ORG, { cursor: cursor('conversations:desc') }),
  ],
  [
    'conversations, oldest first',
    'conversations_by_updated (organization_id=? AND (updated_at,id)>(?,?))',
    (records) => records.conversations.list(ORG, { sort: 'updatedAt', cursor: cursor('conversations:asc') }),
  ],
  [
    'conversations by state',
    'conversations_by_state (organization_id=? AND state=? AND (updated_at,id)<(?,?))',
    (records) => records.conversations.list(ORG, { state: 'handoff', cursor: cursor('conversations:desc') }),
  ],
  [
    'conversations by owner',
    'conversations_by_owner (organization_id=? AND owner=? AND (updated_at,id)<(?,?))',
    (records) => records.conversations.list(ORG, { owner: 'usr_1', cursor: cursor('conversations:desc') }),
  ],
  [
    'conversations by channel',
    'conversations_by_channel (organization_id=? AND channel=? AND (updated_at,id)<(?,?))',
    (records) => records.conversations.list(ORG, { channel: 'web', cursor: cursor('conversations:desc') }),
  ],
  [
    'messages',
    'messages_by_seq (organization_id=? AND conversation_id=? AND seq>?)',
    (records) => records.conversations.messages(ORG, 'cnv_1', { after: 5 }),
  ],
  [
    'feedback',
    'feedback_by_conversation (organization_id=? AND conversation_id=?)',
    (records) => records.conversations.feedback(ORG, 'cnv_1'),
  ],
  [
    'drafts',
    'knowledge_drafts_by_created (organization_id=? AND (created_at,id)<(?,?))',
    (records) => records.drafts.list(ORG, { cursor: cursor('drafts:desc') }),
  ],
  [
    'drafts by state',
    'knowledge_drafts_by_state (organization_id=? AND state=? AND (created_at,id)<(?,?))',
    (records) => records.drafts.list(ORG, { state: 'draft', cursor: cursor('drafts:desc') }),
  ],
  [
    'conversations whose questions wait',
    'question_work_waiting (attempts<?)',
    (records) => records.questions.waiting(10),
  ],
  [
    'organizations whose questions are to be grouped',
    'question_groupings_due',
    (records) => records.gaps.due(10),
  ],
  [
    'questions without an answer',
    'questions_by_support (organization_id=? AND supported=?)',
    (records) => records.questions.newest(ORG, false, 10),
  ],
  [
    'questions of a conversation',
    'questions_by_conversation (organization_id=? AND conversation_id=?)',
    (records) => records.questions.known(ORG, 'cnv_1'),
  ],
  [
    'totals of questions',
    'questions_by_support (organization_id=? AND supported=? AND asked_at>?)',
    (records) => records.gaps.totals(ORG, '2026-10-01'),
  ],
  [
    'usage',
    'sqlite_autoindex_usage_1 (organization_id=? AND day>? AND day<?)',
    (records) => records.usage.between(ORG, '2026-10-01', '2026-10-31'),
  ],
])('a page of %s is read in order from %s, without scanning or sorting', async (_name, index, call) => {
  const plans = await plansOf(call);
  expect(plans).toHaveLength(1);
  expect(plans[0]?.replace(/^(SEARCH|SCAN) \w+ USING (COVERING )?INDEX /, '')).toBe(index);
});

test.each<[string, (records: Records) => Promise<unknown>]>([
  ['widget key', (records) => records.organizations.getByWidgetKey('wk')],
  ['login e-mail', (records) => records.users.findCredentialsByEmail('a@b.c')],
  ['API key', (records) => records.apiKeys.findByHash('h')],
  ['costs of a conversation', (records) => records.llmCalls.conversation(ORG, 'cnv_1')],
  ['article by its id', (records) => records.articles.get(ORG, 'doc')],
])('a lookup by %s reads one row by an index', async (_name, call) => {
  const [plan] = await plansOf(call);
  expect(plan).toMatch(/^SEARCH \w+ USING INDEX/);
});

test.each<[string, RegExp, (records: Records) => Promise<unknown>]>([
  [
    'sums of calls by model',
    /SEARCH llm_usage USING INDEX \S+ \(organization_id=\? AND day>\? AND day<\?\)/,
    (records) => records.llmCalls.usage(ORG, { from: '2026-10-01', to: '2026-10-31' }, ['model', 'outcome']),
  ],
  [
    'costs of conversations',
    /SEARCH llm_conversations USING INDEX \S+ \(organization_id=\? AND conversation_id=\?\)/,
    (records) => records.llmCalls.conversations(ORG, ['cnv_1']),
  ],
  [
    'gaps',
    /SEARCH questions USING INDEX questions_by_(?:support|gap) \(organization_id=\?/,
    (records) =>
      records.gaps.list(ORG, { span: { before: '2026-08-01', from: '2026-09-01' }, status: 'open' }),
  ],
  [
    'stale articles',
    /SEARCH question_citations USING COVERING INDEX question_citations_by_article \(organization_id=\?/,
    (records) => records.health.stale(ORG, { before: '2026-08-01', from: '2026-09-01' }, '2026-01-01'),
  ],
])('a report of %s reads no other organization', async (_name, search, call) => {
  const plans = await plansOf(call);
  expect(plans[0]).toMatch(search);
  expect(plans[0]).not.toMatch(
    /SCAN (?:questions|question_citations|articles|knowledge_gaps|gap|llm_usage|llm_conversations)\b/,
  );
});

test('records that come together are a dozen statements, which find what is stored by its key', async () => {
  const organizationId = await recordsFixture().organization();
  const delivery = Array.from({ length: 40 }, (_, at) =>
    recordOf({
      ...{
        organizationId,
        seqs: [1, 2],
        calls: [callOf(`llm_${at}`)],
        runs: [runOf(`run_${at}`, ['asked'])],
      },
      feedback: [
        {
          ...{ id: `fbk_${at}`, messageId: null, rating: 5, comment: null, by: 'cus_1' },
          createdAt: '2026-10-20T08:00:00.000Z',
        },
      ],
    }),
  );
  const plans = await plansOf(async (_, deps) => {
    for (const { error } of await archiveRecords(deps, delivery)) expect(error).toBeNull();
  });
  expect(plans).toHaveLength(13);
  for (const plan of plans) expect(plan).not.toMatch(/SCAN (?!one\b|json_each\b)/);
  const searched = plans.flatMap((plan) => plan.match(/SEARCH known .*/) ?? []);
  expect(searched).toHaveLength(6);
  for (const search of searched) expect(search).toMatch(/_1 \(organization_id=\? AND id=\?\)/);
});

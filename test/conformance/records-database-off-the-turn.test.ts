import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { messagesOf, openConversation, post, until } from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';

afterEach(() => {
  delete script.withoutRecords;
});

test('a message is accepted, answered with a citation and stored while the records database may not be touched', async () => {
  await indexArticle(
    {
      organizationId: 'org_test',
      articleId: 'art_locks',
      version: 1,
      externalId: 'locks',
      title: 'Row locks',
      body: 'UNABLE_TO_LOCK_ROW means that another transaction holds the record for too long.',
      format: 'markdown',
      url: null,
      tags: [],
      locale: 'en',
    },
    { index: new KnowledgeIndex(env.KNOWLEDGE) },
  );
  script.withoutRecords = true;
  const stub = await openConversation();
  await post(stub, 'What does UNABLE_TO_LOCK_ROW mean?');
  await until(async () => (await messagesOf(stub)).length === 2);
  const [, reply] = await messagesOf(stub);
  expect(reply?.citations[0]?.quote).toBe(
    'UNABLE_TO_LOCK_ROW means that another transaction holds the record for too long.',
  );
});

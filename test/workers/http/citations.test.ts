import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scriptedAnswer } from '../../support/conversation-kit.ts';
import { script } from '../../support/test-worker.ts';
import { call, seedTenant, type Tenant, widgetSession } from './http-kit.ts';

const QUOTE = 'The hut opens at nine.';
const HUT = { title: 'Huts', format: 'text', body: `What huts cost us is 7 euros.\n\n${QUOTE}` };
let acme: Tenant;

beforeAll(async () => {
  acme = await seedTenant('cited');
});
afterEach(() => {
  delete script.answer;
});

/** A customer who was told one sentence of an article. */
async function told(externalId: string) {
  const { token } = acme.users.admin;
  const put = (more: object) =>
    call('PUT', `/v1/knowledge/articles/${externalId}`, { token, body: { ...HUT, ...more } });
  const made = await put({});
  const start = HUT.body.indexOf(QUOTE);
  const cited = { n: 1, articleId: made.body.id, title: 'Huts', url: null, quote: QUOTE };
  const citations = [{ ...cited, articleVersion: 1, start, end: start + QUOTE.length }];
  script.answer = async () => ({ kind: 'reply', answer: { ...scriptedAnswer(`${QUOTE} [1]`), citations } });
  const visitor = await widgetSession(acme);
  const path = `/v1/conversations/${visitor.conversationId}/messages`;
  const body = { text: 'When does the hut open?' };
  const { reply } = (await call('POST', `${path}?wait=true`, { token: visitor.token, body })).body;
  const read = async (by: string) =>
    JSON.parse((await call('GET', `${path}/${reply.id}/citations/1`, { token: by })).text);
  return { put, read, customer: visitor.token };
}

describe('a citation in its place', () => {
  test('shows a customer what stands around the quote', async () => {
    const { read, customer } = await told('open');
    expect(await read(customer)).toMatchObject({ before: expect.stringContaining('7 euros'), quote: QUOTE });
  });

  test('shows a customer the quote alone from when the article is not for them, and staff all of it', async () => {
    const { put, read, customer } = await told('closed');
    await put({ audience: ['internal'] });
    expect(await read(customer)).toMatchObject({ version: null, before: '', quote: QUOTE, after: '' });
    expect((await read(acme.users.agent.token)).before).toContain('7 euros');
  });
});

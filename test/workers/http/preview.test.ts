import { beforeAll, expect, test } from 'vitest';
import { call, seedTenant } from './http-kit.ts';

const PATH = '/v1/knowledge/answer';
let token: string;

beforeAll(async () => {
  token = (await seedTenant('Acme previews')).users.admin.token;
  const put = (externalId: string, title: string, body: string) =>
    call('PUT', `/v1/knowledge/articles/${externalId}`, { token, body: { title, body, format: 'text' } });
  await put('vault', 'Penguin vault', 'The penguin vault opens with the silver key.');
  await put('rebate', 'Llama rebate', 'The llama rebate saves eleven percent in autumn.');
});

async function preview(question: string): Promise<string> {
  return (await call('POST', PATH, { token, body: { question } })).body.text;
}

test.each([
  'How do I open the penguin vault and what does the llama rebate save?',
  'How do I open the penguin vault? What does the llama rebate save?',
])('a preview of "%s" answers both, as a turn does', async (question) => {
  const text = await preview(question);
  expect(text).toContain('silver key');
  expect(text).toContain('eleven percent');
});

test('a preview looks for the part that asks where a story hides the question', async () => {
  const story = 'Our boat sank near Greenland, my uncle lost his violin there, and nobody wrote to us. ';
  expect(await preview(`${story.repeat(2)}What does the llama rebate save?`)).toContain('eleven percent');
});

import { beforeAll, expect, test } from 'vitest';
import partA from '../../demo/questions/part-a.json';
import partB from '../../demo/questions/part-b.json';
import { until } from '../support/conversation-kit.ts';
import { call, records, seedTenant, type Tenant, widgetSession } from '../workers/http/http-kit.ts';

const ARTICLES = import.meta.glob<string>('../../demo/knowledge/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Subjects that no article of the demo is about, each asked by four customers in their own words. */
const TOPICS = {
  parking: [
    'Is there visitor parking at your office building?',
    'Where can visitors park their car near the office?',
    'do you have parking spaces for visiters',
    'Can I park my car in front of your office building?',
  ],
  vouchers: [
    'Do you sell gift vouchers for birthdays?',
    'Where can I buy a birthday gift voucher?',
    'I would love to give my sister a gift voucher, do you sell them?',
    'can i buy gift vouchers online',
  ],
  drones: [
    'Do you deliver parcels by drone?',
    'Is drone delivery of parcels available?',
    'How much does parcel delivery by drone cost?',
    'can a drone deliver my parcel to the garden',
  ],
  dogs: [
    'Are dogs allowed in the showroom?',
    'Can I bring my dog to the showroom?',
    'is your showroom dog friendly',
    'May dogs come into the showroom on a leash?',
  ],
  panels: [
    'How long is the warranty of the solar panels?',
    'What warranty do solar panels come with?',
    'solar panel warranty, how many years is it?',
    'Does the warranty of solar panels cover hail?',
  ],
};

/** Questions with an answer: 40, of as many articles. */
const ANSWERABLE = [...partA, ...partB]
  .filter(({ answerable }) => answerable)
  .filter(
    ({ articles: [first] }, index, all) => all.findIndex(({ articles }) => articles[0] === first) === index,
  )
  .slice(0, 40);

let tenant: Tenant;
const replies = new Map<string, number>();

beforeAll(async () => {
  tenant = await seedTenant('asked-in-vain');
  const { token } = tenant.users.admin;
  const wanted = new Set(ANSWERABLE.flatMap(({ articles }) => articles));
  for (const [path, source] of Object.entries(ARTICLES)) {
    const name = path.split('/').at(-1)?.replace('.md', '') ?? '';
    if (!wanted.has(name)) continue;
    const [, head = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
    const title = /^title: *"?(.*?)"?$/m.exec(head)?.[1] ?? name;
    const put = { title, body: text, format: 'markdown' };
    await call('PUT', `/v1/knowledge/articles/${name}`, { token, body: put });
  }
  for (const text of [...ANSWERABLE.map(({ question }) => question), ...Object.values(TOPICS).flat()]) {
    const { conversationId, token: customer } = await widgetSession(tenant);
    const path = `/v1/conversations/${conversationId}/messages`;
    await call('POST', `${path}?wait=true`, { token: customer, body: { text } });
    const { body } = await call('GET', path, { token: customer });
    replies.set(text, body.data.length > 1 ? (citationsOf(body.data[1])?.length ?? 0) : -1);
  }
}, 240_000);

function citationsOf(message: object | undefined): unknown[] | undefined {
  return message && 'citations' in message && Array.isArray(message.citations)
    ? message.citations
    : undefined;
}

test('after 60 questions, 20 of them without an answer in 5 subjects, the report shows those 5 and none that was answered', async () => {
  const token = tenant.users.analyst.token;
  const asked = 60;
  await until(async () => {
    await call('POST', '/v1/knowledge/gaps/refresh', { token: tenant.users.admin.token });
    return (await records.gaps.totals(tenant.organization.id, '2000')).questions >= asked;
  }, 30_000);
  await call('POST', '/v1/knowledge/gaps/refresh', { token: tenant.users.admin.token });
  const answered = [...replies].filter(([, citations]) => citations > 0).map(([text]) => text);
  const { body, text } = await call('GET', '/v1/knowledge/gaps?limit=100', { token });
  const report: {
    questions: number;
    data: { id: string; questions: number; samples: { text: string }[] }[];
  } = JSON.parse(text);
  expect(body).toMatchObject({ questions: asked, unanswered: asked - answered.length, nextCursor: null });
  const found = report.data.slice(0, 5).map(({ samples }) => topicOf(samples[0]?.text ?? ''));
  expect(found.sort()).toEqual(Object.keys(TOPICS).sort());
  for (const { id, questions } of report.data.slice(0, 5)) {
    const gap: { samples: { text: string }[] } = JSON.parse(
      (await call('GET', `/v1/knowledge/gaps/${id}`, { token })).text,
    );
    const topics = new Set(gap.samples.map((sample) => topicOf(sample.text)));
    expect([questions, topics.size], gap.samples[0]?.text).toEqual([4, 1]);
  }
  const shown = report.data.flatMap(({ samples }) => samples.map((sample) => sample.text));
  expect(shown.filter((one) => answered.includes(one))).toEqual([]);
  expect(answered.length, 'the demo answers its own questions').toBeGreaterThanOrEqual(36);
}, 60_000);

function topicOf(text: string): string | undefined {
  return Object.entries(TOPICS).find(([, texts]) => texts.includes(text))?.[0];
}

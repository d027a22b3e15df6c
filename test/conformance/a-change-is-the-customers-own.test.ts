import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectorSnapshot } from '../../src/domain/connector.ts';
import type { OrganizationSnapshot } from '../../src/domain/organization.ts';
import { storedConnectorSchema } from '../../src/protocol/http/connectors.ts';
import type { RecordsMessage } from '../../src/protocol/queue.ts';
import { shopConnector } from '../stand-ins/shop-connector.ts';
import { agent, messagesOf, post, until } from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';
import {
  clearStandIns,
  modelOrganization,
  modelTurn,
  openModelConversation,
  prepareModels,
  scriptStandIn,
} from '../workers/llm/model-turns.ts';
import { recordsFixture } from '../workers/store/records-fixture.ts';

const SHOP = 'https://shop.example.com';

function shopOrganization(): OrganizationSnapshot {
  const declared = storedConnectorSchema.parse({ ...shopConnector(SHOP, ''), auth: { kind: 'none' } });
  const connector: ConnectorSnapshot = { name: 'shop', ...declared, secret: null };
  // One model alone, so that no other answers what this one was told to say.
  return { ...modelOrganization(['anthropic/claude-haiku-5-5']), connectors: [connector] };
}

/** What left for the shop. Its first answers to changes are lost as often as it says here, after they were done. */
const shop = { asked: [] as string[], done: new Map<string, string>(), lose: 0, cancelled: false };

function answerOfShop(url: URL, init: RequestInit | undefined): Response {
  const method = init?.method ?? 'GET';
  shop.asked.push(`${method} ${url.pathname}`);
  if (method === 'GET') return Response.json({ id: 'A-1001', status: shop.cancelled ? 'cancelled' : 'open' });
  const key = new Headers(init?.headers).get('idempotency-key') ?? '';
  if (!shop.done.has(key)) {
    shop.done.set(key, url.pathname);
    shop.cancelled = url.pathname.endsWith('/cancel');
  }
  shop.lose -= 1;
  if (shop.lose >= 0) throw new TypeError('Network connection lost.');
  return Response.json({ id: 'A-1001', status: shop.cancelled ? 'cancelled' : 'open' });
}

beforeAll(prepareModels, 120_000);

beforeEach(async () => {
  await clearStandIns();
  Object.assign(shop, { asked: [], done: new Map(), lose: 0, cancelled: false });
  const outside = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (to, init) => {
    const url = new URL(to instanceof Request ? to.url : String(to));
    return url.origin === SHOP ? answerOfShop(url, init) : outside(to, init);
  });
  script.answer = modelTurn().answer;
});

afterEach(() => {
  delete script.answer;
  vi.restoreAllMocks();
});

async function open() {
  const stub = await openModelConversation(shopOrganization(), {
    ...{ id: 'cus_test', name: 'Ada', email: null, externalId: 'C-77', verified: true },
  });
  /** What the assistant says to it, with the buttons below. */
  const say = async (text: string) => {
    const before = (await messagesOf(stub)).length;
    await post(stub, text);
    await until(async () => (await messagesOf(stub)).slice(before).some(({ role }) => role === 'assistant'));
    const reply = (await messagesOf(stub)).at(-1);
    return { text: reply?.text ?? '', quickReplies: reply?.quickReplies ?? [] };
  };
  return { stub, say };
}

/** The model asks for the tool with the next request that it gets. */
const wants = (name: string, input: object) =>
  scriptStandIn('anthropic', { toolCalls: [{ name, input: JSON.stringify(input) }] });
const CANCEL = ['shop_cancel_order', { orderId: 'A-1001' }] as const;

test('a model’s wish is put to the customer, whose yes does it once though the answer is lost, and whose undo takes it back', async () => {
  const { say } = await open();
  await wants(...CANCEL);
  const asked = await say('Please cancel my order A-1001.');
  expect(asked.text).toContain('Cancel order A-1001.\n\nShall I do this?');
  expect(asked.quickReplies).toEqual(expect.arrayContaining(['Yes, do it', 'No, leave it']));
  expect(shop.asked).toEqual([]);
  shop.lose = 1;
  expect((await say('Yes, do it')).text).toMatch(/^Order A-1001 is cancelled\./);
  expect([...shop.done.values()]).toEqual(['/orders/A-1001/cancel']);
  expect((await say('undo')).text).toContain('I have taken this back');
  expect([...shop.done.values()]).toEqual(['/orders/A-1001/cancel', '/orders/A-1001/uncancel']);
  expect(shop.cancelled).toBe(false);
});

test('each step of a change is in the audit as the customer’s, without what it was about', async () => {
  const { deps, records, archive } = recordsFixture();
  const organizationId = shopOrganization().id;
  const made = { id: organizationId, name: 'Shop', tier: 'business', widgetKey: 'wk_shop' } as const;
  await records.organizations.create(made);
  const { stub, say } = await open();
  const head = await stub.head();
  const conversationId = head.ok ? head.value.id : '';
  const sent: RecordsMessage[] = [];
  script.sendRecords = async (messages) => {
    // Other conversations of this file may send theirs meanwhile.
    sent.push(...messages.filter((message) => message.conversationId === conversationId));
  };
  await wants(...CANCEL);
  await say('Please cancel my order A-1001.');
  await say('Yes, do it');
  await say('undo');
  await until(() => sent.some(({ runs }) => JSON.stringify(runs ?? []).includes('"undone"')));
  script.sendRecords = async () => {};
  expect((await archive([...sent, ...sent.toReversed()])).map(({ error }) => error)).not.toContainEqual(
    expect.anything(),
  );
  const page = await records.audit.list(organizationId, { limit: 100 });
  const events = page.ok ? page.value.data.toReversed() : [];
  const steps = (tool: string) =>
    events
      .filter(({ details }) => details.tool === tool)
      .map(({ action, details }) => [action, details.messageSeq]);
  expect(steps('shop_cancel_order')).toEqual([
    ['tool.asked', 1],
    ['tool.started', 3],
    ['tool.done', 3],
    ['tool.undone', 5],
  ]);
  expect(steps('shop_cancel_order:undo')).toEqual([
    ['tool.started', 5],
    ['tool.done', 5],
  ]);
  expect(events.every(({ actorKind, actorId }) => actorKind === 'customer' && actorId === 'cus_test')).toBe(
    true,
  );
  expect(JSON.stringify(events)).not.toMatch(/A-1001|C-77|Ada/);
  const runs = await records.toolRuns.list(organizationId, conversationId, {});
  expect(runs.ok && runs.value.data.map(({ tool, state }) => [tool, state])).toEqual([
    ['shop_cancel_order', 'undone'],
    ['shop_cancel_order:undo', 'done'],
  ]);
  await deps.db.$client.prepare('DELETE FROM organizations WHERE id = ?').bind(organizationId).run();
});

test('nothing that a model writes confirms, names somebody else or changes what the customer has not named', async () => {
  const { say } = await open();
  for (const input of [
    { orderId: 'A-1001', confirmed: true },
    { orderId: 'A-1001', customerId: 'C-99' },
    { orderId: 'B-2001' },
  ]) {
    await wants('shop_cancel_order', input);
    expect((await say('Please cancel my order A-1001.')).quickReplies).not.toContain('Yes, do it');
  }
  await wants(...CANCEL);
  await say('Please cancel my order A-1001.');
  await wants(...CANCEL);
  await say('How long do deleted records stay in the recycle bin?');
  expect(shop.asked).toEqual([]);
});

test('a person who takes over ends the question', async () => {
  const { stub, say } = await open();
  await wants(...CANCEL);
  await say('Please cancel my order A-1001.');
  await stub.takeover({ actor: agent, requestId: 'req_take' });
  await stub.giveBack({ actor: agent, requestId: 'req_back' });
  expect((await say('yes')).text).toContain('taken over');
  expect(shop.asked).toEqual([]);
});

import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CustomerProfile } from '../../src/domain/conversation.ts';
import { messagesOf, post, until } from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';
import {
  CHAINS,
  clearStandIns,
  modelOrganization,
  modelTurn,
  openModelConversation,
  prepareModels,
  scriptStandIn,
} from '../workers/llm/model-turns.ts';

const realFetch = globalThis.fetch;
/** Bodies of all that left for a model. */
let sent: string[] = [];

beforeAll(prepareModels, 120_000);

beforeEach(async () => {
  await clearStandIns();
  sent = [];
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (/\/(chat\/completions|messages)$/.test(url.pathname)) sent.push(String(init?.body ?? ''));
    return realFetch(input, init);
  };
  const { answer, afterTurn } = modelTurn();
  Object.assign(script, { answer, afterTurn });
});

afterEach(() => {
  globalThis.fetch = realFetch;
  delete script.answer;
  delete script.afterTurn;
  delete script.clock;
});

const CUSTOMER: CustomerProfile = {
  id: 'cus_77',
  name: 'Jonathan Whitfield',
  email: 'jon.whitfield@example.org',
  externalId: 'C-77-4411',
  verified: true,
};

const QUESTION = 'How long do deleted records stay in the recycle bin?';
const SAID: [secret: string, message: string][] = [
  ['jo.canary@example.com', `My e-mail is jo.canary@example.com. ${QUESTION}`],
  ['4111', `My card 4111 1111 1111 1111 was charged. ${QUESTION}`],
  ['901820', `Call me at +49 30 901820 if need be. ${QUESTION}`],
  ['078-05-1120', `My SSN is 078-05-1120. ${QUESTION}`],
  ['0532 0130', `Refund to DE89 3704 0044 0532 0130 00. ${QUESTION}`],
  ['hunter2-Tango', `My password is hunter2-Tango. ${QUESTION}`],
  ['Penelope', `My name is Penelope Featherstone. ${QUESTION}`],
  ['Penelope', `Yes, as I said, Penelope Featherstone. ${QUESTION}`],
];

test('not in a message, not in the history, not after a summary, not of whom the organization has named', async () => {
  const stub = await openModelConversation(modelOrganization(CHAINS.anthropic), CUSTOMER);
  let stored = 0;
  // A patient customer: a message a minute.
  script.clock = () => Date.now() + stored * 30_000;
  for (let round = 0; round < 3; round++) {
    for (const [, message] of SAID) {
      await post(stub, message);
      stored += 2;
      await until(async () => (await messagesOf(stub)).length >= Math.min(stored, 100));
    }
  }
  // A conversation of this length has been summed up by a model, and what it wrote is in the last requests.
  await until(() => sent.some((body) => body.includes('You keep the notes')));
  expect(sent.length).toBeGreaterThanOrEqual(24);
  const all = sent.join('\n');
  expect(all).toContain('[EMAIL_1]');
  for (const secret of [...SAID.map(([one]) => one), 'Whitfield', 'jon.whitfield', 'C-77-4411'])
    expect([secret, all.includes(secret)]).toEqual([secret, false]);
}, 120_000);

test('what a token stands for is said to the customer, and to nobody else', async () => {
  const text = `<<sure>>\nI have noted [EMAIL_1]. Deleted records stay in the recycle bin for 15 days. [1]`;
  await scriptStandIn('anthropic', { text });
  const stub = await openModelConversation(modelOrganization([...CHAINS.anthropic].slice(0, 1)));
  await post(stub, `My e-mail is jo.canary@example.com. ${QUESTION}`);
  await until(async () => (await messagesOf(stub)).length === 2);
  const reply = (await messagesOf(stub))[1];
  expect(reply?.text).not.toContain('[EMAIL_1]');
  expect(reply?.text).toContain('15 days');
  expect(sent.join()).not.toContain('jo.canary');
});

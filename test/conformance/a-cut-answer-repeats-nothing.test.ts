import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, messagesOf, post, until } from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';
import {
  CHAINS,
  clearStandIns,
  modelOrganization,
  modelTurn,
  openModelConversation,
  prepareModels,
  requestsOf,
  scriptStandIn,
  sentencesOf,
  type Vendor,
} from '../workers/llm/model-turns.ts';

const QUESTION = 'How long do deleted records stay in the recycle bin, and how is a deleted record restored?';
/** A breaker opens after five failures in a row: after so many an undisturbed turn closes it again. */
const CUTS_IN_A_ROW = 4;
/** Of so many streams one ends with its connection, some of them within an event. */
const BROKEN_EVERY = 5;

beforeAll(prepareModels, 120_000);

beforeEach(async () => {
  await clearStandIns();
  const turn = modelTurn();
  script.answer = turn.answer;
});

afterEach(() => {
  delete script.answer;
});

/** Mostly the stream just ends; a broken connection is the same to the product, and the runtime writes a page about each. */
function brokenAt(after: number) {
  return after % BROKEN_EVERY === 0
    ? ({ kind: 'cut', after, bytes: after % 2 === 0 ? 0 : 20 } as const)
    : ({ kind: 'no-end', after } as const);
}

/** What a customer has read of the answer when it is over: the stored text, and the one that was streamed. */
async function ask(first: Vendor): Promise<{ stored: string; streamed: string; model: string }> {
  const stub = await openModelConversation(modelOrganization(CHAINS[first]));
  const socket = await connect(stub);
  await post(stub, QUESTION);
  await until(() => socket.messages().some(({ role }) => role === 'assistant'));
  const [, reply] = await messagesOf(stub);
  const streamed = socket.streamed();
  socket.raw.close();
  return { stored: reply?.text ?? '', streamed, model: reply?.model ?? '' };
}

describe.each(Object.keys(CHAINS) as Vendor[])('%s, asked first', (first) => {
  test('cut at every event of its stream: nothing is said twice, nothing is lost, what was streamed stays', async () => {
    const whole = await ask(first);
    expect(sentencesOf(whole.stored).length).toBeGreaterThan(1);
    expect(whole.streamed).toBe(whole.stored);
    const [request] = await requestsOf(first);
    const frames = request?.framesPlanned ?? 0;
    expect(frames).toBeGreaterThan(20);
    const wrong: string[] = [];
    for (let after = 0; after < frames; after += 1) {
      if (after % CUTS_IN_A_ROW === 0) await ask(first);
      await clearStandIns();
      await scriptStandIn(first, { fault: brokenAt(after) });
      const heard = await ask(first);
      const said = sentencesOf(heard.stored);
      if (new Set(said).size < said.length) wrong.push(`${after}: said twice: ${heard.stored}`);
      if (said.join(' ') !== sentencesOf(whole.stored).join(' ')) wrong.push(`${after}: ${heard.stored}`);
      if (heard.streamed !== heard.stored) wrong.push(`${after}: streamed ${heard.streamed}`);
      const seen = await requestsOf(first);
      if (seen[0]?.fault !== brokenAt(after).kind) wrong.push(`${after}: was not asked first`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('a model that begins again where it should go on is not heard twice', async () => {
    const other: Vendor = first === 'openAi' ? 'anthropic' : 'openAi';
    const whole = await ask(first);
    const [request] = await requestsOf(first);
    const frames = request?.framesPlanned ?? 0;
    for (const share of [0.4, 0.6, 0.8]) {
      await clearStandIns();
      await scriptStandIn(first, { fault: { kind: 'cut', after: Math.floor(frames * share) } });
      await scriptStandIn(other, { fault: { kind: 'repeat' } });
      const { stored } = await ask(first);
      const said = sentencesOf(stored);
      expect(new Set(said).size).toBe(said.length);
      expect(said.join(' ')).toBe(sentencesOf(whole.stored).join(' '));
    }
  });
});

import { describe, expect, test } from 'vitest';
import { answerOf, calls, cut, DAYS, QUOTED, requestOf, run } from './generation-kit.ts';

describe('a tool', () => {
  const order = { id: 'c1', name: 'order_status', input: '{"order":"A-17"}' };
  const request = requestOf({
    text: 'Where is my order A-17?',
    tools: [{ name: 'order_status', description: 'd', input: { type: 'object' } }],
    quoted: { ...QUOTED, confidence: 0.05, supported: false, text: 'I could not find it.' },
  });
  const shipped = async () => ({
    kind: 'result' as const,
    text: 'Order A-17 was shipped on 3 May with UPS.',
  });

  test('is run after a word was said, and its result needs no marker', async () => {
    const ran = await run({
      request,
      scripts: [calls(order), '<<sure>>\nYour order A-17 was shipped on 3 May with UPS.'],
      tool: shipped,
    });
    expect(ran.log.map(({ kind }) => kind).join(' ')).toMatch(/^call tool write call write/);
    expect(ran.text).toBe(
      'One moment, I am looking that up.\n\nYour order A-17 was shipped on 3 May with UPS.',
    );
    expect(answerOf(ran)).toMatchObject({ supported: true, citations: [] });
    expect(ran.requests[1]?.messages.slice(-2)).toMatchObject([
      { role: 'assistant', toolCalls: [order] },
      { role: 'tool', callId: 'c1' },
    ]);
  });

  test('does not vouch for what it did not give', async () => {
    const ran = await run({
      request,
      scripts: [calls(order), '<<sure>>\nYour order A-17 was shipped on 9 May with UPS. You get a refund.'],
      tool: shipped,
    });
    expect(ran.text).toBe('One moment, I am looking that up.\n\nI could not find it.');
    expect(answerOf(ran)).toMatchObject({ supported: false, model: 'extractive' });
  });

  test('announced by the model is no answer: what the articles say is said where nothing comes of it', async () => {
    const announced = { kind: 'text', text: '<<sure>>\nLet me check that for you. ' } as const;
    const ran = await run({
      request: requestOf({ ...request, quoted: QUOTED }),
      scripts: [[announced, ...calls(order)], '<<sure>>\nEverything is free.'],
      tool: shipped,
    });
    expect(ran.text).toContain(QUOTED.text);
    expect(ran.text).not.toContain('free');
  });

  test('that is refused vouches for nothing, and what is missing may be asked for', async () => {
    const ran = await run({
      request: requestOf({ ...request, text: 'Please call me back.' }),
      scripts: [
        calls(order),
        'Your order was cancelled and the fee is missing. Could you please tell me your name and phone number?',
      ],
      tool: async () => ({
        kind: 'result',
        refused: true,
        text: 'Your order was cancelled and the fee is missing. The customer has not said "phone". Ask for it.',
      }),
    });
    expect(JSON.stringify(ran.requests[1]?.messages.at(-1))).toContain('has not said');
    expect(ran.text).not.toContain('cancelled');
    expect(ran.text).toContain('Could you please tell me your name and phone number?');
  });

  test('is run once, whoever asks for it again: in the next round, after a cut, with other spaces', async () => {
    const again = { ...order, id: 'c2', input: '{ "order": "A-17" }' };
    const ran = await run({
      request,
      scripts: [
        calls(order),
        calls(again),
        cut('Your or'),
        calls(order),
        'Order A-17 was shipped on 3 May with UPS.',
      ],
      tool: shipped,
    });
    expect(ran.tools).toHaveLength(1);
    expect(ran.text).toContain('Order A-17 was shipped on 3 May with UPS.');
  });

  test('is asked for in three rounds and four calls at most', async () => {
    const one = (n: number) =>
      calls(
        { ...order, id: `c${n}`, input: `{"order":"A-${n}"}` },
        { ...order, id: `d${n}`, input: `{"order":"B-${n}"}` },
      );
    const ran = await run({ request, scripts: [one(1), one(2), one(3), one(4), one(5)], tool: shipped });
    expect(ran.tools).toHaveLength(4);
    expect(ran.requests).toHaveLength(4);
    expect(answerOf(ran).text).toContain('I could not find it.');
  });

  test('that must be confirmed ends the turn with its question', async () => {
    const ran = await run({
      request,
      scripts: [calls(order)],
      tool: async () => ({ kind: 'ask', text: 'Cancel order A-17?', quickReplies: ['Yes', 'No'] }),
      deps: { pause: () => new Promise(() => undefined) },
    });
    expect(ran.text).toBe('Cancel order A-17?');
    expect(answerOf(ran).quickReplies).toEqual(['Yes', 'No']);
    expect(ran.requests).toHaveLength(1);
  });

  test('that hands over hands over, or where something was said offers a person', async () => {
    const quick = { pause: () => new Promise<void>(() => undefined) };
    const tool = async () => ({ kind: 'handoff' as const });
    const silent = await run({ request, scripts: [calls(order)], tool, deps: quick });
    expect(silent.generated).toEqual({ kind: 'handoff' });
    const slow = await run({
      request,
      scripts: [calls(order)],
      tool: () => new Promise((go) => setTimeout(go, 5, { kind: 'handoff' })),
    });
    expect(answerOf(slow).quickReplies).toEqual(['Talk to a person']);
  });

  test('that breaks is not known, and the turn goes on', async () => {
    const ran = await run({
      request,
      scripts: [calls(order), `${DAYS} [1]`],
      tool: async () => {
        throw new Error('broken');
      },
    });
    expect(ran.text).toContain(DAYS);
    expect(JSON.stringify(ran.requests[1]?.messages.at(-1))).toContain('could not be looked up');
  });

  test('gets values in place of tokens, and what it gives is masked for the model', async () => {
    const ran = await run({
      request: requestOf({ ...request, text: 'My mail is ann@acme.example, where is my order?' }),
      scripts: [calls({ ...order, input: '{"mail":"[EMAIL_1]"}' }), 'Order A-17 of [EMAIL_1] was shipped.'],
      tool: async () => ({
        kind: 'result',
        text: 'Order A-17 of ann@acme.example and bob@acme.example was shipped.',
      }),
    });
    expect(ran.tools[0]?.input).toBe('{"mail":"ann@acme.example"}');
    expect(JSON.stringify(ran.requests)).not.toContain('acme.example');
    expect(JSON.stringify(ran.requests[1])).toContain('[EMAIL_2]');
    expect(ran.text).toContain('Order A-17 of ann@acme.example was shipped.');
  });
});

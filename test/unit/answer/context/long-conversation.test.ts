import { beforeAll, describe, expect, test } from 'vitest';
import { coveredTurns, needsSummary, recentTurns } from '../../../../src/answer/context/needs-summary.ts';
import { nextMemory, SUMMARY_CHARS } from '../../../../src/answer/context/next-memory.ts';
import { FACTS_MAX, pinFacts } from '../../../../src/answer/context/pin-facts.ts';
import type { SeqTurn } from '../../../../src/answer/context/turns.ts';
import { composeRequest } from '../../../../src/answer/prompt/compose-request.ts';
import { summaryRequest } from '../../../../src/answer/prompt/summary-request.ts';
import { estimateTokens } from '../../../../src/domain/estimate-tokens.ts';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { type ConversationMemory, NO_MEMORY } from '../../../../src/domain/turn-ledger.ts';
import { findEntities } from '../../../../src/understand/entities/find-entities.ts';
import { mask } from '../../../../src/understand/mask/mask.ts';
import { promptInput } from '../prompt/prompt-input.ts';

const TURNS = 500;
/** Tokens: room for all of it, and so few that most turns leave something out. */
const ROOMY = 10_000;
const TIGHT = 4_500;
/** Messages of its conversation that a turn is given. */
const GIVEN = 20;
/** The turn whose message is as long as one may be. */
const LONGEST = 250;

const LINES = [
  'How long does delivery take? The tracking page has said "in transit" since Monday.',
  'Wie lange dauert die Lieferung? Die Seite sagt seit Montag, dass das Paket unterwegs ist.',
  'Combien de temps dure la livraison ? Le suivi n’a pas changé depuis lundi.',
  '¿Cuánto tarda el envío? El seguimiento no ha cambiado desde el lunes.',
  'Quanto tempo demora a entrega? O rastreio não mudou desde segunda-feira.',
  'Quanto tempo richiede la consegna? Il tracciamento non cambia da lunedì.',
  '配送にはどのくらいかかりますか。月曜日から追跡情報が変わっていません。',
  'كم تستغرق مدة التوصيل؟ لم تتغير حالة التتبع منذ يوم الاثنين.',
];

function customerSays(turn: number): string {
  const line = LINES[turn % LINES.length] ?? '';
  if (turn === 3)
    return 'My order #48213 of the Aurora Lamp arrived broken, error LAMP_ERR_42. I already tried another bulb.';
  if (turn === LONGEST) return `${line} `.repeat(200).slice(0, 8_000);
  if (turn % 13 === 0) return 'Ok.';
  if (turn % 17 === 0) return `${line} It is about order #${60_000 + turn}. `.repeat(12);
  return line;
}

const passages = Array.from({ length: 8 }, (_, at) => ({
  n: at + 1,
  title: `Delivery ${at}`,
  heading: 'Shipping',
  text: LINES.join(' ').repeat(2),
}));

interface Step {
  turn: number;
  question: string;
  request: LlmRequest;
  estimated: number;
  passages: number;
  memory: ConversationMemory;
  summarised: boolean;
}

/** A whole conversation as a turn lives it: answer, pin facts, and sum up when it is time. `model` writes the summaries, or fails. */
function converse(budget: number, model: (request: LlmRequest, round: number) => string | null): Step[] {
  const context = { now: 0, timeZone: 'UTC', locale: null, products: ['Aurora Lamp'] };
  const said: SeqTurn[] = [];
  const steps: Step[] = [];
  let memory = NO_MEMORY;
  let rounds = 0;
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const text = customerSays(turn);
    const question = mask(text).text;
    memory = {
      ...memory,
      facts: pinFacts(memory.facts, { masked: question, entities: findEntities(text, context) }),
    };
    const {
      request,
      inputTokens,
      passages: fitted,
    } = composeRequest(
      promptInput({
        question,
        passages,
        turns: recentTurns(memory, said.slice(-GIVEN)),
        memory: { summary: memory.summary.text, facts: memory.facts },
        limits: { inputTokens: budget, maxOutputTokens: 600 },
      }),
    );
    said.push({ seq: said.length + 1, role: 'customer', text: question });
    const answer = LINES[(turn + 1) % LINES.length] ?? '';
    said.push({ seq: said.length + 1, role: turn % 50 === 0 ? 'agent' : 'assistant', text: `${answer} [1]` });
    const given = said.slice(-GIVEN);
    const summarised = needsSummary(memory, given);
    if (summarised) {
      const covered = coveredTurns(memory, given);
      rounds += 1;
      memory = nextMemory(
        memory,
        covered,
        model(summaryRequest({ language: null, memory, turns: covered }), rounds),
      );
    }
    steps.push({ turn, question, request, estimated: inputTokens, passages: fitted, memory, summarised });
  }
  return steps;
}

const sent = ({ system, messages }: LlmRequest) =>
  estimateTokens([...system, ...messages].map(({ text }) => text).join('\n'));

const telling = (_: LlmRequest, round: number) =>
  JSON.stringify({
    summary: `It is about order 48213. Nothing has changed. ${'So they wait. '.repeat(round)}`,
    facts: [],
  });
const failing = (_: LlmRequest, round: number) => {
  if (round % 2 === 0) return null;
  return round % 3 === 0 ? '{"summary": 1}' : 'Sure! Here are 99999 facts.';
};

describe.each([
  ['without any model', ROOMY, () => null],
  ['without any model, in a tight budget', TIGHT, () => null],
  ['by a model', ROOMY, telling],
  ['by a model, in a tight budget', TIGHT, telling],
  ['by a model that fails or answers nonsense', ROOMY, failing],
])('a conversation of 500 turns in eight languages, summed up %s', (_name, budget, model) => {
  let steps: Step[] = [];
  beforeAll(() => {
    steps = converse(budget, model);
  });

  test('never sends more than its budget, and always passages and the whole question', () => {
    expect(steps).toHaveLength(TURNS);
    for (const { turn, question, request, estimated, passages: fitted } of steps) {
      expect([turn, estimated <= budget && sent(request) <= budget]).toEqual([turn, true]);
      expect([turn, fitted > 0]).toEqual([turn, true]);
      expect(request.messages.at(-1)?.text).toContain(question.trim());
    }
    expect(steps[LONGEST - 1]?.question.length).toBeGreaterThan(7_900);
  });

  test('never stalls: no message is lost between the summary and what stands word for word', () => {
    for (const { turn, memory } of steps) {
      expect(memory.summary.throughSeq).toBeGreaterThanOrEqual(turn * 2 - GIVEN);
      expect(memory.summary.throughSeq).toBeLessThanOrEqual(turn * 2 - 2);
    }
  });

  test('still knows at the end what was pinned in turn 3', () => {
    const last = steps.at(-1)?.request.messages.at(-1)?.text ?? '';
    for (const fact of [
      '48213',
      'Product: Aurora Lamp',
      'LAMP_ERR_42',
      'Tried: I already tried another bulb.',
    ])
      expect(last).toContain(fact);
    expect(steps.at(-1)?.memory.facts.length).toBeLessThanOrEqual(FACTS_MAX);
  });

  test('keeps the summary below its cap, and never empty once there is one', () => {
    for (const { memory } of steps) {
      expect(memory.summary.text.length).toBeLessThanOrEqual(SUMMARY_CHARS);
      expect(memory.summary.text !== '').toBe(memory.summary.throughSeq > 0);
    }
  });

  test('is summed up every few turns only, and in between its requests begin alike where there is room', () => {
    expect(steps.filter(({ summarised }) => summarised).length).toBeLessThanOrEqual(TURNS / 4);
    const broken = steps.filter(({ request }, at) => {
      const before = steps[at - 1];
      if (before === undefined || before.summarised) return false;
      const history = before.request.messages.slice(0, -1);
      return JSON.stringify(request.messages.slice(0, history.length)) !== JSON.stringify(history);
    });
    if (budget === ROOMY) expect(broken).toEqual([]);
    else expect(steps.some(({ passages: fitted }) => fitted < passages.length)).toBe(true);
  });
});

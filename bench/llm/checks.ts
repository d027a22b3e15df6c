import { demoCollection } from '../../scripts/evaluate/collections.ts';
import { knowledgeBase } from '../../scripts/evaluate/knowledge-base.ts';
import type { LlmEvent, LlmRequest } from '../../src/domain/llm.ts';
import type { Message } from '../../src/domain/message.ts';
import type { SearchResult } from '../../src/domain/passage.ts';
import { answerOf } from '../../test/stand-ins/llm/answer-of.ts';
import { requestOf, run } from '../../test/unit/answer/generate/generation-kit.ts';
import { type BenchOptions, type BenchRow, benchRow } from '../harness/report.ts';
import { percentile } from '../harness/stats.ts';

/** Questions whose answers are checked; each a few times, the first not counted. */
const QUESTIONS = { full: 60, quick: 15 };
const TIMES = 4;

/** What a customer says before: names, numbers and addresses to be masked, in a conversation of usual length. */
const SAID = [
  'Hello, this is Maria Lindqvist from Lindqvist Logistics, maria@lindqvist.example.',
  'Our admin left and I have to look after the org now. My number is +46 70 123 45 67.',
  'The case is 00012345 and it is rather urgent for us, we ship on Friday.',
];

/**
 * What masking, composing, the rails and grounding take of a turn whose model answers at once: message and history are masked, the answer
 * comes word by word, every sentence is held against the passages and filtered. Demo articles, in this process.
 */
export async function checkRows(options: BenchOptions): Promise<BenchRow[]> {
  const demo = demoCollection();
  const base = await knowledgeBase(demo.articles);
  try {
    const step = Math.max(
      1,
      Math.floor(demo.questions.length / (options.quick ? QUESTIONS.quick : QUESTIONS.full)),
    );
    const questions = demo.questions.filter((_, at) => at % step === 0);
    const times: number[] = [];
    let characters = 0;
    for (const { question } of questions) {
      const found = await base.find(question);
      for (let time = 0; time <= TIMES; time += 1) {
        const { ms, text } = await checkedAnswer(question, found);
        if (time === 0) continue;
        times.push(ms);
        characters += text.length;
      }
    }
    options.progress(
      `llm: ${times.length} answers of ${Math.round(characters / times.length)} characters checked, ` +
        `p50 ${percentile(times, 50).toFixed(1)}, p99 ${percentile(times, 99).toFixed(1)} ms`,
    );
    return [
      benchRow({
        what: 'masking, composing, rails and grounding of an answer, p50',
        value: percentile(times, 50),
        unit: 'ms',
        goal: { is: 'at most', limit: 10, of: 'value' },
      }),
    ];
  } finally {
    base.close();
  }
}

async function checkedAnswer(question: string, found: SearchResult): Promise<{ ms: number; text: string }> {
  const history = SAID.map((text, at): Message => message(text, at + 1));
  let asking = 0;
  const started = performance.now();
  const { text } = await run({
    scripts: [],
    request: requestOf({ text: question, history, found }),
    deps: {
      stream: async function* (request) {
        const began = performance.now();
        const events = eventsFor(request);
        // What the stand-in needs to write is nobody's overhead.
        asking += performance.now() - began;
        yield* events;
      },
    },
  });
  return { ms: performance.now() - started - asking, text };
}

function eventsFor(request: LlmRequest): LlmEvent[] {
  const answer = answerOf(
    {
      model: 'stand-in',
      stream: true,
      system: request.system.map(({ text }) => text).join('\n'),
      messages: request.messages.map(({ role, text }) => ({ role, text, calls: [] })),
      tools: [],
      schema: null,
      maxTokens: null,
      begun: '',
      wantsUsage: true,
    },
    null,
    { input: 0, cached: 0, cacheWrite: 0 },
  );
  return [
    { kind: 'model', model: 'openai/gpt-6-luna' },
    ...answer.pieces.map((text): LlmEvent => ({ kind: 'text', text })),
    { kind: 'end', stop: 'complete' },
  ];
}

function message(text: string, seq: number): Message {
  return {
    id: `msg_${seq}`,
    conversationId: 'cnv_1',
    seq,
    role: 'customer',
    text,
    createdAt: '2026-11-22T11:00:00.000Z',
    citations: [],
  };
}

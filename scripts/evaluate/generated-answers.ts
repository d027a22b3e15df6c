import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { extractAnswer } from '../../src/answer/extract.ts';
import { generateAnswer } from '../../src/answer/generate/generate-answer.ts';
import { keepTraceable } from '../../src/answer/trace.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/organization.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import { generateRequest, messageOf, pipelineDeps } from '../../test/support/attacks/answer-pipeline.ts';
import { memoryLedger } from '../../test/support/memory-ledger.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { type AskedModel, askModel } from './ask-model.ts';
import type { Collection } from './collections.ts';
import { type Answerer, type GradedCase, gradeCollection, gradedRows } from './graded-answers.ts';
import { judgeRequest, parseVerdict, type Verdict } from './graders/judge.ts';
import { detectIn } from './knowledge-base.ts';
import { mean } from './measures.ts';
import { hash } from './samples.ts';

/** Questions of a collection that a model is asked: some minutes and some cents. */
const ASKED = 60;
/** Milliseconds of one answer, and of one judgement. */
const TIMEOUT_MS = 60_000;
const SURE = 0.9;

/** Throws `UnaskableModel` before minutes are spent on what needs no model. */
export async function checkModels({ llm, judge, llmUrl }: EvaluateOptions): Promise<void> {
  for (const name of [llm, judge]) if (name !== null) await (await askModel(name, llmUrl)).stop();
}

/** What a model's answers are worth, on the same graders as the quoted ones; with a judge where one is named. */
export async function generatedRows(
  options: EvaluateOptions,
  collections: readonly Collection[],
): Promise<BenchRow[]> {
  const { llm, llmUrl, judge: judgeName, progress } = options;
  if (llm === null) return [];
  const model = await askModel(llm, llmUrl);
  const judge = judgeName === null ? null : await askModel(judgeName, llmUrl);
  const rows: BenchRow[] = [];
  try {
    for (const collection of collections) {
      const questions = [...collection.questions]
        .sort((a, b) => hash(a.question) - hash(b.question))
        .slice(0, ASKED);
      progress(`${collection.name}: ${questions.length} questions to ${model.name}`);
      const answerer = modelAnswerer(model);
      const cases = await gradeCollection(collection, questions, answerer);
      rows.push(wroteRow(`${collection.name}, ${model.name}`, answerer.wrote(), cases.length));
      rows.push(...gradedRows(`${collection.name}, ${model.name}`, cases));
      if (judge) rows.push(...judgedRows(`${collection.name}, ${model.name}`, await judged(judge, cases)));
    }
    for (const one of judge ? [model, judge] : [model]) rows.push(costRow(one));
  } finally {
    await model.stop();
    await judge?.stop();
  }
  return rows;
}

/** The product's own pipeline, around a model. */
function modelAnswerer(model: AskedModel): Answerer & { wrote(): number } {
  const prompts = new Set<string>();
  let wrote = 0;
  return {
    wrote: () => wrote,
    name: model.name,
    get prompts() {
      return [...prompts];
    },
    answer: async (question, found, language) => {
      const threshold = DEFAULT_SETTINGS.answerThreshold;
      const quoted = keepTraceable(
        extractAnswer({ question, found, threshold, language }, { analyze }),
        language,
      ).answer;
      const deps = pipelineDeps({
        stream: (request, signal) => {
          for (const { text } of request.system) prompts.add(text);
          return model.stream(request, signal);
        },
        runTool: async () => ({ kind: 'result', text: 'There is no such tool.' }),
        ledger: memoryLedger(),
        languageOf: (text) => {
          const heard = detectIn(text);
          return heard.confidence >= SURE ? heard.language : null;
        },
      });
      const message = messageOf('customer', question, 1);
      const request = generateRequest({ message, found, quoted, language });
      const generated = await generateAnswer(request, deps, () => {}, AbortSignal.timeout(TIMEOUT_MS));
      if (generated.kind !== 'answer') return quoted;
      wrote += 1;
      return generated.answer;
    },
  };
}

/** The rest was quoted: the model failed, did not know, or was not believed. */
function wroteRow(set: string, wrote: number, asked: number): BenchRow {
  const what = `${set}: answers that the model wrote (${asked})`;
  const value = (100 * wrote) / Math.max(1, asked);
  return benchRow({ what, value, unit: '%', goal: { is: 'at least', limit: 50, of: 'value' } });
}

async function judged(judge: AskedModel, cases: readonly GradedCase[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { question, sources, answer } of cases) {
    const request = judgeRequest(question.question, sources, answer.text);
    let text = '';
    for await (const event of judge.stream(request, AbortSignal.timeout(TIMEOUT_MS)))
      if (event.kind === 'text') text += event.text;
    const verdict = parseVerdict(text);
    if (verdict) verdicts.push(verdict);
  }
  return verdicts;
}

function judgedRows(set: string, verdicts: readonly Verdict[]): BenchRow[] {
  const share = (of: (verdict: Verdict) => boolean) => 100 * mean(verdicts.map((one) => Number(of(one))));
  const row = (what: string, value: number, is: 'at most' | 'at least', limit: number) =>
    benchRow({
      what: `${set}: judge says ${what} (${verdicts.length})`,
      value,
      unit: '%',
      goal: { is, limit, of: 'value' },
    });
  return [
    row(
      'correct',
      share((one) => one.correct),
      'at least',
      90,
    ),
    row(
      'complete',
      share((one) => one.complete),
      'at least',
      80,
    ),
    row(
      'invented',
      share((one) => one.invented),
      'at most',
      2,
    ),
    row(
      'useful, 4 or 5 of 5',
      share((one) => one.helpful >= 4),
      'at least',
      80,
    ),
  ];
}

/** What an evaluation has cost, in US cents. */
function costRow(model: AskedModel): BenchRow {
  const { calls, micros, priced } = model.spent();
  const what = `${model.name}: cost of ${calls} calls${priced ? '' : ', as far as prices are known'}`;
  return benchRow({
    what,
    value: micros / 1e4,
    unit: 'US cents',
    goal: { is: 'at most', limit: 500, of: 'value' },
  });
}

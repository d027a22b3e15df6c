import { LIMITS } from '../../domain/limits.ts';
import type { LlmEvent, LlmMessage, LlmRequest, ModelName } from '../../domain/llm.ts';
import type { Answer } from '../../domain/passage.ts';
import { phrases } from '../phrases.ts';
import { continueRequest } from '../prompt/continue-request.ts';
import { leadIn, unfinished } from '../tone/lead-in.ts';
import { AnswerWriter } from './answer-writer.ts';
import { GENERATE } from './generate-limits.ts';
import type { GenerateDeps, Generated, GenerateRequest } from './generate-ports.ts';
import { type Heard, listen } from './listen.ts';
import { maskRequest } from './mask-request.ts';
import { pieceCutter } from './piece-cutter.ts';
import { readProgress, saveProgress } from './progress.ts';
import { type ToolRunner, toolRunner } from './tool-runner.ts';

export type { GenerateDeps, Generated, GenerateRequest } from './generate-ports.ts';

/** A turn's answer on its way. */
interface Generation {
  request: GenerateRequest;
  deps: GenerateDeps;
  signal: AbortSignal;
  writer: AnswerWriter;
  tools: ToolRunner;
  /** What the next call is asked. */
  asked: LlmRequest;
  avoid: ModelName[];
  /** Models of which something was said. */
  spoke: ModelName[];
  /** Who answered the last call, with text or without. */
  heard: ModelName | null;
  continuations: number;
  rounds: number;
}

/** What is done after a stream has ended: ask once more, or end with this. */
type Next = { kind: 'again' } | { kind: 'over'; generated: Generated };

/**
 * Has a model answer from what was found: mask -> compose -> [listen -> judge -> say]... -> close. Only whole sentences are said, and only
 * those that a passage or a tool's result says; a cut stream is gone on with by another model; tools run between streams. The first
 * call is the only one before the first written word, unless it was cut before there was one. Throws on `signal` only.
 */
export async function generateAnswer(
  request: GenerateRequest,
  deps: GenerateDeps,
  write: (piece: string) => void,
  signal: AbortSignal,
): Promise<Generated> {
  const generation = begin(request, deps, write, signal);
  try {
    resume(generation);
    for (;;) {
      const heard = await ask(generation);
      const next = await react(generation, heard);
      if (next.kind === 'over') return next.generated;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return close(generation, { why: 'error', cut: true, replies: [] });
  } finally {
    deps.onDropped?.(generation.writer.dropped());
  }
}

function begin(
  request: GenerateRequest,
  deps: GenerateDeps,
  write: (piece: string) => void,
  signal: AbortSignal,
): Generation {
  const { masked, vault } = maskRequest(request, deps);
  const { request: asked, passages = request.found.passages.length } = deps.compose(masked);
  const writer = new AnswerWriter({
    masked,
    passages: request.found.passages.slice(0, passages),
    system: asked.system.map(({ text }) => text),
    vault,
    deps,
    write: (piece) => {
      signal.throwIfAborted();
      write(piece);
    },
  });
  const onWait = () => speakFirst(writer, request.language);
  const tools = toolRunner({ vault, deps, signal, onWait });
  return {
    request,
    deps,
    signal,
    writer,
    tools,
    asked,
    avoid: [],
    spoke: [],
    heard: null,
    continuations: 0,
    rounds: 0,
  };
}

/** What an interrupted turn had said is said again, to the letter, so that nobody notices; the next call goes on after it. */
function resume(generation: Generation): void {
  const { deps, writer, spoke, asked } = generation;
  const progress = readProgress(deps.ledger);
  if (progress === null) return;
  if (progress.signal !== null) writer.setSignal(progress.signal);
  const cutter = pieceCutter();
  writer.take([...cutter.push(progress.said), ...cutter.end()]);
  if (!writer.isOpen()) return;
  spoke.push(...progress.models);
  writer.startContinuation();
  generation.asked = continueRequest(asked, writer.raw());
}

/** One call, from its request to the end of its stream. */
async function ask(generation: Generation): Promise<Heard> {
  const { deps, signal, writer, asked, avoid, spoke } = generation;
  signal.throwIfAborted();
  const leave = new AbortController();
  const events = deps.stream(asked, { avoid, signal: AbortSignal.any([signal, leave.signal]) });
  let model: ModelName | null = null;
  const credit = () => {
    if (model !== null && writer.isOpen() && !spoke.includes(model)) spoke.push(model);
  };
  try {
    return await listen(alive(events, signal), {
      onModel: (name) => {
        model = name;
        generation.heard = name;
      },
      onSignal: (own) => writer.setSignal(own),
      onPieces: (pieces) => {
        const before = writer.text().length;
        writer.take(pieces);
        if (writer.text().length === before) return;
        credit();
        keep(generation);
      },
      mayAskTools: asked.tools.length > 0 && generation.rounds < GENERATE.toolRounds,
    });
  } finally {
    leave.abort();
  }
}

/** An answer with a tool's results in it is begun anew after an interruption: the results are asked for again. */
function keep({ deps, writer, spoke, rounds }: Generation): void {
  if (rounds > 0) return;
  saveProgress(deps.ledger, { said: writer.raw(), models: spoke, signal: writer.signal() });
}

/** A stream that stops at once when the turn has ended. */
async function* alive(events: AsyncIterable<LlmEvent>, signal: AbortSignal): AsyncGenerator<LlmEvent> {
  for await (const event of events) {
    signal.throwIfAborted();
    yield event;
  }
  signal.throwIfAborted();
}

async function react(generation: Generation, heard: Heard): Promise<Next> {
  if (heard.end === 'tools' && generation.rounds < GENERATE.toolRounds) return runTools(generation, heard);
  if (heard.end === 'failed' && goesOn(generation, heard)) return { kind: 'again' };
  const why = heard.end === 'failed' ? `failed: ${heard.failure?.reason ?? 'incomplete'}` : heard.end;
  const { last, replies } = heard;
  generation.writer.take(last);
  return {
    kind: 'over',
    generated: close(generation, { why, replies, cut: heard.cut && last.length === 0 }),
  };
}

/** Prepares the call of another model after a cut; false where none would do better. */
function goesOn(generation: Generation, { failure, model }: Heard): boolean {
  const { writer, avoid, asked } = generation;
  if (model === null || failure?.next === 'stop' || generation.continuations >= GENERATE.continuations)
    return false;
  generation.continuations += 1;
  if (!avoid.includes(model)) avoid.push(model);
  writer.startContinuation();
  generation.asked = continueRequest(asked, writer.raw());
  return true;
}

async function runTools(generation: Generation, { calls }: Heard): Promise<Next> {
  const { writer, tools, request, asked } = generation;
  generation.rounds += 1;
  const round = await tools.run(calls);
  if (round.kind === 'handoff') {
    if (!writer.hasSpoken()) return { kind: 'over', generated: { kind: 'handoff' } };
    const quickReplies = [phrases(request.language).person];
    return { kind: 'over', generated: answerOf(generation, { quickReplies, supported: true }) };
  }
  if (round.kind === 'ask') {
    writer.finish();
    writer.sayOwn(round.text);
    const quickReplies = round.quickReplies.slice(0, LIMITS.quickReplies);
    return { kind: 'over', generated: answerOf(generation, { quickReplies, supported: true }) };
  }
  speakFirst(writer, request.language);
  const said: LlmMessage = { role: 'assistant', text: writer.raw(), toolCalls: calls };
  generation.asked = { ...asked, messages: [...withoutBeginning(asked), said, ...round.messages] };
  for (const text of round.evidence) writer.addResult(text);
  writer.startRound();
  return { kind: 'again' };
}

/** The beginning of an answer that was gone on with is in `raw` as well. */
function withoutBeginning({ messages }: LlmRequest): readonly LlmMessage[] {
  const last = messages.at(-1);
  return last?.role === 'assistant' && last.toolCalls.length === 0 ? messages.slice(0, -1) : messages;
}

/** Nobody waits for a second call without having read a word. */
function speakFirst(writer: AnswerWriter, language: string | null): void {
  if (!writer.hasSpoken()) writer.sayOwn(leadIn(language));
}

/** What is said in the end, by what was said until now. */
function close(
  generation: Generation,
  { why, cut, replies }: { why: string; cut: boolean; replies: readonly string[] },
): Generated {
  const { writer, request } = generation;
  const { quoted, language } = request;
  generation.signal.throwIfAborted();
  if (!writer.isOpen()) {
    const asksBack = !quoted.supported && !why.startsWith('failed') && writer.askBack();
    if (asksBack)
      return answerOf(generation, { quickReplies: shownReplies(writer, replies), supported: false });
    if (!writer.hasSpoken()) return { kind: 'quoted', why: why === 'complete' ? 'unsupported' : why };
    return quotedAfter(generation);
  }
  const isIncomplete = cut && why !== 'complete';
  if (isIncomplete) {
    writer.finish();
    writer.sayOwn(unfinished(language));
  }
  const quickReplies = isIncomplete ? [phrases(language).person] : shownReplies(writer, replies);
  return answerOf(generation, { quickReplies, supported: true });
}

function shownReplies(writer: AnswerWriter, replies: readonly string[]): string[] {
  const fitting = replies.filter(({ length }) => length <= GENERATE.quickReplyChars);
  return [...new Set(writer.replies(fitting))].slice(0, LIMITS.quickReplies);
}

/** Something was looked up and nothing could be said of it: what the articles say is said behind our own first words. */
function quotedAfter({ writer, request: { quoted } }: Generation): Generated {
  writer.sayOwn(quoted.text);
  return { kind: 'answer', answer: { ...quoted, text: writer.text() } };
}

function answerOf(
  { writer, spoke, heard, asked, request }: Generation,
  { quickReplies, supported }: Pick<Answer, 'quickReplies' | 'supported'>,
): Generated {
  writer.finish();
  const model = spoke.length > 0 ? spoke.join(' + ') : (heard ?? asked.task);
  const confidence = supported
    ? writer.confidence()
    : Math.min(writer.confidence(), request.quoted.confidence);
  const citations = writer.citations();
  return {
    kind: 'answer',
    answer: { text: writer.text(), citations, confidence, supported, quickReplies, model },
  };
}

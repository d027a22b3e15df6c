import type { ParsedScript } from './script.ts';
import { splitWords } from './split-words.ts';
import { type Answer, type Asked, tokensOf, type Usage } from './vendor.ts';
import { writeAnswer } from './write-answer.ts';

/** What a model that declines says. */
const REFUSAL = "I'm sorry, but I can't help with that.";

/** The answer to a request: what its script says, else what the writer makes of its prompt. */
export function answerOf(asked: Asked, script: ParsedScript | null, prompt: Omit<Usage, 'output'>): Answer {
  const said = saidOf(asked, script);
  const limited = within(said.pieces, asked.maxTokens);
  const { usage: own = {} } = script ?? {};
  const output = tokensOf(limited.pieces.join('') + said.toolCalls.map(({ input }) => input).join(''));
  const usage: Usage = {
    input: own.input ?? prompt.input,
    cached: own.cached ?? prompt.cached,
    cacheWrite: own.cacheWrite ?? prompt.cacheWrite,
    output: own.output ?? output,
  };
  return {
    pieces: limited.pieces,
    toolCalls: limited.cut ? [] : said.toolCalls,
    stop: stopOf(said, script, limited.cut),
    usage: script?.silentUsage ? null : usage,
  };
}

type Said = Pick<Answer, 'pieces' | 'toolCalls'>;

function stopOf(said: Said, script: ParsedScript | null, cut: boolean): Answer['stop'] {
  if (script?.fault?.kind === 'refusal') return 'refused';
  if (cut || script?.stop === 'length') return 'length';
  return said.toolCalls.length > 0 ? 'tools' : 'complete';
}

function saidOf(asked: Asked, script: ParsedScript | null): Said {
  const fault = script?.fault;
  if (fault?.kind === 'refusal') return { pieces: splitWords(REFUSAL), toolCalls: [] };
  if (fault?.kind === 'huge') return { pieces: huge(fault.characters), toolCalls: [] };
  const scripted = script && (script.text ?? script.chunks ?? script.toolCalls) !== undefined;
  const said = scripted ? scriptedAnswer(script) : writeAnswer(asked, { repeats: fault?.kind === 'repeat' });
  if (fault?.kind !== 'bad-tool-json') return said;
  const [tool] = asked.tools;
  const broken =
    said.toolCalls.length > 0 || !tool
      ? said.toolCalls
      : [{ id: 'call_standin_bad', name: tool.name, input: '' }];
  return { ...said, toolCalls: broken.map((call) => ({ ...call, input: '{"order_number": "10' })) };
}

function scriptedAnswer({ text, chunks, toolCalls = [] }: ParsedScript): Said {
  return {
    pieces: chunks ?? splitWords(text ?? ''),
    toolCalls: toolCalls.map(({ id, name, input }, at) => ({
      id: id ?? `call_standin_${at + 1}`,
      name,
      input: typeof input === 'string' ? input : JSON.stringify(input),
    })),
  };
}

function huge(characters: number): string[] {
  const sentence = 'This answer is far too long. ';
  const text = sentence.repeat(Math.ceil(characters / sentence.length)).slice(0, characters);
  return text.match(/[\s\S]{1,4096}/g) ?? [];
}

/** A flood respects no limit: it stands for a server that does not. */
function within(
  pieces: readonly string[],
  maxTokens: number | null,
): { pieces: readonly string[]; cut: boolean } {
  if (maxTokens === null || pieces.some((one) => one.length > 1_000)) return { pieces, cut: false };
  let left = maxTokens;
  const kept: string[] = [];
  for (const piece of pieces) {
    left -= tokensOf(piece);
    if (left < 0) return { pieces: kept, cut: true };
    kept.push(piece);
  }
  return { pieces: kept, cut: false };
}

import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { LlmMessage, LlmRequest, PromptPart } from '../../domain/llm.ts';
import type { ModelFacts } from './models.ts';
import { inputObject, prepareRequest } from './prepare-request.ts';

/**
 * The body of a call in the format of OpenAI's chat completions. `own` true: OpenAI itself, which knows newer fields; other servers
 * get only what all of them take. Pure.
 */
export function openAiRequest(
  model: string,
  request: LlmRequest,
  facts: ModelFacts,
  own: boolean,
): ChatCompletionCreateParamsStreaming {
  const { system, messages, maxTokens, temperature, schema } = prepareRequest(request, facts);
  const marked = own && facts.cacheBreakpoints && system.some(({ cache }) => cache);
  const effort = EFFORTS[facts.thinking];
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [...systemMessages(system, marked), ...messages.flatMap(toMessages)],
    // OpenAI's reasoning models refuse the old name, most other servers know only that.
    ...(own || facts.contextTokens >= NEW_NAME_FROM
      ? { max_completion_tokens: maxTokens }
      : { max_tokens: maxTokens }),
    ...(temperature === null ? {} : { temperature }),
    ...(effort === null ? {} : { reasoning_effort: effort }),
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map(({ name, description, input }) => ({
            type: 'function' as const,
            function: { name, description, parameters: { ...input } },
          })),
        }),
    ...(schema === null
      ? {}
      : {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { name: schema.name, schema: { ...schema.schema }, strict: true },
          },
        }),
    ...(marked ? { prompt_cache_options: { mode: 'explicit' as const } } : {}),
    ...(own ? { prompt_cache_key: cacheKey(system), store: false } : {}),
  };
}

/** Only models of OpenAI's newer families have as much; behind a gateway they keep their rules. */
const NEW_NAME_FROM = 400_000;

const EFFORTS = { absent: null, off: 'none', between_tools: null, minimal: 'minimal', low: 'low' } as const;

/** Parts up to and with the last stable one stand first, so that they are the same prefix in every call. */
function systemMessages(system: readonly PromptPart[], marked: boolean): ChatCompletionMessageParam[] {
  if (system.length === 0) return [];
  if (!marked) return [{ role: 'system', content: system.map(({ text }) => text).join('\n\n') }];
  const ends = system.flatMap(({ cache }, index) => (cache ? [index] : [])).slice(-CACHE_BREAKPOINTS);
  const content = system.map(({ text }, index) => ({
    type: 'text' as const,
    text: index === 0 ? text : `\n\n${text}`,
    ...(ends.includes(index) ? { prompt_cache_breakpoint: { mode: 'explicit' as const } } : {}),
  }));
  return [{ role: 'system', content }];
}

/** A request may write so many: https://developers.openai.com/api/docs/guides/prompt-caching */
const CACHE_BREAKPOINTS = 4;

function toMessages(message: LlmMessage): ChatCompletionMessageParam[] {
  switch (message.role) {
    case 'user':
      return [{ role: 'user', content: message.text }];
    case 'tool':
      return [{ role: 'tool', tool_call_id: message.callId, content: message.text }];
    case 'assistant':
      if (message.toolCalls.length === 0) return [{ role: 'assistant', content: message.text }];
      return [
        {
          role: 'assistant',
          content: message.text === '' ? null : message.text,
          tool_calls: message.toolCalls.map(({ id, name, input }) => ({
            id,
            type: 'function' as const,
            function: { name, arguments: JSON.stringify(inputObject(input)) },
          })),
        },
      ];
  }
}

/** Calls with the same stable prefix go to the same machines. Says nothing of the prefix: FNV-1a, 32 bits. */
function cacheKey(system: readonly PromptPart[]): string {
  const last = system.findLastIndex(({ cache }) => cache);
  let hash = 0x811c9dc5;
  for (const { text } of system.slice(0, last + 1))
    for (let at = 0; at < text.length; at += 1)
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return `edgewise-${hash.toString(16).padStart(8, '0')}`;
}

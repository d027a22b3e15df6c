import type {
  ContentBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
  TextBlockParam,
  ToolUseBlockParam,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { LlmMessage, LlmRequest, PromptPart } from '../../domain/llm.ts';
import type { ModelFacts } from './models.ts';
import { inputObject, prepareRequest } from './prepare-request.ts';

/** The body of a call of Anthropic's Messages. Pure. */
export function anthropicRequest(
  model: string,
  request: LlmRequest,
  facts: ModelFacts,
): MessageCreateParamsStreaming {
  const { system, messages, maxTokens, temperature, schema } = prepareRequest(request, facts);
  const config = {
    ...(facts.thinking === 'low' ? { effort: 'low' as const } : {}),
    ...(schema === null ? {} : { format: { type: 'json_schema' as const, schema: { ...schema.schema } } }),
  };
  return {
    model,
    stream: true,
    max_tokens: maxTokens,
    ...(system.length === 0 ? {} : { system: systemBlocks(system) }),
    messages: toMessages(messages),
    ...(temperature === null ? {} : { temperature }),
    ...(facts.thinking === 'off' ? { thinking: { type: 'disabled' as const } } : {}),
    ...(facts.thinking === 'between_tools' ? { thinking: { type: 'between_tools' as const } } : {}),
    ...(Object.keys(config).length === 0 ? {} : { output_config: config }),
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map(({ name, description, input }) => ({
            name,
            description,
            input_schema: { ...input, type: 'object' as const },
          })),
        }),
  };
}

/** So many ends of prefixes can be kept: https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
const CACHE_BREAKPOINTS = 4;

/** Of too many marks the last are kept: each stands for all before it. */
function systemBlocks(system: readonly PromptPart[]): TextBlockParam[] {
  const ends = system.flatMap(({ cache }, index) => (cache ? [index] : [])).slice(-CACHE_BREAKPOINTS);
  return system.map(({ text }, index) => ({
    type: 'text',
    text,
    ...(ends.includes(index) ? { cache_control: { type: 'ephemeral' as const } } : {}),
  }));
}

/** Results of tools are content of the user's next message: neighbours with the same role are joined. Empty texts are refused. */
function toMessages(messages: readonly LlmMessage[]): MessageParam[] {
  const joined: { role: 'user' | 'assistant'; content: ContentBlockParam[] }[] = [];
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const content = toBlocks(message);
    const last = joined.at(-1);
    if (last?.role === role) last.content.push(...content);
    else if (content.length > 0) joined.push({ role, content });
  }
  return joined;
}

function toBlocks(message: LlmMessage): ContentBlockParam[] {
  const text: TextBlockParam[] =
    message.role !== 'tool' && message.text.trim() !== '' ? [{ type: 'text', text: message.text }] : [];
  switch (message.role) {
    case 'user':
      return text;
    case 'tool':
      return [{ type: 'tool_result', tool_use_id: toolId(message.callId), content: message.text }];
    case 'assistant':
      return [
        ...text,
        ...message.toolCalls.map(
          ({ id, name, input }): ToolUseBlockParam => ({
            type: 'tool_use',
            id: toolId(id),
            name,
            input: inputObject(input),
          }),
        ),
      ];
  }
}

/** Another provider's id may have characters that are refused here. */
function toolId(id: string): string {
  return id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'call';
}

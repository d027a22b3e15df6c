import type { JsonSchema, LlmMessage, LlmRequest, PromptPart } from '../../domain/llm.ts';
import type { ModelFacts } from './models.ts';

/** A request as any of the wire formats can say it to this model. */
export interface PreparedRequest {
  system: PromptPart[];
  messages: LlmMessage[];
  /** With what the model may think before it speaks. */
  maxTokens: number;
  /** Null: not sent. */
  temperature: number | null;
  /** The schema that the provider enforces; null where none is asked for, or it is asked for in words. */
  schema: { name: string; schema: JsonSchema } | null;
}

/**
 * Fits a request to a model: what it does not take is left out or said in words. An answer to be continued goes to most models
 * as an instruction: OpenAI's begin a new message after one of the assistant, and Claude refuses it since 4.6. Pure.
 */
export function prepareRequest(request: LlmRequest, facts: ModelFacts): PreparedRequest {
  const system = request.system
    .filter(({ text }) => text.trim() !== '')
    .map((part) => ({ ...part, text: clean(part.text) }));
  const enforced = request.json !== null && facts.jsonSchema && isClosed(request.json.schema);
  if (request.json !== null && !enforced)
    system.push({ text: `${JSON_INSTRUCTION}\n${JSON.stringify(request.json.schema)}`, cache: false });
  const room = Math.max(1, Math.min(request.maxOutputTokens + facts.thinkingTokens, facts.maxOutputTokens));
  return {
    system,
    messages: continued(request.messages, facts.prefill && facts.thinking === 'absent').map((message) => ({
      ...message,
      text: clean(message.text),
    })),
    maxTokens: room,
    temperature: facts.temperature ? request.temperature : null,
    schema: enforced ? request.json : null,
  };
}

/** Tool calls that a conversation has had, so that a new one can be numbered on. Pure. */
export function countToolCalls({ messages }: LlmRequest): number {
  return messages.reduce((sum, one) => sum + (one.role === 'assistant' ? one.toolCalls.length : 0), 0);
}

/** A tool call's input as an object: formats and servers refuse a history that holds anything else. Pure. */
export function inputObject(input: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Halves of characters and NUL are refused by some, whoever wrote them. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

const JSON_INSTRUCTION =
  'Answer with one JSON object and nothing else: no words around it, no code fence. It follows this JSON Schema:';

const CONTINUE_INSTRUCTION =
  'The connection broke in the middle of your last message; the reader has seen it exactly as it stands above. Write only what ' +
  'comes after its last character, in the same language and form. Repeat nothing of it, do not begin again, do not mention the break.';

function continued(messages: readonly LlmMessage[], prefill: boolean): LlmMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || last.toolCalls.length > 0) return [...messages];
  const before = messages.slice(0, -1);
  const begun = last.text.trimEnd();
  if (begun === '') return before;
  // White space at the end of what is continued is refused, and the model writes its own.
  if (prefill) return [...before, { ...last, text: begun }];
  return [...before, last, { role: 'user', text: CONTINUE_INSTRUCTION }];
}

/** True when every object of a schema names all it may hold and requires it: what both vendors can enforce. */
function isClosed(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return true;
  if (Array.isArray(schema)) return schema.every(isClosed);
  const { type, properties, required, additionalProperties, ...rest } = Object.fromEntries(
    Object.entries(schema),
  );
  if (type === 'object') {
    const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
    const all = Array.isArray(required) ? required : [];
    if (additionalProperties !== false || !names.every((name) => all.includes(name))) return false;
  }
  const inside = typeof properties === 'object' && properties !== null ? Object.values(properties) : [];
  return [...inside, ...Object.values(rest)].every(isClosed);
}

import { estimateTokens } from '../../domain/estimate-tokens.ts';
import type { LlmRequest } from '../../domain/llm.ts';
import { cutMiddle } from '../context/cut-text.ts';
import { SPEAKERS, TURN_CHARS, type Turn } from '../context/turns.ts';
import { summaryV1 as prompt } from './summary-v1.ts';

export interface SummaryInput {
  /** BCP 47 or ISO 639-1; null: that of the conversation. */
  language: string | null;
  memory: { summary: { text: string }; facts: readonly string[] };
  /** What `coveredTurns` gave: masked, oldest first. */
  turns: readonly Turn[];
}

/** Tokens of turns that one summary reads: twice what stands word for word before one is made. Of more, the newest. */
const TURNS_TOKENS = 8_000;
/** A dozen sentences and eight facts as JSON, in the script that costs most. */
const OUTPUT_TOKENS = 2_000;

/** What the answer's JSON looks like; `nextMemory` reads it. */
const SCHEMA = {
  type: 'object',
  properties: {
    summary: { type: 'string' },
    facts: { type: 'array', items: { type: 'string' } },
  },
  required: ['summary', 'facts'],
  additionalProperties: false,
};

/** The request for a rolling summary, outside any turn that a customer waits for. Prompt `summary-v1`. Pure. */
export function summaryRequest({ language, memory, turns }: SummaryInput): LlmRequest {
  const lines: string[] = [];
  let left = TURNS_TOKENS;
  for (const { role, text } of turns.toReversed()) {
    const line = `${SPEAKERS[role]}: ${cutMiddle(text, TURN_CHARS)}`;
    left -= estimateTokens(line);
    if (left < 0) break;
    lines.unshift(line);
  }
  const text = prompt.fill('notes', {
    summary: memory.summary.text || 'None yet.',
    facts: memory.facts.map((fact) => `- ${fact}`).join('\n') || 'None yet.',
    turns: lines.join('\n'),
    language: language ?? 'that of the messages',
  });
  return {
    task: 'summary',
    prompt: prompt.id,
    system: [{ text: prompt.parts.rails, cache: true }],
    messages: [{ role: 'user', text }],
    tools: [],
    maxOutputTokens: OUTPUT_TOKENS,
    temperature: 0,
    json: { name: 'notes', schema: SCHEMA },
  };
}

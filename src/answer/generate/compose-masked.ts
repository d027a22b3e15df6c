import { DEFAULT_LLM_SETTINGS } from '../../domain/llm.ts';
import type { MessageRole } from '../../domain/message.ts';
import { type ComposedRequest, composeRequest, type PromptTurn } from '../prompt/compose-request.ts';
import type { MaskedRequest } from './generate-ports.ts';

/** The first request of a turn, from what is masked. `now`: ISO 8601. Pure. */
export function composeMasked(
  masked: MaskedRequest,
  context: { now: string; limits: { inputTokens: number; maxOutputTokens: number } },
): ComposedRequest {
  const { organization, customer, language, meaning, message, history, memory, found, tools } = masked;
  const { name, settings } = organization;
  const { voice, instructions } = settings.llm ?? DEFAULT_LLM_SETTINGS;
  const { text: summary, throughSeq } = memory.summary;
  return composeRequest({
    organization: {
      name,
      displayName: settings.displayName,
      voice,
      instructions,
      timeZone: settings.timeZone,
    },
    customer: { name: customer.name, verified: customer.verified },
    language,
    now: context.now,
    feeling: { emotion: meaning.emotion.label, frustration: meaning.frustration, trend: meaning.trend },
    question: message.text,
    turns: history
      .filter(({ seq }) => summary === '' || seq > throughSeq)
      .flatMap(({ role, text }): PromptTurn[] => (isSpoken(role) ? [{ role, text }] : [])),
    memory: { summary, facts: memory.facts },
    passages: found.passages.map(({ title, heading, text }, at) => ({ n: at + 1, title, heading, text })),
    tools,
    limits: context.limits,
  });
}

function isSpoken(role: MessageRole): role is PromptTurn['role'] {
  return role !== 'system';
}

import { estimateTokens } from '../../domain/estimate-tokens.ts';
import type { LlmMessage, LlmRequest, ToolSpec } from '../../domain/llm.ts';
import { cutMiddle } from '../context/cut-text.ts';
import { fitContext } from '../context/fit-context.ts';
import { TURN_CHARS, type Turn } from '../context/turns.ts';
import { greetingName } from '../tone/greeting-name.ts';
import { type Feeling, toneOf } from '../tone/tone-of.ts';
import { answerV1 as prompt } from './answer-v1.ts';
import { localTime } from './local-time.ts';

/** What was said before; `text` masked. */
export type PromptTurn = Turn;

/** Everything here is masked, or is not personal. */
export interface PromptInput {
  organization: {
    name: string;
    displayName: string;
    voice: string;
    instructions: string;
    /** IANA. */
    timeZone: string;
  };
  /** `name`: masked, or the first name of a verified customer. */
  customer: { name: string | null; verified: boolean };
  /** BCP 47 or ISO 639-1 of the answer; null: that of the message. */
  language: string | null;
  /** ISO 8601. */
  now: string;
  feeling: Feeling;
  question: string;
  /** Oldest first, without the question, from the summary's end on. */
  turns: readonly PromptTurn[];
  memory: { summary: string; facts: readonly string[] };
  /** Best first; `n` is what the answer cites. */
  passages: readonly { n: number; title: string; heading: string; text: string }[];
  tools: readonly ToolSpec[];
  limits: { inputTokens: number; maxOutputTokens: number };
}

export interface ComposedRequest {
  request: LlmRequest;
  /** `answer-v1`. */
  promptVersion: string;
  /** How many passages are in the request: the first so many of the input. */
  passages: number;
  /** Estimated tokens of the input. */
  inputTokens: number;
}

/** 0 to 1: some variety reads naturally, but facts must not vary. */
const TEMPERATURE = 0.2;
const LANGUAGE = /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,4}$/;

/**
 * The request for an answer. What stays the same stands first, for the sake of caches (docs/llm.md, "Prompts and context"):
 * rails, what the organization adds, the conversation so far; what changes with each turn stands in the last message. Pure.
 */
export function composeRequest(input: PromptInput): ComposedRequest {
  const system = systemParts(input.organization);
  const tools = input.tools.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const around = { situation: situation(input), tone: tone(input) };
  const question = lastMessage(input.question, around, [], []);
  const turns = input.turns.filter(({ text }) => text.trim() !== '');
  const passages = input.passages.map(({ n, title, heading, text }) =>
    prompt.fill('passage', { number: String(n), title, section: heading, text }),
  );
  const fitted = fitContext(
    { ...input.memory, turns: turns.map(turnText), passages },
    {
      always: [...system, ...tools.map((tool) => JSON.stringify(tool)), question],
      budgetTokens: input.limits.inputTokens,
      estimate: estimateTokens,
    },
  );
  const kept = fitted.turns.length;
  return {
    request: {
      task: 'answer',
      prompt: prompt.id,
      system: system.map((text) => ({ text, cache: true })),
      messages: alternating([
        ...history(fitted.summary, kept === 0 ? [] : turns.slice(-kept)),
        { role: 'user', text: lastMessage(input.question, around, fitted.facts, fitted.passages) },
      ]),
      tools,
      maxOutputTokens: input.limits.maxOutputTokens,
      temperature: TEMPERATURE,
      json: null,
    },
    promptVersion: prompt.id,
    passages: fitted.passages.length,
    inputTokens: fitted.tokens,
  };
}

/** A tool's result as the text of a `tool` message: as data that nobody obeys. Pure. */
export function toolResultText(tool: string, result: string): string {
  return prompt.fill('toolResult', { tool, result });
}

/** The rails alone, the same for everybody; then what the organization adds, between rails. */
function systemParts({ displayName, name, voice, instructions }: PromptInput['organization']): string[] {
  const additions = [
    ...(voice.trim() === '' ? [] : [prompt.fill('voice', { voice })]),
    ...(instructions.trim() === '' ? [] : [prompt.fill('instructions', { instructions })]),
  ].join('\n');
  const organization = prompt.fill('organization', { displayName: displayName || name, additions });
  return [prompt.parts.rails, `${organization}\n\n${prompt.parts.closing}`];
}

function situation({ now, organization, language, customer }: PromptInput): string {
  const lines = [
    `Time: ${localTime(now, organization.timeZone)}`,
    language !== null && LANGUAGE.test(language)
      ? `Language of the answer: ${language}`
      : 'Language of the answer: that of the customer’s message',
    customer.verified
      ? 'The customer is verified.'
      : 'The customer is not verified: of a person, order or account say only what a tool’s result says.',
  ];
  return prompt.fill('situation', { situation: lines.join('\n') });
}

function tone({ feeling, organization, customer, turns, memory }: PromptInput): string {
  const firstAnswer = memory.summary === '' && turns.every(({ role }) => role === 'customer');
  const name = greetingName(customer, firstAnswer);
  const lines = [
    ...toneOf(feeling, { given: organization.voice.trim() !== '' }),
    name === null
      ? 'Do not address the customer by name.'
      : `This is the first answer: you may begin with a greeting of ${name} by this first name only.`,
  ];
  return prompt.fill('tone', { tone: lines.map((line) => `- ${line}`).join('\n') });
}

function lastMessage(
  question: string,
  around: { situation: string; tone: string },
  facts: readonly string[],
  passages: readonly string[],
): string {
  return [
    around.situation,
    around.tone,
    ...(facts.length > 0
      ? [prompt.fill('facts', { facts: facts.map((fact) => `- ${fact}`).join('\n') })]
      : []),
    prompt.fill('passages', { passages: passages.length > 0 ? passages.join('\n') : 'None was found.' }),
    prompt.fill('question', { question }),
    prompt.parts.reminder,
  ].join('\n\n');
}

function history(summary: string, turns: readonly Turn[]): LlmMessage[] {
  const messages = turns.map((turn): LlmMessage => {
    const text = turnText(turn);
    return turn.role === 'customer' ? { role: 'user', text } : { role: 'assistant', text, toolCalls: [] };
  });
  if (summary !== '') messages.unshift({ role: 'user', text: prompt.fill('earlier', { summary }) });
  else if (messages[0]?.role === 'assistant')
    messages.unshift({ role: 'user', text: prompt.parts.beginning });
  return messages;
}

function turnText({ role, text }: Turn): string {
  const cut = { text: cutMiddle(text, TURN_CHARS) };
  return role === 'agent' ? prompt.fill('agentTurn', cut) : prompt.fill('turn', cut);
}

/** Neighbours of one role become one message: both vendors want them to alternate. */
function alternating(messages: readonly LlmMessage[]): LlmMessage[] {
  const joined: LlmMessage[] = [];
  for (const message of messages) {
    const before = joined.at(-1);
    if (before === undefined || before.role !== message.role) joined.push(message);
    else joined[joined.length - 1] = { ...before, text: `${before.text}\n\n${message.text}` };
  }
  return joined;
}

import { customerField } from '../../domain/connector.ts';
import type { CustomerProfile } from '../../domain/conversation.ts';
import type { ToolCall } from '../../domain/llm.ts';
import { type Input, parseInput, whyMisformed } from './parse-input.ts';
import { previewOf } from './preview.ts';
import type { Tool } from './tool.ts';
import { wasSaid } from './was-said.ts';

/** Calls of one turn: a look-up or three; a model that asks more often goes in circles. */
export const CALLS_PER_TURN = 6;
/** Runs of one conversation within an hour: more is somebody who uses us to query a system, or a model that does. */
export const RUNS_PER_HOUR = 20;

/** What is decided from, beside the call. All of it is ours: nothing here was written by a model. */
export interface PolicyContext {
  customer: CustomerProfile;
  /** The customer's own messages and what earlier tools gave, as they were before masking. */
  said: readonly string[];
  /** Before this one. */
  callsThisTurn: number;
  runsThisHour: number;
  language: string | null;
  /** Puts a value back in the place of each token that stands for a personal one. */
  restore(text: string): string;
  /** Whether a text holds a personal value. */
  isPersonal(text: string): boolean;
}

/** `allow: false`: `why` is for the model. `confirm`: this must be shown, and the customer must say yes. */
export type PolicyDecision =
  | { allow: true; input: Input }
  | { allow: false; reason: PolicyRefusal; why: string }
  | { confirm: string; input: Input };

export type PolicyRefusal =
  | 'too_many'
  | 'unknown_tool'
  | 'malformed'
  | 'invalid'
  | 'unverified'
  | 'identity_unknown'
  | 'not_said'
  | 'masked';

/**
 * Whether a model's request may be run. Its request is no authority: who the customer is comes from us, what changes something is
 * never allowed but only put to the customer, and of whatever the customer has not said nothing is changed. Pure.
 */
export function policy(call: ToolCall, tool: Tool | undefined, context: PolicyContext): PolicyDecision {
  if (context.callsThisTurn >= CALLS_PER_TURN || context.runsThisHour >= RUNS_PER_HOUR) {
    return refuse('too_many', 'No more tools can be used now. Answer without, or offer a person.');
  }
  if (tool === undefined) return refuse('unknown_tool', 'There is no such tool.');
  const injected = identityOf(tool, context.customer);
  if (!injected.allow) return injected;
  const parsed = parseInput(call.input, tool.fields);
  if (!parsed.ok) return refuse(parsed.error.reason, parsed.error.why);
  const restored = restoreInput(parsed.value, tool, context);
  if (!restored.allow) return restored;
  const misformed = whyMisformed(restored.input, tool.fields);
  if (misformed !== null) return refuse('invalid', misformed);
  const input = { ...restored.input, ...injected.input };
  if (tool.effect === 'reads') return { allow: true, input };
  const unsaid = unsaidIn(restored.input, tool, context.said);
  if (unsaid !== null) {
    const why = `The customer has not said "${unsaid}" in this conversation. Ask for it; do not guess.`;
    return refuse('not_said', why);
  }
  return { confirm: previewOf(tool, input, context.language), input };
}

/** Who the customer is, as this tool is told; refused where it cannot be. Pure. */
export function identityOf(
  tool: Pick<Tool, 'scope' | 'inject'>,
  customer: CustomerProfile,
): Extract<PolicyDecision, { allow: boolean }> {
  const wanted = Object.entries(tool.inject);
  const scoped = tool.scope === 'verified-customer' || wanted.length > 0;
  if (scoped && !customer.verified) {
    return refuse(
      'unverified',
      'This customer is not signed in, so it is not known who it is. Ask them to sign in, or offer a person.',
    );
  }
  const input: Input = {};
  for (const [name, field] of wanted) {
    const value = customerField(customer, field);
    if (value === null || value === '') {
      return refuse('identity_unknown', `The customer's ${field.slice(9)} is not known. Offer a person.`);
    }
    input[name] = value;
  }
  return { allow: true, input };
}

/** What is written like a token. Whether it is one, `restore` knows. */
const TOKEN = /\[\s?[A-Za-z_ ]{2,20}\d{1,4}\s?\]/;

function restoreInput(
  input: Input,
  tool: Tool,
  { restore, isPersonal }: PolicyContext,
): Extract<PolicyDecision, { allow: boolean }> {
  const restored: Input = { ...input };
  for (const [name, value] of Object.entries(input)) {
    if (typeof value !== 'string') continue;
    const field = tool.fields[name];
    if (field?.enum) continue;
    const whole = restore(value);
    if (TOKEN.test(whole)) return refuse('masked', `It is not known what "${name}" stands for. Ask for it.`);
    // A pattern says what a tool takes, and so does what is declared to be personal.
    const taken = field?.personal === true || field?.pattern !== undefined;
    if (!taken && (whole !== value || isPersonal(whole))) {
      return refuse('masked', `"${name}" may not be a personal value.`);
    }
    restored[name] = whole;
  }
  return { allow: true, input: restored };
}

/** Plain words only: nothing that a page would turn into a link, a picture or code. */
const MARKUP = /[[\]<>`|\\]|:\/\/|www\./i;

/** The first argument that is not the customer's word, where it has to be; null where all are. */
function unsaidIn(input: Input, tool: Tool, said: readonly string[]): string | null {
  for (const [name, value] of Object.entries(input)) {
    const field = tool.fields[name];
    if (typeof value === 'boolean' || field?.enum) continue;
    if (field?.source === 'assistant') {
      if (typeof value === 'string' && MARKUP.test(value)) return name;
    } else if (!wasSaid(value, said)) return name;
  }
  return null;
}

function refuse(reason: PolicyRefusal, why: string): { allow: false; reason: PolicyRefusal; why: string } {
  return { allow: false, reason, why };
}

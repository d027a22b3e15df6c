import type { LLM_TASKS, LlmSettings, LlmTask } from '../../../src/domain/llm.ts';
import type { FieldError } from '../../../src/protocol/problem.ts';
import { fill } from '../../locale/texts.ts';
import type { Texts } from '../locale/texts.ts';

/** The compiler holds these to the server's. */
export const TASKS: typeof LLM_TASKS = ['answer', 'summary', 'classify'];
export const BUDGETS = ['turnUsd', 'conversationUsd', 'dayUsd', 'dayTokens'] as const;
export type Budget = (typeof BUDGETS)[number];

/** UTF-16 units, as the server counts them. */
export const LENGTHS = { voice: 600, instructions: 2_000 };
/** US dollars that a limit may be at most, and tokens. */
const USD_MAX = 1_000_000;
const TOKENS_MAX = 1_000_000_000_000;

/** Settings of models as they stand in a form. Chains: one model per line. Budgets: empty is no limit. */
export type LlmFields = { enabled: boolean; voice: string; instructions: string } & Record<
  LlmTask | Budget,
  string
>;
export type LlmWrong = Partial<Record<keyof LlmFields, string>>;

/** Stored settings as a form shows them. Pure. */
export function llmFields({ enabled, models, budgets, voice, instructions }: LlmSettings): LlmFields {
  const chain = (task: LlmTask) => (models[task] ?? []).join('\n');
  const limit = (name: Budget) => (budgets[name] === null ? '' : String(budgets[name]));
  return {
    ...{ enabled, voice, instructions },
    ...{ answer: chain('answer'), summary: chain('summary'), classify: chain('classify') },
    ...{ turnUsd: limit('turnUsd'), conversationUsd: limit('conversationUsd') },
    ...{ dayUsd: limit('dayUsd'), dayTokens: limit('dayTokens') },
  };
}

/** What must be changed before it can be sent; what models there are, the server knows. Pure. */
export function checkLlm(fields: LlmFields, { models }: Texts): LlmWrong {
  const wrong: LlmWrong = {};
  for (const name of BUDGETS) {
    const value = numberOf(fields[name]);
    const isTokens = name === 'dayTokens';
    const max = isTokens ? TOKENS_MAX : USD_MAX;
    if (value === null || (value >= 0 && value <= max && (!isTokens || Number.isInteger(value)))) continue;
    wrong[name] = isTokens ? models.settings.tokensWrong : models.settings.moneyWrong;
  }
  return wrong;
}

/** What is sent, of fields that were checked: all of it, since it replaces all of it. Pure. */
export function llmOf(fields: LlmFields) {
  const { enabled, voice, instructions } = fields;
  const chains = TASKS.map((task) => [task, linesOf(fields[task])] as const);
  return {
    ...{ enabled, voice: voice.trim(), instructions: instructions.trim() },
    models: Object.fromEntries(chains.filter(([, lines]) => lines.length > 0)),
    budgets: Object.fromEntries(BUDGETS.map((name) => [name, numberOf(fields[name])])),
  };
}

/**
 * What the server refused, by field: `settings.llm.models.answer.0` is a line of the chain for answers. `rest`: what no field
 * here has to do with. Pure.
 */
export function refusedLlm(
  errors: readonly FieldError[],
  fields: LlmFields,
): { wrong: LlmWrong; rest: boolean } {
  const wrong: LlmWrong = {};
  let rest = errors.length === 0;
  for (const { path, message } of errors) {
    const [, , group = '', name = '', index] = path.replace(/\[(\d+)\]/g, '.$1').split('.');
    const field = Object.hasOwn(fields, name) ? (name as keyof LlmFields) : (group as keyof LlmFields);
    if (!Object.hasOwn(fields, field)) {
      rest = true;
      continue;
    }
    const line = index === undefined ? null : linesOf(String(fields[field]))[Number(index)];
    const told = line === null || line === undefined ? message : `${line}: ${message}`;
    wrong[field] = wrong[field] ? `${wrong[field]} ${told}` : told;
  }
  return { wrong, rest };
}

/** How many characters of a field are left, in words. Pure. */
export function leftOf(
  name: keyof typeof LENGTHS,
  fields: LlmFields,
  { models }: Texts,
  count: (n: number) => string,
) {
  return fill(models.settings.left, count(Math.max(0, LENGTHS[name] - fields[name].length)));
}

/** Null: no limit. NaN: no number. A comma is taken as a point; thousands are not grouped. */
function numberOf(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  return /^\d{1,15}(\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

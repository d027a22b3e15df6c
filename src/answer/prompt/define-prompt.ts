import { AppError } from '../../domain/errors.ts';
import { cutText } from '../context/cut-text.ts';
import { asData, asLine } from './as-data.ts';

/** The names between `{{` and `}}` of a template, as a type: what is not declared, or not given, does not compile. */
export type VariablesOf<Template extends string> = Template extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | VariablesOf<Rest>
  : never;

/**
 * `line`: one line of data. `text`: lines of data. Neither can close the block that it stands in, or be longer than `maxChars`
 * (UTF-16 units). `made`: put together from filled parts; inserted as it is.
 */
export type Variable = { kind: 'line' | 'text'; maxChars: number } | { kind: 'made' };

export interface Prompt<Parts extends Record<string, string>> {
  /** `answer-v1`: what a call is recorded with. */
  id: string;
  parts: Parts;
  /** The part with its variables filled in. Pure; throws `configuration` where a value is missing. */
  fill<Part extends keyof Parts & string>(
    part: Part,
    values: Readonly<Record<VariablesOf<Parts[Part]>, string>>,
  ): string;
}

const PLACEHOLDER = /\{\{([^{}]{0,80})\}\}/g;

/**
 * A version of a prompt. The text of a version never changes: another text is another version, so that what was recorded
 * can be explained. Throws `configuration` where a part uses a variable that is not declared, or one is declared and not used:
 * prompts are defined when their module is loaded, so a wrong one never reaches a customer.
 */
export function definePrompt<const Parts extends Record<string, string>>(definition: {
  name: string;
  version: number;
  parts: Parts;
  variables: Readonly<Record<VariablesOf<Parts[keyof Parts]>, Variable>>;
}): Prompt<Parts> {
  const id = `${definition.name}-v${definition.version}`;
  const variables: Readonly<Record<string, Variable>> = definition.variables;
  checkVariables(id, definition.parts, variables);
  return {
    id,
    parts: definition.parts,
    fill(part, values: Readonly<Record<string, string>>) {
      const text = definition.parts[part] ?? '';
      return text.replace(PLACEHOLDER, (_, name: string) => {
        const [value, variable] = [values[name], variables[name]];
        if (value === undefined || variable === undefined)
          throw new AppError('configuration', `prompt ${id}, part ${part}: no value for {{${name}}}`);
        return written(value, variable);
      });
    },
  };
}

function written(value: string, variable: Variable): string {
  if (variable.kind === 'made') return value;
  const cut = cutText(value, variable.maxChars);
  return variable.kind === 'line' ? asLine(cut) : asData(cut);
}

function checkVariables(
  id: string,
  parts: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, Variable>>,
): void {
  const declared = Object.keys(variables);
  const used = new Set<string>();
  for (const [part, text] of Object.entries(parts)) {
    for (const [, name = ''] of text.matchAll(PLACEHOLDER)) {
      used.add(name);
      if (!declared.includes(name))
        throw new AppError(
          'configuration',
          `prompt ${id}, part ${part}: {{${name}}} is not a variable; it has ${declared.join(', ') || 'none'}`,
        );
    }
  }
  const idle = declared.filter((name) => !used.has(name));
  if (idle.length > 0)
    throw new AppError('configuration', `prompt ${id}: no part uses ${idle.join(', ')}; remove or use it`);
}

import { FIELD_CHARS, type ToolField, type ToolFields } from '../../domain/connector.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { simplePattern } from '../../domain/simple-pattern.ts';

export type Input = Record<string, string | number | boolean>;

/** `malformed`: not even an object of JSON. `invalid`: one that the tool does not take. Both in words for the model. */
export type InputFailure = { reason: 'malformed' | 'invalid'; why: string };

/** UTF-16 units of a model's arguments: far above what any tool takes. */
const INPUT_CHARS = 8_000;

/** A model's arguments as the tool takes them, each of its type, and nothing that was not asked for. Pure. */
export function parseInput(text: string, fields: ToolFields): Result<Input, InputFailure> {
  const object = objectOf(text);
  if (object === null) {
    return err({
      reason: 'malformed',
      why: 'The input is not a JSON object. Write one, as the schema says.',
    });
  }
  const unknown = Object.keys(object).filter((name) => !Object.hasOwn(fields, name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => name.slice(0, 40).replace(/[^\w.-]/g, '?')).slice(0, 5);
    return invalid(`Not an argument of this tool: ${names.join(', ')}. Leave it out.`);
  }
  const input: Input = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value === undefined || value === null) {
      if (field.required) return invalid(`"${name}" is missing. Ask the customer for it.`);
      continue;
    }
    const wrong = whyWrong(value, field);
    if (wrong !== null) return invalid(`"${name}" ${wrong}.`);
    input[name] = typeof value === 'string' ? value.trim() : (value as number | boolean);
  }
  return ok(input);
}

function objectOf(text: string): Record<string, unknown> | null {
  if (text.length > INPUT_CHARS) return null;
  try {
    // A tool without arguments is often called with nothing at all.
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Control characters, and those that turn the direction of what follows: no value of a customer has them. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

function whyWrong(value: unknown, field: ToolField): string | null {
  if (field.type === 'boolean') return typeof value === 'boolean' ? null : 'must be true or false';
  if (field.type === 'string') return whyWrongText(value, field);
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return 'must be a whole number';
  if (field.minimum !== undefined && value < field.minimum) return `must be at least ${field.minimum}`;
  return field.maximum !== undefined && value > field.maximum ? `must be at most ${field.maximum}` : null;
}

function whyWrongText(value: unknown, field: ToolField): string | null {
  if (typeof value !== 'string') return 'must be a text';
  const text = value.trim();
  if (field.enum) return field.enum.includes(text) ? null : `must be one of ${field.enum.join(', ')}`;
  const max = field.maxLength ?? FIELD_CHARS;
  if (text === '') return 'must not be empty';
  if (text.length > max) return `must have at most ${max} characters`;
  if (UNSEEN.test(text) || !text.isWellFormed()) return 'must be one line of plain text';
  return null;
}

/** Whether a text has the form that its field asks for. Apart from the rest, for a masked value has it only when it is put back. Pure. */
export function whyMisformed(input: Input, fields: ToolFields): string | null {
  for (const [name, { pattern }] of Object.entries(fields)) {
    const value = input[name];
    if (pattern === undefined || typeof value !== 'string') continue;
    if (!simplePattern(pattern)?.test(value)) return `"${name}" must look like ${pattern}.`;
  }
  return null;
}

function invalid(why: string): Result<never, InputFailure> {
  return err({ reason: 'invalid', why });
}

import { FIELD_CHARS, type ToolField } from '../../domain/connector.ts';
import type { JsonSchema, ToolSpec } from '../../domain/llm.ts';
import type { Tool } from './tool.ts';

/** A tool as a model is shown it: without what we fill in. Pure. */
export function toolSpec(tool: Tool): ToolSpec {
  const fields = Object.entries(tool.fields);
  return {
    name: tool.name,
    description: tool.description,
    input: {
      type: 'object',
      properties: Object.fromEntries(fields.map(([name, field]) => [name, propertyOf(field)])),
      required: fields.filter(([, field]) => field.required).map(([name]) => name),
      additionalProperties: false,
    },
  };
}

function propertyOf({ type, description, enum: values, pattern, maxLength, minimum, maximum }: ToolField) {
  const text = type === 'string' && values === undefined;
  const schema: JsonSchema = {
    type,
    description,
    ...(values && { enum: values }),
    ...(text && { maxLength: maxLength ?? FIELD_CHARS }),
    ...(text && pattern !== undefined && { pattern: `^${pattern.replace(/^\^|\$$/g, '')}$` }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
  return schema;
}

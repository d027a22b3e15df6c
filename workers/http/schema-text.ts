/** The parts of JSON Schema that our documents use. */
export interface SchemaNode {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: SchemaNode;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  additionalProperties?: boolean | SchemaNode;
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  allOf?: SchemaNode[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

/** A schema in one line, as a person would write it; `#Name` stands for a component. Pure. */
export function describeType(schema: SchemaNode): string {
  if (schema.$ref) return `#${schema.$ref.split('/').at(-1)}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(describeType).join(' | ');
  if (schema.allOf) return schema.allOf.map(describeType).join(' & ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.items) return `[${describeType(schema.items)}]${upTo(schema.maxItems)}`;
  if (schema.properties) return `{${fields(schema)}}`;
  if (typeof schema.additionalProperties === 'object') {
    return `{[name]: ${describeType(schema.additionalProperties)}}`;
  }
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return `${type}${schema.format ? ` (${schema.format})` : ''}${range(schema)}`;
}

function fields({ properties = {}, required = [] }: SchemaNode): string {
  return Object.entries(properties)
    .map(([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${describeType(field)}`)
    .join(', ');
}

function range({ minimum, maximum, minLength, maxLength }: SchemaNode): string {
  if (maximum !== undefined) return ` ${minimum ?? ''}..${maximum}`;
  return maxLength === undefined ? '' : ` ${minLength ?? 0}..${maxLength} characters`;
}

function upTo(max: number | undefined): string {
  return max === undefined ? '' : ` at most ${max}`;
}

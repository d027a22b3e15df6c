import * as z from 'zod';
import { problemSchema } from '../../src/protocol/problem-schema.ts';
import type { Access, RouteSpec } from './route-spec.ts';
import type { SchemaNode } from './schema-text.ts';

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: SchemaNode;
}

export interface Operation {
  tags: string[];
  summary: string;
  description?: string;
  'x-permission': string;
  security?: { bearer: [] }[];
  parameters?: Parameter[];
  requestBody?: { required: true; content: Record<string, { schema: SchemaNode }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: SchemaNode }> }>;
}

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, SchemaNode>; securitySchemes: Record<string, object> };
}

/** The OpenAPI 3.1 document of the route table, made from the very schemas that validate. Pure. */
export function openApiDocument(rows: readonly RouteSpec[]): OpenApiDocument {
  const schemas: Record<string, SchemaNode> = {};
  const paths: OpenApiDocument['paths'] = {};
  for (const row of rows) {
    const methods = paths[row.path] ?? {};
    methods[row.method] = operation(row, schemas);
    paths[row.path] = methods;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Edgewise',
      version: '1',
      description:
        'Customer service conversations over HTTP. Errors are `application/problem+json` (RFC 9457) with a stable `code`. ' +
        'Lists take `limit` and `cursor`. Creating requests take `Idempotency-Key`. Bodies with unknown fields are refused, ' +
        'except on widget sessions.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An access token from `POST /v1/auth/login`, an API key (`ew_live_...`), or a widget token.',
        },
      },
    },
  };
}

type Schemas = Record<string, SchemaNode>;

function operation(row: RouteSpec, schemas: Schemas): Operation {
  const parameters = [
    ...parametersOf('path', row.params, schemas),
    ...parametersOf('query', row.query, schemas),
  ];
  return {
    tags: [row.tag],
    summary: row.summary,
    ...(row.description ? { description: row.description } : {}),
    'x-permission': row.access,
    ...(row.access === 'anyone' ? {} : { security: [{ bearer: [] }] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(row.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(row.body, 'input', schemas) } },
          },
        }
      : {}),
    ...(row.raw === 'body' ? { requestBody: { required: true as const, content: RAW } } : {}),
    responses: { ...problems(row, parameters, schemas), ...successes(row, schemas) },
  };
}

function parametersOf(place: 'path' | 'query', object: z.ZodObject | undefined, schemas: Schemas) {
  if (!object) return [];
  const { properties = {}, required = [] } = schemaOf(object, 'input', schemas);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

/** JSON Schema of a zod schema; those with an `id` become components, named where they are used. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): SchemaNode {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: tidy });
  const {
    $schema: _dialect,
    $defs = {},
    id,
    ...node
  } = JSON.parse(JSON.stringify(made).replaceAll('#/$defs/', '#/components/schemas/'));
  for (const [name, definition] of Object.entries($defs as Record<string, SchemaNode & { id?: string }>)) {
    const { id: _name, ...component } = definition;
    schemas[name] = component;
  }
  if (typeof id !== 'string') return node;
  schemas[id] = node;
  return { $ref: `#/components/schemas/${id}` };
}

/**
 * What a reader needs: answers may gain fields, so they are not closed; numbers in a query are described as numbers, not as
 * their text; a named format says more than its pattern, and the largest safe integer is no limit of ours.
 */
function tidy({
  jsonSchema,
  zodSchema,
}: {
  jsonSchema: z.core.JSONSchema.BaseSchema;
  zodSchema: z.core.$ZodType;
}) {
  const isStrict = zodSchema._zod.def.type === 'object' && 'catchall' in zodSchema._zod.def;
  if (jsonSchema.additionalProperties === false && !isStrict) delete jsonSchema.additionalProperties;
  if (jsonSchema.type === 'integer' || jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

function successes(row: RouteSpec, schemas: Schemas): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(row.answers).map(([status, schema]) => [
      status,
      {
        description: SUCCESS[status] ?? 'Answer',
        ...(row.raw === 'answer' ? { content: RAW } : {}),
        ...(schema && row.raw !== 'answer'
          ? { content: { 'application/json': { schema: schemaOf(schema, 'output', schemas) } } }
          : {}),
      },
    ]),
  );
}

/** Bytes of any type. */
const RAW: Record<string, { schema: SchemaNode }> = {
  '*/*': { schema: { type: 'string', format: 'binary' } },
};

const SUCCESS: Record<string, string> = {
  101: 'Switching protocols',
  200: 'Done',
  201: 'Created',
  202: 'Accepted: stored, not answered yet',
  204: 'Done; nothing to say',
  503: 'A needed part is down',
};

function problems(row: RouteSpec, parameters: Parameter[], schemas: Schemas): Operation['responses'] {
  return Object.fromEntries(
    problemStatuses(row, parameters).map((status) => [
      status,
      {
        description: PROBLEM[status] ?? 'Problem',
        content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output', schemas) } },
      },
    ]),
  );
}

/** The problems a route can answer, from what stands in front of its handler. */
function problemStatuses(row: RouteSpec, parameters: Parameter[]): number[] {
  const guarded = row.access !== 'anyone';
  const checked =
    row.body !== undefined || parameters.some((one) => one.in === 'query' || one.schema.pattern);
  const statuses = [
    ...(row.body ? [400, 413, 415] : []),
    ...(row.raw === 'body' ? [400, 413] : []),
    ...(guarded || row.rate === 'login' || row.cors ? [401, 403] : []),
    ...(row.params || OF_THE_CALLER.has(row.access) ? [404] : []),
    ...(guarded && row.method !== 'get' ? [409] : []),
    ...(checked ? [422] : []),
    ...(101 in row.answers ? [426] : []),
    ...(row.rate === 'none' ? [] : [429]),
    500,
    503,
  ];
  return [...new Set(statuses)];
}

/** What is read through the caller's own ids, which may be gone while a token still names them. */
const OF_THE_CALLER = new Set<Access>([
  'profile.read',
  'profile.write',
  'organization.read',
  'organization.write',
]);

const PROBLEM: Record<number, string> = {
  400: 'Malformed',
  401: 'No or bad credential',
  403: 'Known, but not allowed',
  404: 'Nothing here under this id; also for what belongs to somebody else',
  409: 'Conflict or wrong state',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Well-formed but invalid; `errors` names the fields',
  426: 'Not a WebSocket upgrade',
  429: 'Too many requests; see `Retry-After`',
  500: 'Failed on our side',
  503: 'Not available right now; see `Retry-After`',
};

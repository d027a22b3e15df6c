import * as z from 'zod';
import {
  CUSTOMER_FIELDS,
  FIELD_CHARS,
  type Json,
  TOOL_EFFECTS,
  TOOL_SCOPES,
} from '../../domain/connector.ts';
import { simplePattern } from '../../domain/simple-pattern.ts';
import { requiredText } from '../text.ts';
import { checkConnector } from './connector-checks.ts';

/** Every open conversation keeps a copy of its organization's connectors, so what they hold is bounded. */
export const CONNECTOR_LIMITS = {
  /** Systems of an organization: a shop, billing, shipping, bookings, one more. */
  connectors: 5,
  /** A model chooses badly among more. */
  toolsPerConnector: 10,
  fieldsPerTool: 20,
  /** UTF-16 units of a connector as JSON. */
  declarationChars: 24_000,
  /** A customer waits meanwhile. */
  timeoutMs: 10_000,
  /** A week: what is older is no slip any more. */
  undoMinutes: 10_080,
  secretChars: 4_000,
} as const;

const { fieldsPerTool } = CONNECTOR_LIMITS;
const NAME = /^[a-z][a-z0-9]{0,23}$/;
/** No underscore, so that `connector_tool` says which is which. */
export const connectorNameSchema = z
  .string()
  .regex(NAME, 'must be 1 to 24 lower-case letters or digits, beginning with a letter');
const toolNameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,38}$/,
    'must be 1 to 39 lower-case letters, digits or underscores, beginning with a letter',
  );
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const fieldNameSchema = z
  .string()
  .regex(FIELD_NAME, 'must be 1 to 40 letters, digits or underscores, beginning with a letter');
const languageSchema = z.string().regex(/^[a-z]{2}$/, 'must be a language of two letters such as en');

const fieldSchema = z.strictObject({
  type: z.enum(['string', 'number', 'integer', 'boolean']),
  description: requiredText(300),
  required: z.boolean().default(true),
  enum: z.array(requiredText(80)).min(1).max(50).optional(),
  pattern: z
    .string()
    .max(100)
    .refine(
      (source) => simplePattern(source) !== null,
      'must be a simple pattern: letters, digits, classes such as [A-Z] and \\d, each with {n}, {n,m}, ?, + or *, at most two of them of changing length',
    )
    .optional(),
  maxLength: z.number().int().min(1).max(FIELD_CHARS).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  source: z.enum(['customer', 'assistant']).optional(),
  personal: z.boolean().optional(),
});

const jsonSchema: z.ZodType<Json> = z.json();
const requestShape = {
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z
    .string()
    .max(500)
    .regex(
      /^(?:\/[A-Za-z0-9._~{}@:,-]+)+\/?$/,
      'must be a path such as /orders/{orderId}, without query and without empty parts',
    )
    .refine(
      (path) => !path.split('/').some((part) => part === '.' || part === '..'),
      'must not have . or ..',
    ),
  query: z
    .record(
      z.string().regex(/^[\w.[\]-]{1,60}$/, 'must be the name of a query parameter'),
      z.string().max(300),
    )
    .optional(),
  body: jsonSchema.optional(),
};

const textsSchema = z.record(languageSchema, requiredText(400));
const resultPathSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*){0,7}$/, 'must be a dotted path such as order.items.name');

const toolSchema = z.strictObject({
  name: toolNameSchema,
  description: requiredText(600),
  effect: z.enum(TOOL_EFFECTS),
  scope: z.enum(TOOL_SCOPES).default('verified-customer'),
  ...requestShape,
  input: z
    .record(fieldNameSchema, fieldSchema)
    .refine(atMost(fieldsPerTool), `must have at most ${fieldsPerTool}`),
  inject: z.record(fieldNameSchema, z.enum(CUSTOMER_FIELDS)).default({}),
  result: z.array(resultPathSchema).max(40),
  timeoutMs: z.number().int().min(100).max(CONNECTOR_LIMITS.timeoutMs).default(5_000),
  idempotent: z.boolean().default(false),
  preview: textsSchema.default({}),
  done: textsSchema.default({}),
  undo: z
    .strictObject({
      ...requestShape,
      windowMinutes: z.number().int().min(1).max(CONNECTOR_LIMITS.undoMinutes),
    })
    .optional(),
  status: z
    .strictObject({ ...requestShape, field: resultPathSchema, equals: z.string().max(200) })
    .optional(),
});

function atMost(max: number) {
  return (fields: object) => Object.keys(fields).length <= max;
}

/** Names that a request of ours already has, or that steer the connection. */
const OWN_HEADERS =
  /^(?:host|cookie|content-.*|transfer-encoding|connection|upgrade|te|expect|idempotency-key|accept.*|cf-.*|x-forwarded-.*|proxy-.*)$/i;

const authSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('bearer') }),
  z.strictObject({
    kind: z.literal('header'),
    header: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/, 'must be the name of a header')
      .refine((name) => !OWN_HEADERS.test(name), 'must not be a header that the connection itself uses'),
  }),
  z.strictObject({
    kind: z.literal('basic'),
    user: z.string().regex(/^[\x20-\x39\x3b-\x7e]{1,200}$/, 'must be printable characters without a colon'),
  }),
]);

const declarationShape = {
  baseUrl: z.string().max(500).refine(isBaseUrl, 'must be an https address without user, query and fragment'),
  auth: authSchema,
  tools: z.array(toolSchema).min(1).max(CONNECTOR_LIMITS.toolsPerConnector),
};

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === '' && url.password === '' && !/[?#\\]/.test(text);
}

/** A connector as an admin sets it. The secret is write-only: left out, it stays; null, it is forgotten. */
export const connectorInputSchema = z
  .strictObject({
    ...declarationShape,
    secret: z
      .string()
      .min(1)
      .max(CONNECTOR_LIMITS.secretChars)
      .regex(/^[\x21-\x7e]+$/, 'must be printable characters without spaces')
      .nullable()
      .optional(),
  })
  .superRefine((connector, context) => {
    if (JSON.stringify(connector.tools).length > CONNECTOR_LIMITS.declarationChars) {
      const message = `must have at most ${CONNECTOR_LIMITS.declarationChars} characters as JSON`;
      context.addIssue({ code: 'custom', path: ['tools'], message });
    }
    for (const { path, message } of checkConnector(connector)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });

/** What is stored of it. Unknown fields are dropped, not refused: a row may be newer than the code that reads it. */
export const storedConnectorSchema = z.object({ ...declarationShape, tools: z.array(toolSchema) });

export const connectorSchema = z
  .object({
    name: z.string(),
    ...declarationShape,
    hasSecret: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Connector' });

export const connectorListSchema = z.object({ data: z.array(connectorSchema) });

const sampleText = z.string().max(200).nullable().default(null);

/** Arguments as a model would write them, and for whom. */
export const connectorTestSchema = z.strictObject({
  tool: toolNameSchema,
  input: z
    .record(fieldNameSchema, z.union([z.string().max(FIELD_CHARS), z.number(), z.boolean()]))
    .default({}),
  customer: z
    .strictObject({ externalId: sampleText, email: sampleText, name: sampleText })
    .default({ externalId: null, email: null, name: null }),
  /** What changes something is sent only with this. */
  send: z.boolean().default(false),
});

export const connectorTestResultSchema = z.object({
  /** As it is sent; the secret is left out. */
  request: z.object({ method: z.string(), url: z.string(), body: z.string().nullable() }).nullable(),
  sent: z.boolean(),
  status: z.number().nullable(),
  /** What is kept of the answer: what a model would read. */
  result: jsonSchema,
  /** What would be put to the customer, of what changes something. */
  preview: z.string().nullable(),
  error: z.string().nullable(),
  durationMs: z.number(),
});

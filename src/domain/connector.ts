import type { CustomerProfile } from './conversation.ts';

/** What a tool does to the world: nothing, or something that its customer must have confirmed. */
export const TOOL_EFFECTS = ['reads', 'changes'] as const;
export type ToolEffect = (typeof TOOL_EFFECTS)[number];

/** For whom a tool runs. `verified-customer`: only where a token signed by the organization says who it is. */
export const TOOL_SCOPES = ['verified-customer', 'anyone'] as const;
export type ToolScope = (typeof TOOL_SCOPES)[number];

/** What is known of a verified customer, as a tool may be given it. Filled in by us, never by a model. */
export const CUSTOMER_FIELDS = ['customer.externalId', 'customer.email', 'customer.name'] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

/** The value of a customer's field; null where it is not known. Pure. */
export function customerField(customer: CustomerProfile, field: CustomerField): string | null {
  if (field === 'customer.externalId') return customer.externalId;
  return field === 'customer.email' ? customer.email : customer.name;
}

/** One argument of a tool that a model may fill in. */
export interface ToolField {
  type: 'string' | 'number' | 'integer' | 'boolean';
  /** For the model. */
  description: string;
  required: boolean;
  /** The only values that a string may have. */
  enum?: string[] | undefined;
  /** A simple pattern, see `domain/simple-pattern.ts`; of strings. */
  pattern?: string | undefined;
  /** UTF-16 units of a string; 200 unless given. */
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  /**
   * Whose words it is in a tool that changes something. `customer` (unless given): only what the customer, or an earlier tool, has
   * said in this conversation. `assistant`: a description in the model's words.
   */
  source?: 'customer' | 'assistant' | undefined;
  /**
   * True: may be a personal value, of which the model sees a token only; it is put back before the tool runs. One without this takes
   * none, unless it has a pattern.
   */
  personal?: boolean | undefined;
}

/** Most UTF-16 units of a string argument: an address fits, a pasted text does not. */
export const FIELD_CHARS = 200;

export type ToolFields = Readonly<Record<string, ToolField>>;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A request as it is declared: `{field}` stands for an argument. */
export interface RequestTemplate {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string> | undefined;
  /** A text that is nothing but `{field}` becomes the argument with its type. */
  body?: Json | undefined;
}

export interface ConnectorTool extends RequestTemplate {
  name: string;
  description: string;
  effect: ToolEffect;
  scope: ToolScope;
  input: Record<string, ToolField>;
  inject: Record<string, CustomerField>;
  /** Dotted paths of what may be kept of an answer; through lists as through objects. Nothing else is. */
  result: string[];
  timeoutMs: number;
  /** True: the other side does a change once, however often it gets the same `Idempotency-Key`. */
  idempotent: boolean;
  /** What the customer is asked to confirm, by language; `en` at least, for what changes something. */
  preview: Record<string, string>;
  /** What is said when it is done, by language. */
  done: Record<string, string>;
  /** Takes it back. */
  undo?: (RequestTemplate & { windowMinutes: number }) | undefined;
  /** Asks whether it happened, where an answer was lost: `field` of the answer `equals` this then. */
  status?: (RequestTemplate & { field: string; equals: string }) | undefined;
}

export type ConnectorAuth =
  | { kind: 'none' }
  | { kind: 'bearer' }
  | { kind: 'header'; header: string }
  | { kind: 'basic'; user: string };

/** An organization's own system behind HTTP, and what may be asked of it. */
export interface Connector {
  name: string;
  baseUrl: string;
  auth: ConnectorAuth;
  tools: ConnectorTool[];
}

/** A connector as a conversation keeps it: with its secret sealed. */
export interface ConnectorSnapshot extends Connector {
  secret: string | null;
}

/** What a connector's secret is sealed for: it opens for this connector only. */
export function connectorSecretField(name: string): string {
  return `connectors.secret:${name}`;
}

/** One request to a connector. */
export interface ConnectorCall {
  connector: ConnectorSnapshot;
  template: RequestTemplate;
  input: Readonly<Record<string, unknown>>;
  effect: ToolEffect;
  /** Whether a change may be sent once more with the same key. */
  idempotent: boolean;
  timeoutMs: number;
  idempotencyKey: string;
  result: readonly string[];
}

/**
 * What a call gave. `happened`: whether something may have been changed all the same. `why` is for a model and names nothing of
 * the other side's words.
 */
export type ConnectorAnswer =
  | { kind: 'done'; status: number; value: Json }
  | { kind: 'failed'; status: number | null; why: string; happened: 'no' | 'unknown' };

export type CallConnector = (call: ConnectorCall, signal: AbortSignal | null) => Promise<ConnectorAnswer>;

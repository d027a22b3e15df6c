import type { ConnectorAuth, ConnectorSnapshot, Json, RequestTemplate } from '../../domain/connector.ts';
import { err, ok, type Result } from '../../domain/result.ts';

export interface BuiltRequest {
  url: string;
  method: RequestTemplate['method'];
  headers: Record<string, string>;
  body: string | null;
}

type Input = Readonly<Record<string, unknown>>;

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_]{0,39})\}/g;
const WHOLE = /^\{([A-Za-z][A-Za-z0-9_]{0,39})\}$/;

/**
 * The request that a template makes of these arguments. An argument can only ever be one segment of a path, one value of a query or
 * one value of a body, whatever it holds. The secret is in a header, never in the address. `why` is for a model. Pure.
 */
export function buildRequest(
  { baseUrl, auth }: Pick<ConnectorSnapshot, 'baseUrl' | 'auth'>,
  template: RequestTemplate,
  input: Input,
  secret: string | null,
): Result<BuiltRequest, { why: string }> {
  const base = URL.parse(baseUrl);
  if (base === null) return err({ why: 'It is not set up well.' });
  const path = pathOf(template.path, input);
  if (path === null) return err({ why: 'An argument is missing, or cannot stand in an address.' });
  const url = new URL(base);
  url.pathname = base.pathname.replace(/\/+$/, '') + path;
  // The parser resolves dots; what it changed was not a plain path.
  if (url.pathname !== base.pathname.replace(/\/+$/, '') + path) {
    return err({ why: 'An argument cannot stand in an address.' });
  }
  for (const [name, value] of Object.entries(template.query ?? {})) {
    const filled = textOf(value, input);
    if (filled !== null) url.searchParams.append(name, filled);
  }
  const body = template.body === undefined ? null : JSON.stringify(filledIn(template.body, input) ?? null);
  const headers: Record<string, string> = { accept: 'application/json, text/plain;q=0.5' };
  if (body !== null) headers['content-type'] = 'application/json';
  return ok({
    url: url.href,
    method: template.method,
    headers: { ...headers, ...authOf(auth, secret) },
    body,
  });
}

/** Null where an argument of the path is missing, empty or means a place: `.` and `..` stay what they are when encoded. */
function pathOf(template: string, input: Input): string | null {
  let sound = true;
  const path = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = argumentOf(input, name);
    const text = value === undefined ? '' : String(value).toWellFormed();
    if (text === '' || text === '.' || text === '..') sound = false;
    return encodeURIComponent(text);
  });
  return sound ? path : null;
}

function argumentOf(input: Input, name: string): string | number | boolean | undefined {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

/** Null where an argument in it is not given. */
function textOf(template: string, input: Input): string | null {
  let complete = true;
  const text = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = argumentOf(input, name);
    if (value === undefined) complete = false;
    return String(value ?? '');
  });
  return complete ? text.toWellFormed() : null;
}

/** A template of JSON with its arguments; what has one that is not given is left out. */
function filledIn(template: Json, input: Input): Json | undefined {
  if (typeof template === 'string') {
    const whole = WHOLE.exec(template)?.[1];
    return whole === undefined ? (textOf(template, input) ?? undefined) : argumentOf(input, whole);
  }
  if (Array.isArray(template)) return template.flatMap((item) => filledIn(item, input) ?? []);
  if (typeof template !== 'object' || template === null) return template;
  const filled = Object.entries(template).flatMap(([name, item]) => {
    const value = filledIn(item, input);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(filled);
}

function authOf(auth: ConnectorAuth, secret: string | null): Record<string, string> {
  if (secret === null || auth.kind === 'none') return {};
  if (auth.kind === 'bearer') return { authorization: `Bearer ${secret}` };
  if (auth.kind === 'header') return { [auth.header.toLowerCase()]: secret };
  const bytes = new TextEncoder().encode(`${auth.user}:${secret}`);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answerOf } from './answer-of.ts';
import { playFrames } from './play-frames.ts';
import { type Fault, type ParsedScript, type Script, scriptSchema } from './script.ts';
import type { Asked, Problem, Vendor } from './vendor.ts';

/** Largest body that is read: Anthropic's own limit. */
const BODY_MAX_BYTES = 32 * 1024 * 1024;
/** Requests that are kept for looking at. */
const KEPT_REQUESTS = 2_000;

export interface StandInOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** The only key that is let in. Absent: `sk-stand-in`, `sk-ant-stand-in`. */
  key?: string;
  models?: readonly string[];
  /** Milliseconds before the headers, and between two frames, of answers that no script says otherwise of. */
  latencyMs?: number;
  chunkMs?: number;
}

/** One request that came in. Times: milliseconds since 1970 with fractions, on a clock that never goes back. */
export interface SeenRequest {
  /** Counts from 1. */
  id: number;
  path: string;
  body: unknown;
  /** When its body was whole. */
  receivedAt: number;
  /** When the first and the last frame, or the whole answer, were handed to the network; null: never. */
  firstAt: number | null;
  endedAt: number | null;
  /** HTTP status; null where no header was sent. */
  status: number | null;
  /** SSE events that were sent, and that the answer would have had. */
  frames: number;
  framesPlanned: number;
  fault: Fault['kind'] | null;
  /** When the fault took effect; null: there is none, or it came to nothing. */
  faultAt: number | null;
  /** True where the client went away before the end. */
  aborted: boolean;
}

/** A stand-in that runs. */
export interface RunningStandIn {
  /** `http://127.0.0.1:<port>`, without a path. */
  url: string;
  /** What SDKs take as `baseURL`: with `/v1` for OpenAI, without for Anthropic. */
  baseUrl: string;
  /** The key that it lets in. */
  key: string;
  /** Requests to the vendor's own path, oldest first. */
  requests: SeenRequest[];
  /** Appends to what the next requests get. */
  script(...scripts: Script[]): void;
  /** Forgets scripts and requests. */
  clear(): void;
  /** Ends every connection and refuses new ones until `up`, as a server that died. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * STAND-IN for a vendor of language models: real HTTP on loopback in the vendor's formats, faults by script. Every answer says so
 * in its header `x-stand-in`. `POST /control/script`, `GET /control/requests`, `POST /control/down?ms=N` and
 * `DELETE /control` do for other processes what the functions do for this one. Under `/scope/<name>` it is another of its kind, with
 * scripts and requests of its own: for those who share one and must not meet.
 */
export async function startLlmStandIn(
  vendor: Vendor,
  options: StandInOptions & { models: readonly string[]; basePath: string },
): Promise<RunningStandIn> {
  const state: State = {
    vendor,
    key: options.key ?? vendor.defaultKey,
    models: options.models,
    latencyMs: options.latencyMs ?? 0,
    chunkMs: options.chunkMs ?? 0,
    requests: [],
    scripts: [],
    down,
  };
  const scopes = new Map<string, State>();
  const server = createServer((request, response) => {
    receive(state, scopes, request, response).catch(() => response.destroy());
  });
  // A client's connection outlives its requests; the stand-in's end must not wait for it.
  server.keepAliveTimeout = 60_000;
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  let listening = true;

  async function down(forMs?: number): Promise<void> {
    if (!listening) return;
    listening = false;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    if (forMs !== undefined) setTimeout(() => void up().catch(() => {}), forMs).unref();
  }

  async function up(): Promise<void> {
    if (listening) return;
    listening = true;
    await listen(server, port);
  }

  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    baseUrl: `${url}${options.basePath}`,
    key: state.key,
    requests: state.requests,
    script: (...scripts) => state.scripts.push(...scripts.map((one) => scriptSchema.parse(one))),
    clear: () => clear(state),
    down: () => down(),
    up,
    stop: () => down(),
  };
}

interface State {
  vendor: Vendor;
  key: string;
  models: readonly string[];
  latencyMs: number;
  chunkMs: number;
  requests: SeenRequest[];
  scripts: ParsedScript[];
  down(forMs?: number): Promise<void>;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function clear(state: State): void {
  state.scripts.length = 0;
  state.requests.length = 0;
}

async function receive(
  state: State,
  scopes: Map<string, State>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { scope, url } = readUrl(request);
  await handle(scope === '' ? state : scopeOf(scopes, scope, state), url, request, response);
}

/** The part of a path that names a scope, taken off it; '' where there is none. */
function readUrl(request: IncomingMessage): { scope: string; url: URL } {
  const url = new URL(request.url ?? '/', 'http://stand-in.invalid');
  const [, scope = '', path = url.pathname] = /^\/scope\/([\w-]+)(\/.*)$/.exec(url.pathname) ?? [];
  url.pathname = path;
  return { scope, url };
}

function scopeOf(scopes: Map<string, State>, name: string, like: State): State {
  const state = scopes.get(name) ?? { ...like, requests: [], scripts: [] };
  scopes.set(name, state);
  return state;
}

async function handle(
  state: State,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { vendor } = state;
  response.setHeader('x-stand-in', `edgewise test stand-in for ${vendor.name}; no model wrote this`);
  const text = await bodyOf(request);
  if (url.pathname.startsWith('/control')) return control(state, request.method ?? '', url, text, response);
  for (const [name, value] of Object.entries(vendor.headers())) response.setHeader(name, value);
  if (request.method === 'GET' && url.pathname.startsWith('/v1/models/')) {
    const found = vendor.model(decodeURIComponent(url.pathname.slice('/v1/models/'.length)), state.models);
    return 'status' in found ? refuse(response, found) : sendJson(response, 200, found.body);
  }
  if (request.method !== 'POST' || url.pathname !== vendor.path)
    return refuse(response, vendor.notFound(url.pathname));
  const seen = note(state, url.pathname, parsed(text));
  response.once('close', () => {
    // What these two faults cut off was cut off here.
    const ours = seen.fault === 'reset' || seen.fault === 'cut';
    seen.aborted = !ours && !response.writableFinished;
  });
  const problem = vendor.check({
    headers: request.headers,
    body: seen.body,
    key: state.key,
    models: state.models,
  });
  if (problem) {
    seen.status = problem.status;
    return refuse(response, problem);
  }
  await answer(state, takeScript(state.scripts, text), seen, response);
}

async function answer(
  { vendor, latencyMs, chunkMs }: State,
  script: ParsedScript | null,
  seen: SeenRequest,
  response: ServerResponse,
): Promise<void> {
  const asked = vendor.read(seen.body);
  const fault = script?.fault ?? null;
  seen.fault = fault?.kind ?? null;
  if (fault?.kind === 'reset') {
    seen.faultAt = now();
    return void response.destroy();
  }
  if (fault?.kind === 'hang') return;
  const before = script?.latencyMs ?? latencyMs;
  if (before > 0) await wait(before);
  const problem = fault && vendor.problem(fault, asked);
  if (problem) {
    seen.status = problem.status;
    seen.faultAt = now();
    return refuse(response, problem);
  }
  const made = answerOf(asked, script, vendor.count(seen.body));
  seen.status = 200;
  if (!asked.stream) {
    sendJson(response, 200, vendor.whole(made, asked));
    seen.firstAt = seen.endedAt = now();
    return;
  }
  await stream(
    { vendor, asked, fault, seen, response },
    vendor.frames(made, asked),
    script?.chunkMs ?? chunkMs,
  );
}

async function stream(
  to: { vendor: Vendor; asked: Asked; fault: Fault | null; seen: SeenRequest; response: ServerResponse },
  frames: string[],
  chunkMs: number,
): Promise<void> {
  const { vendor, asked, fault, seen, response } = to;
  seen.framesPlanned = frames.length;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.flushHeaders();
  await playFrames(response, frames, {
    chunkMs,
    fault,
    garbage: vendor.garbageFrame,
    error: vendor.errorFrame(fault?.kind === 'error-event' ? fault.type : undefined),
    endFrames: vendor.endFrames(asked),
    onFault: () => {
      seen.faultAt = now();
    },
    onFrame: () => {
      seen.frames += 1;
      seen.firstAt ??= now();
      seen.endedAt = now();
    },
  });
}

/** The first script that is for this request; used up where its times are over. */
function takeScript(scripts: ParsedScript[], body: string): ParsedScript | null {
  const at = scripts.findIndex(({ match }) => match === undefined || body.includes(match));
  const found = scripts[at];
  if (!found) return null;
  if (found.times === 1) scripts.splice(at, 1);
  else if (found.times > 1) found.times -= 1;
  return found;
}

function note(state: State, path: string, body: unknown): SeenRequest {
  const seen: SeenRequest = {
    id: (state.requests.at(-1)?.id ?? 0) + 1,
    path,
    body,
    receivedAt: now(),
    firstAt: null,
    endedAt: null,
    status: null,
    frames: 0,
    framesPlanned: 0,
    fault: null,
    faultAt: null,
    aborted: false,
  };
  state.requests.push(seen);
  if (state.requests.length > KEPT_REQUESTS) state.requests.shift();
  return seen;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

async function control(
  state: State,
  method: string,
  url: URL,
  text: string,
  response: ServerResponse,
): Promise<void> {
  if (method === 'POST' && url.pathname === '/control/script') {
    const read = scriptSchema.safeParse(parsed(text));
    if (!read.success) return sendJson(response, 400, { error: read.error.issues });
    state.scripts.push(read.data);
    return sendJson(response, 201, { scripts: state.scripts.length });
  }
  if (method === 'GET' && url.pathname === '/control/requests')
    return sendJson(response, 200, { requests: state.requests, scripts: state.scripts.length });
  if (method === 'POST' && url.pathname === '/control/down') {
    const ms = Number(url.searchParams.get('ms') ?? 1_000);
    if (!Number.isFinite(ms) || ms < 0) return sendJson(response, 400, { error: 'ms: milliseconds' });
    sendJson(response, 202, { downForMs: ms });
    response.once('close', () => void state.down(ms));
    return;
  }
  if (method === 'DELETE' && url.pathname === '/control') {
    clear(state);
    return sendJson(response, 200, {});
  }
  sendJson(response, 404, {
    error: 'POST /control/script, POST /control/down?ms=N, GET /control/requests, DELETE /control',
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_MAX_BYTES) throw new Error('the body is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, { status, headers, body }: Problem): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (typeof body !== 'string') return sendJson(response, status, body);
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end(body);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

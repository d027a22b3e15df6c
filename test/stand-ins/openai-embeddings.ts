import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in answers a request with, in the order of the script; after its end it answers well. */
export type Scripted =
  | 'ok'
  | { rateLimited: { retryAfter?: string; retryAfterMs?: string } }
  | 'insufficient_quota'
  | 'spend_limit'
  | 'unauthorized'
  | 'server_error'
  | 'overloaded'
  | 'hang'
  | 'hang_in_body'
  | 'reset'
  | 'wrong_dimensions'
  | 'missing_vector'
  | 'shuffled'
  | 'not_json'
  | 'not_finite'
  | 'endless'
  | 'floats';

export interface SeenRequest {
  authorization: string;
  body: { model: string; input: string[]; dimensions?: number; encoding_format?: string };
}

/**
 * STAND-IN for `POST /v1/embeddings` of OpenAI: real HTTP on loopback, its request and answer formats, its limits and its
 * errors, faults by script. The vectors mean nothing: a hash of the text.
 */
export class OpenAiEmbeddings {
  readonly seen: SeenRequest[] = [];
  private readonly server: Server;
  private readonly script: Scripted[];

  private constructor(script: Scripted[]) {
    this.script = script;
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(script: Scripted[] = []): Promise<OpenAiEmbeddings> {
    const one = new OpenAiEmbeddings(script);
    await new Promise<void>((resolve) => one.server.listen(0, '127.0.0.1', resolve));
    return one;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString()) as SeenRequest['body'];
    this.seen.push({ authorization: request.headers.authorization ?? '', body });
    if (request.url !== '/v1/embeddings' || request.method !== 'POST')
      return problem(response, 404, 'invalid_request_error', 'unknown_url');
    const refusal = refused(body);
    if (refusal !== null) return problem(response, 400, 'invalid_request_error', null, refusal);
    this.play(this.script.shift() ?? 'ok', body, response);
  }

  private play(step: Scripted, body: SeenRequest['body'], response: ServerResponse): void {
    if (typeof step === 'object') {
      const { retryAfter, retryAfterMs } = step.rateLimited;
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      if (retryAfterMs !== undefined) response.setHeader('retry-after-ms', retryAfterMs);
      return problem(response, 429, 'requests', 'rate_limit_exceeded');
    }
    if (step === 'hang') return;
    if (step === 'reset') return void response.destroy();
    const failure = FAILURES[step];
    if (failure) return problem(response, ...failure);
    response.writeHead(200, { 'content-type': 'application/json' });
    if (step === 'not_json') return void response.end('<html>gateway</html>');
    if (step === 'hang_in_body') return void response.write('{"object":"list","data":[');
    if (step === 'endless') return this.flood(response);
    response.end(JSON.stringify(embeddings(step, body)));
  }

  private flood(response: ServerResponse): void {
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  }
}

const FAILURES: Partial<Record<string, [number, string, string | null]>> = {
  insufficient_quota: [429, 'insufficient_quota', 'insufficient_quota'],
  spend_limit: [429, 'insufficient_quota', 'project_spend_limit_exceeded'],
  unauthorized: [401, 'invalid_request_error', 'invalid_api_key'],
  server_error: [500, 'server_error', null],
  overloaded: [503, 'service_unavailable_error', 'server_is_overloaded'],
};

/** The limits of the real service, as far as they can be known without its tokenizer. */
function refused({ input, dimensions = 1 }: SeenRequest['body']): string | null {
  if (!Array.isArray(input) || input.length === 0) return "'$.input' is invalid.";
  if (input.length > 2_048) return "'$.input' is too long: at most 2048 inputs.";
  if (input.some((text) => text === '')) return "'$.input' cannot be an empty string.";
  if (input.some((text) => text.length > 8_192 * 4))
    return 'This model has a maximum context length of 8192 tokens';
  if (dimensions > 1_536) return 'dimensions must be at most 1536';
  return null;
}

function problem(
  response: ServerResponse,
  status: number,
  type: string,
  code: string | null,
  message = 'scripted',
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type, param: null, code } }));
}

function embeddings(
  step: Scripted,
  { model, input, dimensions = 1_536, encoding_format }: SeenRequest['body'],
) {
  const size = step === 'wrong_dimensions' ? dimensions - 1 : dimensions;
  const base64 = encoding_format === 'base64' && step !== 'floats';
  const data = input.map((text, index) => {
    const vector = vectorOf(text, size);
    if (step === 'not_finite') vector[0] = Number.NaN;
    const embedding = base64 ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  if (step === 'missing_vector') data.pop();
  if (step === 'shuffled') data.reverse();
  const tokens = input.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  return { object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

/** A vector of unit length that depends on the text alone. */
export function vectorOf(text: string, dimensions: number): Float32Array<ArrayBuffer> {
  let state = 7;
  for (let at = 0; at < text.length; at += 1) state = (Math.imul(state, 31) + text.charCodeAt(at)) >>> 0;
  const values = Float32Array.from({ length: dimensions }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

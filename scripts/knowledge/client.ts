/** What an answer of the interface holds that is used here. */
export interface SourceAnswer {
  id: string;
  name: string;
  kind: string;
  state: string;
  reason: string | null;
  progress: Record<string, number> | null;
  lastSync: { number: number; state: string; note: string | null } | null;
}

export interface FileAnswer {
  path: string;
  hash: string;
}

export interface DocumentAnswer {
  key: string;
  detail: string | null;
}

interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** Tries of a request that was told to wait, or met a server in trouble. */
const TRIES = 6;
/** Milliseconds of a request: a file of 25 MB on a slow line. */
const TIMEOUT_MS = 300_000;
const BASE = '/v1/knowledge/sources';

/** Why a request was refused; `code` is the interface's. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The part of the HTTP interface that deals with sources. */
export class KnowledgeClient {
  readonly #origin: string;
  readonly #key: string;

  constructor(origin: string, key: string) {
    this.#origin = origin;
    this.#key = key;
  }

  /** The source of this name, or null. */
  async find(name: string): Promise<SourceAnswer | null> {
    const all = await this.#all<SourceAnswer>(BASE, 100);
    return all.find((source) => source.name === name) ?? null;
  }

  create(name: string): Promise<SourceAnswer> {
    return this.#json('POST', BASE, { kind: 'files', name });
  }

  read(id: string): Promise<SourceAnswer> {
    return this.#json('GET', `${BASE}/${id}`);
  }

  files(id: string): Promise<FileAnswer[]> {
    return this.#all(`${BASE}/${id}/files`, 1_000);
  }

  async put(id: string, path: string, bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<void> {
    await this.#send('PUT', filePath(id, path), bytes, mediaType);
  }

  async remove(id: string, path: string): Promise<void> {
    await this.#send('DELETE', filePath(id, path));
  }

  sync(id: string): Promise<SourceAnswer> {
    return this.#json('POST', `${BASE}/${id}/sync`, {});
  }

  failed(id: string): Promise<DocumentAnswer[]> {
    return this.#all(`${BASE}/${id}/documents?state=failed`, 100);
  }

  async #all<T>(path: string, limit: number): Promise<T[]> {
    const rows: T[] = [];
    let cursor: string | null = null;
    do {
      const query = `limit=${limit}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: Page<T> = await this.#json('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`);
      rows.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return rows;
  }

  async #json<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = body
      ? await this.#send(method, path, new TextEncoder().encode(JSON.stringify(body)), 'application/json')
      : await this.#send(method, path);
    return (await answer.json()) as T;
  }

  async #send(
    method: string,
    path: string,
    body?: Uint8Array<ArrayBuffer>,
    type?: string,
  ): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      const answer = await fetch(this.#origin + path, {
        method,
        headers: { authorization: `Bearer ${this.#key}`, ...(type ? { 'content-type': type } : {}) },
        ...(body ? { body } : {}),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) return answer;
      const again = answer.status === 429 || answer.status === 503;
      if (!again || tries === TRIES) throw await refusalOf(answer, method, path);
      await answer.body?.cancel();
      const seconds = Number(answer.headers.get('retry-after')) || 2 ** tries;
      await new Promise((done) => setTimeout(done, Math.min(seconds, 60) * 1_000));
    }
  }
}

function filePath(id: string, path: string): string {
  return `${BASE}/${id}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
}

async function refusalOf(answer: Response, method: string, path: string): Promise<Refused> {
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  const detail = problem.detail ?? 'no reason given';
  return new Refused(problem.code ?? 'unknown', `${method} ${path}: ${answer.status}, ${detail}`);
}

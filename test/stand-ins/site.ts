import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A page or file of the stand-in. */
export interface SitePage {
  body: string | Uint8Array;
  type?: string;
  /** False answers without ETag and Last-Modified, as many sites do. */
  validators?: boolean;
  /** ISO 8601; told by the sitemap and `Last-Modified`. */
  modified?: string;
  headers?: Record<string, string>;
}

/** What a path does instead of answering well. */
export type Misbehaviour =
  | { kind: 'status'; status: number; retryAfter?: string }
  /** Answers with 500 from the n-th request to the whole site on. */
  | { kind: 'fails-after'; requests: number }
  /** One byte every so many milliseconds, for ever. */
  | { kind: 'drip'; everyMs: number }
  /** Bytes without end. */
  | { kind: 'endless' }
  /** Ends the connection in the middle of the body that it announced. */
  | { kind: 'breaks-off' }
  /** Never answers. */
  | { kind: 'silent' }
  | { kind: 'redirect'; to: string; status?: number }
  /** A small body that unpacks to so many bytes. */
  | { kind: 'gzip-bomb'; bytes: number }
  /** Says that it is this type, whatever it holds. */
  | { kind: 'wrong-type'; type: string };

/**
 * STAND-IN for any company's website, on loopback: pages, sitemap, robots.txt, ETags, and every way to misbehave that a crawler meets.
 * It knows nothing of the crawler.
 */
export class SiteStandIn {
  /** Every request, in order: `GET /path`. */
  readonly requests: { path: string; headers: IncomingMessage['headers'] }[] = [];
  robots: string | null = null;
  /** Paths in the sitemap; null: all pages. */
  sitemap: string[] | null = null;
  private readonly pages = new Map<string, SitePage>();
  private readonly wrong = new Map<string, Misbehaviour>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  static async start(): Promise<SiteStandIn> {
    const site = new SiteStandIn();
    await new Promise<void>((resolve) => site.server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  url(path: string): string {
    return `${this.origin}${path}`;
  }

  put(path: string, page: SitePage | string): this {
    this.pages.set(path, typeof page === 'string' ? { body: page } : page);
    return this;
  }

  remove(path: string): void {
    this.pages.delete(path);
  }

  misbehave(path: string, how: Misbehaviour | null): this {
    if (how === null) this.wrong.delete(path);
    else this.wrong.set(path, how);
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.requests.push({ path, headers: request.headers });
    const how = this.wrong.get(path) ?? this.wrong.get('*');
    if (how && this.misbehaves(how, path, request, response)) return;
    if (path === '/robots.txt' && this.robots !== null) {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(this.robots);
    } else if (path === '/sitemap.xml' && (this.sitemap !== null || this.pages.size > 0)) {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(this.sitemapXml());
    } else this.send(this.pages.get(path), request, response);
  }

  private send(page: SitePage | undefined, request: IncomingMessage, response: ServerResponse): void {
    if (!page) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
      return;
    }
    const headers: Record<string, string> = {
      'content-type': page.type ?? 'text/html; charset=utf-8',
      ...page.headers,
    };
    if (page.validators !== false) {
      headers.etag = `"${createHash('sha1').update(page.body).digest('hex').slice(0, 16)}"`;
      if (page.modified) headers['last-modified'] = new Date(page.modified).toUTCString();
    }
    const unchanged = headers.etag !== undefined && request.headers['if-none-match'] === headers.etag;
    response.writeHead(unchanged ? 304 : 200, headers).end(unchanged ? undefined : page.body);
  }

  private sitemapXml(): string {
    const entries = (this.sitemap ?? [...this.pages.keys()]).map((path) => {
      const modified = this.pages.get(path)?.modified;
      return `<url><loc>${this.url(path)}</loc>${modified ? `<lastmod>${modified}</lastmod>` : ''}</url>`;
    });
    return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`;
  }

  /** False where it behaves for once. */
  private misbehaves(
    how: Misbehaviour,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean {
    const html = { 'content-type': 'text/html' };
    if (how.kind === 'fails-after') {
      if (this.requests.length <= how.requests) return false;
      response.writeHead(500, html).end('<h1>Internal error</h1>');
    } else if (how.kind === 'status') {
      response
        .writeHead(how.status, how.retryAfter ? { ...html, 'retry-after': how.retryAfter } : html)
        .end('no');
    } else if (how.kind === 'redirect') {
      response.writeHead(how.status ?? 302, { location: how.to }).end();
    } else if (how.kind === 'drip') {
      response.writeHead(200, html);
      repeat(response, () => response.write('x'), how.everyMs);
    } else if (how.kind === 'endless') {
      response.writeHead(200, html);
      const piece = Buffer.alloc(65_536, 'x');
      repeat(response, () => response.write(piece), 1);
    } else if (how.kind === 'breaks-off') {
      response.writeHead(200, { ...html, 'content-length': '100000' });
      response.write('x'.repeat(1_000), () => setTimeout(() => response.destroy(), 20));
    } else if (how.kind === 'gzip-bomb') {
      response
        .writeHead(200, { ...html, 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(how.bytes, 'x')));
    } else if (how.kind === 'wrong-type') {
      const page = this.pages.get(path);
      this.send(page && { ...page, type: how.type }, request, response);
    }
    return true;
  }
}

function repeat(response: ServerResponse, work: () => void, everyMs: number): void {
  const timer = setInterval(work, everyMs);
  response.on('close', () => clearInterval(timer));
}

import { type CrawlScope, outOfScope, pageAddress, pageKey } from './page-address.ts';

export interface CrawlPlan extends CrawlScope {
  /** Pages that are fetched at most, failed ones included. */
  maxPages: number;
  /** Links from the start page that are followed. */
  maxDepth: number;
  /** Milliseconds between two requests to the site. */
  delayMs: number;
}

/** All that a crawl knows, as plain JSON: stored after every page, it goes on where it was. */
export interface CrawlState {
  plan: CrawlPlan;
  /** Keys of all addresses that were ever taken in. */
  known: string[];
  waiting: CrawlTask[];
  /** Handed out and not answered for; these are fetched again after a crash. */
  underWay: CrawlTask[];
  /** Content's hash, and the address that had it first. */
  contents: [hash: string, url: string][];
  /** Pages that named another address as theirs: keys of both. */
  moved: [from: string, to: string][];
  /** Requests that were handed out for the first time. */
  begun: number;
  /** Unix milliseconds before which nothing is fetched. */
  notBefore: number;
}

export interface CrawlTask {
  url: string;
  depth: number;
  /** Tries that failed. */
  tries: number;
}

export type CrawlStep =
  | { do: 'fetch'; task: CrawlTask }
  /** Nothing to hand out before this time, in Unix milliseconds. */
  | { do: 'wait'; until: number }
  /** Everything that waits is under way. */
  | { do: 'idle' }
  | { do: 'end' };

/** What a fetched page is to the crawl. */
export type PageVerdict =
  | { verdict: 'page' }
  /** The same page as another one: by where it redirected to, by its canonical address, or word for word. */
  | { verdict: 'duplicate'; of: string }
  /** Redirected to, or known by, an address outside of what is taken. */
  | { verdict: 'out_of_scope' };

/** Addresses that a crawl keeps in mind: ten times the pages it takes; what is beyond would not be fetched anyway. */
const KNOWN_PER_PAGE = 10;
/** Tries of a page that may work later, and the wait before the second in milliseconds; it doubles. */
const TRIES = 3;
const RETRY_MS = 5_000;
/** Longest wait that a site may ask for: a crawl that stands still for longer begins anew some other day. */
const PAUSE_MS = 3_600_000;

/** Which page of a site is fetched next: nearest first, politely, none twice. Knows no time and no network: both are told. */
export class Frontier {
  private readonly state: CrawlState;
  private readonly known: Set<string>;
  private readonly contents: Map<string, string>;
  private readonly moved: Map<string, string>;

  private constructor(state: CrawlState) {
    this.state = state;
    this.known = new Set(state.known);
    this.contents = new Map(state.contents);
    this.moved = new Map(state.moved);
  }

  static start(plan: CrawlPlan): Frontier {
    const frontier = new Frontier({
      plan,
      known: [],
      waiting: [],
      underWay: [],
      contents: [],
      moved: [],
      begun: 0,
      notBefore: 0,
    });
    frontier.add([plan.start], 0);
    return frontier;
  }

  /** Goes on from a stored state. What was under way is fetched again. */
  static resume(state: CrawlState): Frontier {
    return new Frontier({ ...state, waiting: [...state.underWay, ...state.waiting], underWay: [] });
  }

  /** Plain JSON to store. */
  toState(): CrawlState {
    return structuredClone({
      ...this.state,
      known: [...this.known],
      contents: [...this.contents],
      moved: [...this.moved],
    });
  }

  /** Takes in addresses of a page or sitemap; returns how many of them are new and to be fetched. */
  add(urls: Iterable<string>, depth: number): number {
    const { plan, waiting } = this.state;
    if (depth > plan.maxDepth) return 0;
    let added = 0;
    for (const url of urls) {
      if (this.known.size >= plan.maxPages * KNOWN_PER_PAGE) break;
      const address = pageAddress(url);
      // The start is fetched even where only pages below it are taken: it leads to them.
      if (address === null || (depth > 0 && outOfScope(address, plan) !== null)) continue;
      const key = pageKey(address);
      if (this.known.has(key)) continue;
      this.known.add(key);
      waiting.push({ url: address, depth, tries: 0 });
      added += 1;
    }
    return added;
  }

  /** What to do at this time, in Unix milliseconds. A task that is handed out must be answered for by one of the methods below. */
  next(now: number): CrawlStep {
    const { state } = this;
    const at = state.waiting.findIndex((task) => task.tries > 0 || state.begun < state.plan.maxPages);
    const task = state.waiting[at];
    if (task === undefined) return state.underWay.length > 0 ? { do: 'idle' } : { do: 'end' };
    if (now < state.notBefore) return { do: 'wait', until: state.notBefore };
    state.waiting.splice(at, 1);
    state.underWay.push(task);
    if (task.tries === 0) state.begun += 1;
    state.notBefore = now + state.plan.delayMs;
    return { do: 'fetch', task };
  }

  /** A page came. `contentHash` is of its text; `links` are followed whatever it is, but for one out of scope. */
  fetched(
    task: CrawlTask,
    page: { finalUrl: string; canonicalUrl: string | null; contentHash: string; links: readonly string[] },
  ): PageVerdict {
    this.settle(task);
    const { plan } = this.state;
    const landed = pageAddress(page.finalUrl) ?? task.url;
    if (outOfScope(landed, plan) === 'other_site') return { verdict: 'out_of_scope' };
    this.add(page.links, task.depth + 1);
    const moved = this.elsewhere(landed, task) ?? this.elsewhere(pageAddress(page.canonicalUrl ?? ''), task);
    if (moved !== null) return { verdict: 'duplicate', of: moved };
    if (outOfScope(landed, plan) !== null) return { verdict: 'out_of_scope' };
    const twin = this.contents.get(page.contentHash);
    if (twin !== undefined && pageKey(twin) !== pageKey(task.url)) return { verdict: 'duplicate', of: twin };
    this.contents.set(page.contentHash, task.url);
    return { verdict: 'page' };
  }

  /** A page failed. True where it will be tried again. `retryAfterSeconds` holds up the whole site, which asked for it. */
  failed(task: CrawlTask, now: number, retryable: boolean, retryAfterSeconds: number | null = null): boolean {
    this.settle(task);
    const tries = task.tries + 1;
    const asked = (retryAfterSeconds ?? 0) * 1_000;
    if (!retryable || tries >= TRIES || asked > PAUSE_MS) return false;
    const wait = Math.max(asked, RETRY_MS * 2 ** task.tries);
    this.state.notBefore = Math.max(this.state.notBefore, now + wait);
    this.state.waiting.push({ ...task, tries });
    return true;
  }

  /** Slows down to what robots.txt asks for. */
  slowDown(delayMs: number): void {
    this.state.plan = { ...this.state.plan, delayMs: Math.max(this.state.plan.delayMs, delayMs) };
  }

  counts(): { known: number; waiting: number; underWay: number; begun: number } {
    const { waiting, underWay, begun } = this.state;
    return { known: this.known.size, waiting: waiting.length, underWay: underWay.length, begun };
  }

  /** Another address of this site that the page is known by, which is fetched by itself; null where it is the task's own. */
  private elsewhere(address: string | null, task: CrawlTask): string | null {
    const from = pageKey(task.url);
    if (address === null || pageKey(address) === from) return null;
    // What points out of the site, or to what is left out, must not make a page vanish; nor must two that point at each other.
    if (outOfScope(address, this.state.plan) !== null || this.leadsTo(pageKey(address), from)) return null;
    this.add([address], task.depth);
    if (!this.known.has(pageKey(address))) return null;
    this.moved.set(from, pageKey(address));
    return address;
  }

  private leadsTo(key: string, end: string): boolean {
    const seen = new Set<string>();
    for (let at: string | undefined = key; at !== undefined && !seen.has(at); at = this.moved.get(at)) {
      if (at === end) return true;
      seen.add(at);
    }
    return false;
  }

  private settle(task: CrawlTask): void {
    this.state.underWay = this.state.underWay.filter(({ url }) => url !== task.url);
  }
}

import { ApiError } from './api-error.ts';
import type { SessionBody, User } from './wire.ts';

/** Access tokens are renewed this long before they end: a request under way must not outlive its token. */
const EARLY_MS = 30_000;
/** How long other tabs have to answer. They do within a few milliseconds, or are frozen. */
const HEARSAY_MS = 120;

/** What a tab holds, and tells other tabs that ask. */
export interface Held {
  accessToken: string;
  refreshToken: string;
  /** Epoch milliseconds. */
  expiresAt: number;
  user: User;
}

type Word = { say: 'who' } | { say: 'held'; held: Held } | { say: 'left'; userId: string };

export interface SessionPorts {
  post(path: string, body: unknown): Promise<Response>;
  errorOf(response: Response): Promise<ApiError>;
  /** The refresh token of this tab; gone with the tab. */
  store: { read(): string | null; write(token: string | null): void };
  /** Runs one task at a time among all tabs. */
  alone<T>(task: () => Promise<T>): Promise<T>;
  /** Words to and from the other tabs of this origin. */
  channel: { post(word: unknown): void; listen(hear: (word: unknown) => void): void };
  now(): number;
  wait(ms: number): Promise<void>;
  /** The session began, ended, or was renewed. */
  onChange(): void;
}

/**
 * The session of a console user. The access token lives in memory only; the refresh token also in the tab's own storage,
 * so that a reload keeps the session and closing the last tab ends it here. A refresh token works once, and tabs share a
 * session: they renew it one at a time and tell each other, because a second use would end it for all.
 */
export class Session {
  #held: Held | null = null;
  #hasLeft = false;
  readonly #ports: SessionPorts;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    ports.channel.listen((word) => this.#hear(word));
  }

  get user(): User | null {
    return this.#held?.user ?? null;
  }

  /** Whether the last session was ended on purpose. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** Takes up the session of another tab, or of this one before its reload. */
  async resume(): Promise<void> {
    await this.#ports.alone(async () => {
      // It may have been told of before it asked.
      if ((await this.#ask()) || this.#held) return;
      const token = this.#ports.store.read();
      if (token) await this.#renew(token);
    });
  }

  /** Throws an `ApiError` when refused: `invalid_credentials`, `login_paused`, `rate_limited`. */
  async login(email: string, password: string): Promise<void> {
    this.#keep(await this.#exchange('/v1/auth/login', { email, password }));
    this.#tell();
  }

  /** Ends the session here at once, and on the server when that can be reached. */
  async logout(): Promise<void> {
    const held = this.#held;
    if (!held) return;
    this.#hasLeft = true;
    this.#drop();
    this.#ports.channel.post({ say: 'left', userId: held.user.id } satisfies Word);
    await this.#ports.post('/v1/auth/logout', { refreshToken: held.refreshToken }).catch(() => null);
  }

  /** A token that is good for the next half minute; `stale` is one that the server has just refused. Null: log in. */
  async token(stale: string | null = null): Promise<string | null> {
    if (this.#isGood(stale)) return this.#held?.accessToken ?? null;
    await this.#ports.alone(async () => {
      if (!this.#held || this.#isGood(stale)) return;
      await this.#ask();
      if (this.#held && !this.#isGood(stale)) await this.#renew(this.#held.refreshToken);
    });
    return this.#held?.accessToken ?? null;
  }

  #isGood(stale: string | null): boolean {
    const held = this.#held;
    return !!held && held.accessToken !== stale && held.expiresAt - this.#ports.now() > EARLY_MS;
  }

  /** A refused token ends the session; no answer leaves it as it is, to be tried again. */
  async #renew(refreshToken: string): Promise<void> {
    try {
      this.#keep(await this.#exchange('/v1/auth/refresh', { refreshToken }));
      this.#tell();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.#drop();
    }
  }

  async #exchange(path: string, body: unknown): Promise<SessionBody> {
    const response = await this.#ports.post(path, body);
    if (!response.ok) throw await this.#ports.errorOf(response);
    return response.json();
  }

  #keep({ accessToken, refreshToken, expiresIn, user }: SessionBody): void {
    this.#take({ accessToken, refreshToken, user, expiresAt: this.#ports.now() + expiresIn * 1_000 });
  }

  #take(held: Held): void {
    this.#held = held;
    this.#hasLeft = false;
    this.#ports.store.write(held.refreshToken);
    this.#ports.onChange();
  }

  #drop(): void {
    this.#held = null;
    this.#ports.store.write(null);
    this.#ports.onChange();
  }

  #tell(): void {
    if (this.#held) this.#ports.channel.post({ say: 'held', held: this.#held } satisfies Word);
  }

  /** Whether another tab had a session that lasts longer than ours. */
  async #ask(): Promise<boolean> {
    const before = this.#held?.expiresAt ?? 0;
    this.#ports.channel.post({ say: 'who' } satisfies Word);
    await this.#ports.wait(HEARSAY_MS);
    return (this.#held?.expiresAt ?? 0) > before;
  }

  #hear(heard: unknown): void {
    if (!isWord(heard)) return;
    if (heard.say === 'who') return this.#tell();
    if (heard.say === 'left') {
      if (heard.userId !== this.#held?.user.id) return;
      this.#hasLeft = true;
      this.#drop();
      return;
    }
    const other = this.#held !== null && this.#held.user.id !== heard.held.user.id;
    if (!other && heard.held.expiresAt > (this.#held?.expiresAt ?? 0)) this.#take(heard.held);
  }
}

function isWord(value: unknown): value is Word {
  return typeof value === 'object' && value !== null && 'say' in value;
}

import type { ApiPorts } from './data/api.ts';
import { errorOf, noAnswer } from './data/api-error.ts';
import type { SessionPorts } from './data/session.ts';
import { upload } from './data/upload.ts';

const TOKEN_KEY = 'edgewise:console:refresh';
const CHANNEL = 'edgewise:console';
const LOCK = 'edgewise:console:session';
/** Longest wait for a login or a renewal. */
const TIMEOUT_MS = 15_000;

export interface Ports {
  session: Omit<SessionPorts, 'onChange'>;
  api: Omit<ApiPorts, 'session'>;
}

/** What the console needs of its browser. */
export function browserPorts(): Ports {
  const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  const channel = new BroadcastChannel(CHANNEL);
  return {
    session: {
      post,
      errorOf,
      store: { read: readToken, write: writeToken },
      alone: (task) => navigator.locks.request(LOCK, task),
      channel: {
        post: (word) => channel.postMessage(word),
        listen: (hear) =>
          channel.addEventListener('message', (event: MessageEvent<unknown>) => hear(event.data)),
      },
      now: () => Date.now(),
      wait,
    },
    api: {
      fetch: (path, init) => fetch(path, init),
      upload,
      isOnline: () => navigator.onLine,
      wait,
      random: Math.random,
    },
  };
}

async function post(path: string, body: unknown): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  } catch {
    throw noAnswer(signal.aborted ? 'timeout' : 'offline');
  }
}

function readToken(): string | null {
  try {
    return sessionStorage.getItem(TOKEN_KEY);
  } catch {
    return null;
  }
}

/** Without storage the session lasts as long as the page. */
function writeToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(TOKEN_KEY);
    else sessionStorage.setItem(TOKEN_KEY, token);
  } catch {
    return;
  }
}

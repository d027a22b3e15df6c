import type { Host } from '../host.ts';
import type { ClientDeps } from '../state/client.ts';

type Ports = Pick<
  ClientDeps,
  'connect' | 'isOnline' | 'now' | 'random' | 'later' | 'page' | 'newClientId' | 'alone'
>;

/** The browser as the client wants it. */
export function browserPorts(host: Host): Ports {
  return {
    connect: ({ conversationId, token }) =>
      new WebSocket(
        `${host.base.replace(/^http/, 'ws')}/v1/conversations/${encodeURIComponent(conversationId)}/socket`,
        ['edgewise.v1', `bearer.${token}`],
      ),
    isOnline: () => navigator.onLine,
    now: () => Date.now(),
    random: () => Math.random(),
    later(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    // The query and fragment of an address may hold secrets of the page; nobody here needs them.
    page: () => location.origin + location.pathname,
    newClientId: () =>
      [...crypto.getRandomValues(new Uint8Array(16))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join(''),
    // Locks exist in secure contexts only; without them two tabs opened in the same moment may differ.
    alone: (task) => (navigator.locks ? navigator.locks.request(`edgewise:${host.key}`, task) : task()),
  };
}

/** Local storage, or null where the browser refuses it: even asking may throw. */
export function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

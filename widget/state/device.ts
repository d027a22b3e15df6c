/** A message that the server has not acknowledged yet. `at` in milliseconds since 1970; `failed`: why it is not being sent. */
export interface Draft {
  clientId: string;
  text: string;
  at: number;
  failed: string | null;
}

/** What brings a reader back to the same conversation. */
export interface Saved {
  conversationId: string;
  resumeToken: string;
  readSeq: number;
  /** Last use, in milliseconds since 1970. */
  at: number;
}

export interface Device {
  saved(): Saved | null;
  save(saved: Saved): void;
  drafts(): Draft[];
  /** False when the queue is full: the text stays with its writer. */
  add(draft: Draft): boolean;
  remove(clientId: string): void;
  /** Forgets the conversation; what is not sent yet stays. */
  forget(): void;
}

/** Messages that wait for the network: more than anybody types in a tunnel, less than a storage quota (8,000 chars each). */
export const DRAFTS_MAX = 20;

type Area = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Browser storage under this widget's key, shared by tabs. Where storage is refused, memory: the page still works. */
export function createDevice(area: Area | null, key: string): Device {
  const memory = new Map<string, string>();
  let works = area !== null;
  const name = (part: string) => `edgewise:${key}:${part}`;
  const read = <T>(part: string, accepts: (value: T) => boolean): T | null => {
    try {
      const text = works && area ? area.getItem(name(part)) : (memory.get(part) ?? null);
      const value: T | null = text === null ? null : JSON.parse(text);
      return value !== null && accepts(value) ? value : null;
    } catch {
      return null;
    }
  };
  const write = (part: string, text: string) => {
    memory.set(part, text);
    try {
      area?.setItem(name(part), text);
    } catch {
      // A full or forbidden storage costs the resume after a reload, nothing else.
      works = false;
    }
  };
  const drafts = () => read<Draft[]>('outbox', isDrafts) ?? [];
  return {
    saved: () => read<Saved>('session', isSaved),
    save: (saved) => write('session', JSON.stringify(saved)),
    drafts,
    add(draft) {
      const others = drafts().filter((one) => one.clientId !== draft.clientId);
      if (others.length >= DRAFTS_MAX) return false;
      write('outbox', JSON.stringify([...others, draft]));
      return true;
    },
    remove(clientId) {
      const all = drafts();
      const left = all.filter((one) => one.clientId !== clientId);
      if (left.length < all.length) write('outbox', JSON.stringify(left));
    },
    forget: () => write('session', 'null'),
  };
}

function isSaved(value: Saved): boolean {
  return typeof value.conversationId === 'string' && typeof value.resumeToken === 'string';
}

function isDrafts(value: Draft[]): boolean {
  return (
    Array.isArray(value) &&
    value.every((one) => typeof one?.clientId === 'string' && typeof one.text === 'string')
  );
}

import type { ServerFrame } from '../../src/protocol/socket.ts';

export type Message = Extract<ServerFrame, { type: 'message' }>['message'];
export type State = Extract<ServerFrame, { type: 'state' }>['state'];

/** An answer while it is being written. `open` turns false when the server has ended it but not yet stored it. */
export interface Stream {
  turnId: string;
  text: string;
  open: boolean;
}

/** Everything that the server has told us of one conversation. */
export interface Conversation {
  /** `null` until the first `welcome`. */
  state: State | null;
  owner: string;
  messages: readonly Message[];
  /** Highest `seq` held; dense, so it is also the count. */
  lastSeq: number;
  /** Highest `seq` that the server has spoken of. */
  serverSeq: number;
  /** True when something is missing: the caller sends `hello`. */
  behind: boolean;
  stream: Stream | null;
  /** The turn whose answer is stored: a late piece of it must not bring it back. */
  doneTurn: string | null;
  /** Name or id of the person who is writing. */
  typing: string | null;
  /** Names of the people of the organization who are here. */
  agents: readonly string[];
}

export const EMPTY: Conversation = {
  state: null,
  owner: 'ai',
  messages: [],
  lastSeq: 0,
  serverSeq: 0,
  behind: false,
  stream: null,
  doneTurn: null,
  typing: null,
  agents: [],
};

/** The conversation after one frame. Pure; a frame that tells nothing new returns the same object. */
export function reduce(now: Conversation, frame: ServerFrame): Conversation {
  switch (frame.type) {
    case 'welcome':
      return welcome(now, frame);
    case 'message':
      return message(now, frame.message);
    case 'delta':
      return delta(now, frame);
    case 'state':
      return { ...now, state: frame.state, owner: frame.owner, stream: streamIn(now, frame.state) };
    case 'typing':
      return isCustomer(frame.who) ? now : { ...now, typing: frame.on ? frame.who : null };
    case 'presence':
      return {
        ...now,
        agents: frame.online.flatMap((one) => (one.role === 'agent' ? [one.name ?? ''] : [])),
      };
    default:
      return now;
  }
}

function welcome(now: Conversation, frame: Extract<ServerFrame, { type: 'welcome' }>): Conversation {
  const { state, owner } = frame.conversation;
  return {
    ...now,
    state,
    owner,
    serverSeq: Math.max(frame.lastSeq, now.lastSeq),
    behind: false,
    typing: null,
    stream: state === 'processing' ? now.stream : null,
  };
}

/** `seq` is dense: the next one is taken, an earlier one is a repeat, a later one means that something is missing. */
function message(now: Conversation, next: Message): Conversation {
  if (next.seq <= now.lastSeq) return now;
  const serverSeq = Math.max(now.serverSeq, next.seq);
  if (next.seq > now.lastSeq + 1) return { ...now, serverSeq, behind: true };
  const answered = next.role === 'assistant' && now.stream;
  return {
    ...now,
    messages: [...now.messages, next],
    lastSeq: next.seq,
    serverSeq,
    stream: next.role === 'customer' ? now.stream : null,
    doneTurn: answered ? answered.turnId : now.doneTurn,
    typing: next.role === 'agent' ? null : now.typing,
  };
}

/**
 * `from` is an offset in UTF-16 units. What is already held is a repeat and changes nothing; other text at a held offset is
 * a turn begun anew and replaces the rest; an offset beyond what is held means that a piece is missing.
 */
function delta(now: Conversation, piece: Extract<ServerFrame, { type: 'delta' }>): Conversation {
  if (piece.turnId === now.doneTurn) return now;
  const held = now.stream?.turnId === piece.turnId ? now.stream.text : '';
  if (piece.from > held.length) return { ...now, behind: true };
  if (now.stream && held.startsWith(piece.text, piece.from) && piece.text !== '') return now;
  const text = held.slice(0, piece.from) + piece.text;
  return { ...now, stream: { turnId: piece.turnId, text, open: true } };
}

/** `waiting` may arrive a moment before the stored answer: the text stays, only its cursor goes. */
function streamIn(now: Conversation, state: State): Stream | null {
  if (!now.stream || state === 'processing') return now.stream;
  return state === 'waiting' || state === 'active' ? { ...now.stream, open: false } : null;
}

function isCustomer(who: string): boolean {
  return who === 'customer' || who.startsWith('cus_');
}

/** Messages from the other side after `readSeq`. System events count: a hand-off or an end is news. */
export function unreadAfter(messages: readonly Message[], readSeq: number): number {
  let count = 0;
  for (let at = messages.length - 1; at >= 0; at--) {
    const one = messages[at];
    if (!one || one.seq <= readSeq) break;
    if (one.role !== 'customer') count++;
  }
  return count;
}

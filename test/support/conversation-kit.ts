import { env } from 'cloudflare:workers';
import { newId } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import { DEFAULT_SETTINGS, type OrganizationSnapshot } from '../../src/domain/organization.ts';
import type { Answer } from '../../src/domain/passage.ts';
import type { ServerFrame } from '../../src/protocol/socket.ts';
import { ACTOR_HEADER, type Actor } from '../../workers/conversation/api.ts';

export const organization: OrganizationSnapshot = {
  id: 'org_test',
  name: 'Test',
  tier: 'business',
  version: 1,
  jurisdiction: null,
  settings: DEFAULT_SETTINGS,
};

export const customer: Actor = { role: 'customer', id: 'cus_test', name: 'Ada' };
export const agent: Actor = { role: 'agent', id: 'usr_agent', name: 'Grace' };

/** A new conversation of its own object, open and empty. */
export async function openConversation(conversationId = newId('cnv')) {
  const stub = env.CONVERSATION.getByName(`org_test/${conversationId}`);
  await stub.open({
    organization,
    conversationId,
    channel: 'web',
    customer: { id: 'cus_test', name: 'Ada', email: null, externalId: null, verified: false },
    locale: null,
    page: null,
    requestId: 'req_test',
  });
  return stub;
}

export type ConversationStub = Awaited<ReturnType<typeof openConversation>>;

/** What a scripted answer says. */
export function scriptedAnswer(text: string): Answer {
  return { text, citations: [], confidence: 0.9, supported: true, quickReplies: [], model: 'scripted' };
}

/** A connected socket that records every frame. */
export class TestSocket {
  readonly frames: ServerFrame[] = [];
  closed: number | null = null;
  readonly raw: WebSocket;

  constructor(raw: WebSocket) {
    this.raw = raw;
    raw.accept();
    raw.addEventListener('message', ({ data }) => {
      if (data !== 'pong') this.frames.push(JSON.parse(String(data)));
    });
    raw.addEventListener('close', ({ code }) => {
      this.closed = code;
    });
  }

  send(frame: object | string): void {
    this.raw.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Frames of one type, in the order they came. */
  of<T extends ServerFrame['type']>(type: T): Extract<ServerFrame, { type: T }>[] {
    return this.frames.filter((frame): frame is Extract<ServerFrame, { type: T }> => frame.type === type);
  }

  messages(): Message[] {
    return this.of('message').map((frame) => frame.message);
  }

  /** The text of a running answer as a client puts it together. */
  streamed(): string {
    return this.of('delta').reduce((text, delta) => text.slice(0, delta.from) + delta.text, '');
  }
}

/** Opens a socket as the Worker would after it verified the token. */
export async function connect(stub: ConversationStub, actor: Actor = customer, after: number | null = 0) {
  const response = await stub.fetch('https://edgewise.test/socket', {
    headers: {
      upgrade: 'websocket',
      [ACTOR_HEADER]: JSON.stringify({ ...actor, expiresAt: Math.floor(Date.now() / 1000) + 3_600 }),
    },
  });
  if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
  const socket = new TestSocket(response.webSocket);
  if (after !== null) {
    socket.send({ type: 'hello', after });
    await until(() => socket.of('welcome').length > 0);
  }
  return socket;
}

/** Waits until `condition` holds; fails after `timeoutMs`, which is far beyond any healthy wait. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 8_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('what was waited for did not come true');
    await scheduler.wait(5);
  }
}

export function post(
  stub: ConversationStub,
  text: string,
  options: { clientId?: string; actor?: Actor } = {},
) {
  return stub.post({
    actor: options.actor ?? customer,
    clientId: options.clientId ?? newId('req'),
    text,
    requestId: 'req_test',
  });
}

export async function messagesOf(stub: ConversationStub): Promise<Message[]> {
  const history = await stub.history({ after: 0, limit: 100 });
  if (!history.ok) throw new Error(history.error.reason);
  return history.value.messages;
}

import type { ChatDialect } from './chat-client.ts';

/** How each compared server is spoken to. The first text is the first frame that carries words of the answer. */
export const CHAT_DIALECTS: Record<'engine' | 'floor' | 'stub' | 'stream', ChatDialect> = {
  engine: {
    path: (name) => `/socket/${name}`,
    protocols: ['edgewise.v1'],
    greeting: '{"type":"hello","after":0}',
    ask: (n) => JSON.stringify({ type: 'message', clientId: `c${n}`, text: `question number ${n}` }),
    read: readEdgewise,
  },
  floor: {
    path: (name) => `/socket/${name}`,
    protocols: [],
    greeting: null,
    ask: (n) => JSON.stringify({ type: 'message', text: `question number ${n}` }),
    read: (frame) => (frame.startsWith('{"type":"delta"') ? 'first' : 'done'),
  },
  stub: agent('stub'),
  stream: agent('stream'),
};

/** Frames of socket contract v1: deltas, and the stored reply that ends a turn. */
export function readEdgewise(frame: string): 'first' | 'done' | null {
  if (frame.startsWith('{"type":"delta"')) return 'first';
  return frame.startsWith('{"type":"message"') && frame.includes('"role":"assistant"') ? 'done' : null;
}

/** Cloudflare's chat agent: the client sends its new message, the answer comes as chunks of the AI SDK's UI stream. */
function agent(kind: 'stub' | 'stream'): ChatDialect {
  return {
    path: (name) => `/${kind}/${name}`,
    protocols: [],
    greeting: null,
    ask: (n) => {
      const message = { id: `m${n}`, role: 'user', parts: [{ type: 'text', text: `question number ${n}` }] };
      const body = JSON.stringify({ messages: [message] });
      return JSON.stringify({
        type: 'cf_agent_use_chat_request',
        id: `r${n}`,
        init: { method: 'POST', body },
      });
    },
    read: (frame) => {
      if (!frame.includes('"cf_agent_use_chat_response"')) return null;
      if (frame.includes('"done":true')) return 'done';
      return frame.includes('text-delta') ? 'first' : null;
    },
  };
}

import { AIChatAgent } from '@cloudflare/ai-chat';
import { createUIMessageStream, createUIMessageStreamResponse, streamText } from 'ai';
import { convertArrayToReadableStream, MockLanguageModelV4 } from 'ai/test';

const PIECES = Array.from({ length: 16 }, (_, index) => `word${index} `);

/** The least an AIChatAgent can do: a ready UI stream of 16 words. */
export class StubAgent extends AIChatAgent {
  override async onChatMessage(): Promise<Response> {
    const stream = createUIMessageStream({
      execute({ writer }) {
        writer.write({ type: 'text-start', id: 't' });
        for (const delta of PIECES) writer.write({ type: 'text-delta', id: 't', delta });
        writer.write({ type: 'text-end', id: 't' });
      },
    });
    return createUIMessageStreamResponse({ stream });
  }
}

/** What applications write: `streamText`, here over the SDK's own mock model with the same 16 words. */
export class StreamAgent extends AIChatAgent {
  override async onChatMessage(): Promise<Response> {
    const model = new MockLanguageModelV4({
      doStream: async () => ({
        stream: convertArrayToReadableStream([
          { type: 'stream-start', warnings: [] },
          { type: 'text-start', id: 't' },
          ...PIECES.map((delta) => ({ type: 'text-delta', id: 't', delta })),
          { type: 'text-end', id: 't' },
          { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage: USAGE },
        ]),
      }),
    });
    const prompt = this.messages.map((message) => ({ role: message.role, content: textOf(message) }));
    return streamText({ model, messages: prompt }).toUIMessageStreamResponse();
  }
}

const USAGE = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 16, text: 16, reasoning: 0 },
};

function textOf(message: { parts: { type: string; text?: string }[] }): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

interface PeerEnv {
  StubAgent: DurableObjectNamespace;
  StreamAgent: DurableObjectNamespace;
}

/** `GET /<class>/<name>`: upgrades to the agent of that name. `GET /`: an answer without any agent. */
export default {
  async fetch(request: Request, env: PeerEnv): Promise<Response> {
    const [, kind, name = ''] = new URL(request.url).pathname.split('/');
    if (name === '') return new Response('ok');
    const namespace = kind === 'stub' ? env.StubAgent : env.StreamAgent;
    return namespace.getByName(name).fetch(request);
  },
};

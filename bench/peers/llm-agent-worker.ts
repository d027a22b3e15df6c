import { createOpenAI } from '@ai-sdk/openai';
import { AIChatAgent } from '@cloudflare/ai-chat';
import { convertToModelMessages, streamText } from 'ai';

interface PeerEnv {
  ModelAgent: DurableObjectNamespace;
  SearchingAgent: DurableObjectNamespace;
  KNOWLEDGE: D1Database;
  OPENAI_API_KEY: string;
  OPENAI_BASE_URL: string;
  MODEL: string;
  SYSTEM: string;
}

/** What applications write: `streamText` over the vendor's chat completions with the conversation so far. It looks nothing up. */
export class ModelAgent extends AIChatAgent<PeerEnv> {
  override async onChatMessage(): Promise<Response> {
    const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, MODEL } = this.env;
    const model = createOpenAI({ apiKey, baseURL }).chat(MODEL);
    const messages = await convertToModelMessages(this.messages);
    const system = await this.system();
    return streamText({ model, system, messages }).toUIMessageStreamResponse();
  }

  protected async system(): Promise<string> {
    return this.env.SYSTEM;
  }
}

/** The same with the least of retrieval: one full-text query in D1, its best eight pieces in the system prompt. */
export class SearchingAgent extends ModelAgent {
  protected override async system(): Promise<string> {
    const { KNOWLEDGE, SYSTEM } = this.env;
    const asked =
      this.messages.at(-1)?.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])) ?? [];
    const words = asked.join(' ').match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
    const query = words.map((word) => `"${word}"`).join(' OR ');
    const { results } = await KNOWLEDGE.prepare(
      'SELECT text FROM pieces WHERE pieces MATCH ? ORDER BY rank LIMIT 8',
    )
      .bind(query)
      .all<{ text: string }>();
    return [SYSTEM, ...results.map(({ text }, at) => `<passage n="${at + 1}">\n${text}\n</passage>`)].join(
      '\n',
    );
  }
}

/** `GET /<agent|searching>/<name>`: upgrades to the agent of that name. `GET /`: an answer without any agent. */
export default {
  async fetch(request: Request, env: PeerEnv): Promise<Response> {
    const [, kind, name = ''] = new URL(request.url).pathname.split('/');
    if (name === '') return new Response('ok');
    const namespace = kind === 'searching' ? env.SearchingAgent : env.ModelAgent;
    return namespace.getByName(name).fetch(request);
  },
};

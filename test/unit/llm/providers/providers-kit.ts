import { AnthropicProvider } from '../../../../src/llm/providers/anthropic-provider.ts';
import { OpenAiProvider } from '../../../../src/llm/providers/openai-provider.ts';
import type { LlmProvider } from '../../../../src/llm/providers/provider.ts';
import { type Script, type Sent, scriptedFetch } from './scripted-fetch.ts';
import { chatEvents, messageEvents } from './wire-samples.ts';

export const NOW = Date.UTC(2026, 10, 22);

/** A vendor before a script: how it is made, and how its answers look on the wire. */
export interface Vendor {
  name: string;
  open(script: Script | Error): { provider: LlmProvider; sent: Sent[] };
  /** Events of an answer; `ended` false leaves out why it stopped, and all after it. */
  events(texts: string[], ended?: boolean): string[];
}

const clock = () => NOW;

export const OPENAI: Vendor = {
  name: 'OpenAI',
  open(script) {
    const { fetch, sent } = scriptedFetch(script);
    const settings = { apiKey: 'sk-test-key', baseUrl: 'https://api.openai.com/v1' };
    return { provider: new OpenAiProvider('openai', settings, { fetch, clock }), sent };
  },
  events: (texts, ended = true) => chatEvents(texts, ended ? 'stop' : null),
};

export const COMPATIBLE: Vendor = {
  name: 'a compatible server',
  open(script) {
    const { fetch, sent } = scriptedFetch(script);
    const settings = { apiKey: null, baseUrl: 'http://127.0.0.1:8080/v1' };
    return { provider: new OpenAiProvider('compatible', settings, { fetch, clock }), sent };
  },
  events: (texts, ended = true) => chatEvents(texts, ended ? 'stop' : null),
};

export const ANTHROPIC: Vendor = {
  name: 'Anthropic',
  open(script) {
    const { fetch, sent } = scriptedFetch(script);
    const settings = { apiKey: 'sk-ant-test-key', baseUrl: 'https://api.anthropic.com' };
    return { provider: new AnthropicProvider(settings, { fetch, clock }), sent };
  },
  events: (texts, ended = true) => messageEvents(texts, ended ? 'end_turn' : null),
};

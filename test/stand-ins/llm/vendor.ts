import type { IncomingHttpHeaders } from 'node:http';
import type { Fault } from './script.ts';

/** A request in words that both vendors share: what the stand-in's writer reads. */
export interface Asked {
  model: string;
  stream: boolean;
  system: string;
  messages: { role: 'user' | 'assistant' | 'tool'; text: string; calls: string[] }[];
  tools: { name: string; description: string; properties: string[] }[];
  /** JSON Schema of the answer; null: prose. */
  schema: Record<string, unknown> | null;
  maxTokens: number | null;
  /** Beginning of the answer that the request ends with; empty: none. */
  begun: string;
  /** False: the vendor says what was used only when it is asked to. */
  wantsUsage: boolean;
}

export interface Usage {
  /** Read anew: neither from the cache nor written to it. */
  input: number;
  cached: number;
  cacheWrite: number;
  output: number;
}

/** An answer before it has the vendor's form. */
export interface Answer {
  pieces: readonly string[];
  /** `input`: text that should be JSON. */
  toolCalls: readonly { id: string; name: string; input: string }[];
  stop: 'complete' | 'length' | 'tools' | 'refused';
  /** Null: nothing is said about it. */
  usage: Usage | null;
}

/** An HTTP answer that is not an answer. */
export interface Problem {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON; a string as it is, as HTML. */
  body: unknown;
}

/** One vendor's formats. Everything about HTTP, time and faults is the server's. */
export interface Vendor {
  name: 'openai' | 'anthropic';
  path: string;
  defaultKey: string;
  /** Refuses what the vendor would refuse; null where it would answer. */
  check(request: {
    headers: IncomingHttpHeaders;
    body: unknown;
    key: string;
    models: readonly string[];
  }): Problem | null;
  read(body: unknown): Asked;
  /** Tokens of the prompt as the vendor accounts for them, its prompt cache included. */
  count(body: unknown): Omit<Usage, 'output'>;
  /** The SSE events of an answer, each with its empty line. */
  frames(answer: Answer, asked: Asked): string[];
  /** How many of the last frames only end the answer: what `no-end` leaves out. */
  endFrames(asked: Asked): number;
  /** The answer to a request that does not stream. */
  whole(answer: Answer, asked: Asked): unknown;
  /** The refusal that a fault stands for; null: it is none. */
  problem(fault: Fault, asked: Asked): Problem | null;
  errorFrame(type: string | undefined): string;
  garbageFrame: string;
  notFound(path: string): Problem;
  /** Headers of every answer. */
  headers(): Record<string, string>;
  model(name: string, models: readonly string[]): Problem | { body: unknown };
}

/** Characters of a token: about right for English, and the same every time. */
const CHARACTERS_PER_TOKEN = 4;

/** Tokens of a text. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

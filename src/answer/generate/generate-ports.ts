import type { CustomerProfile } from '../../domain/conversation.ts';
import type { LlmEvent, LlmRequest, ModelName, ToolCall, ToolSpec } from '../../domain/llm.ts';
import type { Message } from '../../domain/message.ts';
import type { OrganizationSnapshot } from '../../domain/organization.ts';
import type { Answer, SearchResult } from '../../domain/passage.ts';
import type { ConversationMemory, StoredVault, ToolOutcome, TurnLedger } from '../../domain/turn-ledger.ts';
import type { Understanding } from '../../domain/understanding.ts';

/** What an answer is generated from. Nothing here is masked yet. */
export interface GenerateRequest {
  turnId: string;
  message: Message;
  /** Oldest first, without `message`. */
  history: readonly Message[];
  customer: CustomerProfile;
  organization: OrganizationSnapshot;
  /** BCP 47 or ISO 639-1 of the answer; null: not known. */
  language: string | null;
  meaning: Understanding;
  found: SearchResult;
  /** What is said where no model can or should speak. */
  quoted: Answer;
  /** What the model may ask for. */
  tools: readonly ToolSpec[];
}

/** The same for the composer: message, history and name masked, nothing else of the customer, and what the conversation remembers. */
export interface MaskedRequest extends GenerateRequest {
  memory: ConversationMemory;
}

/** `answer`: all of its text has been written. `handoff`, `quoted`: nothing was. */
export type Generated =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'handoff' }
  | { kind: 'quoted'; why: string };

/** A stretch of text that is personal or secret, by its kind. */
export interface PersonalSpan {
  type: string;
  start: number;
  end: number;
}

export interface GenerateDeps {
  /** Asks a model of the chain, none of `avoid`. Never throws; ends with one `end` or `failed`. */
  stream(
    request: LlmRequest,
    options: { avoid: readonly ModelName[]; signal: AbortSignal },
  ): AsyncIterable<LlmEvent>;
  /** `passages`: how many of those found are in the request; all where it does not say. */
  compose(request: MaskedRequest): { request: LlmRequest; promptVersion: string; passages?: number };
  mask(text: string, vault: StoredVault | null): { text: string; vault: StoredVault };
  /** The token of a person's name, in brackets. */
  maskName(name: string, vault: StoredVault | null): { text: string; vault: StoredVault };
  unmask(text: string, vault: StoredVault): string;
  /** Personal data and secrets in a text, tokens excepted. */
  findPersonal(text: string): readonly PersonalSpan[];
  /** Whether a text holds what belongs to somebody else: a canary. */
  isForeign(text: string): boolean;
  /** ISO 639-1 of a text where it is certain, else null. */
  languageOf(text: string): string | null;
  /** The terms of a text, as search analyses them. */
  analyze(text: string): string[];
  /** Decides about a model's request and runs it. `ordinal`: which call of the turn it is, from 1. */
  runTool(call: ToolCall, ordinal: number): Promise<ToolOutcome>;
  /** Waits; used to see whether a tool is quick. */
  pause(ms: number): Promise<void>;
  ledger: Pick<TurnLedger, 'memory' | 'saveMemory' | 'progress' | 'saveProgress'>;
  /** Told what was left out, by kind and count, never its words. */
  onDropped?(reasons: Readonly<Record<string, number>>): void;
}

import { readFileSync } from 'node:fs';
import { composeMasked } from '../../../../src/answer/generate/compose-masked.ts';
import {
  type GenerateDeps,
  type Generated,
  type GenerateRequest,
  generateAnswer,
} from '../../../../src/answer/generate/generate-answer.ts';
import type { LlmEvent, LlmFailure, LlmRequest, ModelName, ToolCall } from '../../../../src/domain/llm.ts';
import type { Message } from '../../../../src/domain/message.ts';
import { DEFAULT_SETTINGS } from '../../../../src/domain/organization.ts';
import type { Answer, Passage } from '../../../../src/domain/passage.ts';
import type { ToolOutcome } from '../../../../src/domain/turn-ledger.ts';
import { analyze } from '../../../../src/retrieve/analyze.ts';
import { detectLanguage } from '../../../../src/understand/language/detect-language.ts';
import { decodeLanguageModel } from '../../../../src/understand/language/language-model.ts';
import { findPii } from '../../../../src/understand/mask/find-pii.ts';
import { mask, unmask } from '../../../../src/understand/mask/mask.ts';
import { emptyVault, tokenOf } from '../../../../src/understand/mask/mask-vault.ts';
import { meaningOf } from '../../../support/meaning-of.ts';
import { type MemoryLedger, memoryLedger } from '../../../support/memory-ledger.ts';

const decoded = decodeLanguageModel(
  new Uint8Array(readFileSync(new URL('../../../../src/understand/models/language.bin', import.meta.url))),
);
if (!decoded.ok) throw new Error('the language model cannot be read');
const languageModel = decoded.value;

export const passage = (text: string, over: Partial<Passage> = {}): Passage => ({
  chunkId: 'chk_1',
  articleId: 'art_1',
  articleVersion: 3,
  ordinal: 0,
  title: 'Restore deleted records',
  heading: '',
  url: 'https://help.acme.test/restore',
  start: 100,
  text,
  score: 10,
  ...over,
});

export const BIN = passage(
  'Deleted records stay in the recycle bin for 15 days. Hard deleted records never come back. The bin holds 1,000 records for each GB. You can restore a record from the Recycle Bin page in the App Launcher. An export must be requested before the 15 days are over.\n\nTo restore a record:\n\n1. Open the App Launcher.\n2. Choose Recycle Bin.\n3. Select the record and click Restore.',
);
export const LOCKS = passage(
  'UNABLE_TO_LOCK_ROW means that another transaction holds the record.\n\n1. Sort the records by parent.\n2. Retry at most 3 times.\n\n| Mode | Share |\n|---|---|\n| Serial | 5 % |\n| Parallel | 80 % |\n\n```apex\nupdate accounts;\nDatabase.update(records, false);\n```',
  { chunkId: 'chk_2', articleId: 'art_2', title: 'Row locks', heading: 'How to fix it', start: 0, url: null },
);

export const DAYS = 'Deleted records stay in the recycle bin for 15 days.';
export const LOCK = 'UNABLE_TO_LOCK_ROW means that another transaction holds the record.';
export const GB = 'The bin holds 1,000 records for each GB.';

const MESSAGE: Message = {
  id: 'msg_1',
  conversationId: 'cnv_1',
  seq: 3,
  role: 'customer',
  text: 'How do I restore deleted records?',
  createdAt: '2026-11-22T12:00:00.000Z',
  citations: [],
};

export const QUOTED: Answer = {
  text: 'Deleted records stay in the recycle bin for 15 days. [1]',
  citations: [],
  confidence: 0.8,
  supported: true,
  quickReplies: [],
  model: 'extractive',
};

export const requestOf = (over: Partial<GenerateRequest> & { text?: string } = {}): GenerateRequest => {
  const { text, message = MESSAGE, ...rest } = over;
  return {
    turnId: 'trn_1',
    message: text === undefined ? message : { ...message, text },
    history: [],
    customer: { id: 'cus_1', name: null, email: null, externalId: null, verified: false },
    organization: {
      id: 'org_1',
      name: 'Acme',
      tier: 'team',
      version: 1,
      jurisdiction: null,
      // Low: how sure an answer must be is a matter of weights that are fitted.
      settings: { ...DEFAULT_SETTINGS, displayName: 'Acme Support', answerThreshold: 0.05 },
    },
    language: 'en',
    meaning: meaningOf('en', ''),
    found: {
      passages: [BIN, LOCKS],
      terms: [],
      signals: { coverage: 0.8, known: 1, strength: 1, margin: 0.5 },
    },
    quoted: QUOTED,
    tools: [],
    ...rest,
  };
};

/** What a scripted model does: text, cut into deltas; or events as they are. */
export type Script = string | readonly (string | LlmEvent)[];

export const FAILED: LlmFailure = { reason: 'incomplete', next: 'fallback', retryAfterMs: null, detail: '' };
export const cut = (text: string, failure: Partial<LlmFailure> = {}): Script => [
  text,
  { kind: 'failed', failure: { ...FAILED, ...failure } },
];
export const calls = (...asked: ToolCall[]): Script => [
  ...asked.map((call): LlmEvent => ({ kind: 'tool-call', call })),
  { kind: 'end', stop: 'tools' },
];

export interface Run {
  generated: Generated;
  /** What was written, in order; `call`: a model was asked, `tool`: a tool was run. */
  log: { kind: 'write' | 'call' | 'tool'; text: string }[];
  text: string;
  requests: LlmRequest[];
  avoided: ModelName[][];
  tools: ToolCall[];
  ledger: MemoryLedger;
  dropped: Readonly<Record<string, number>>;
}

export interface Setup {
  request?: GenerateRequest;
  scripts: readonly (Script | ((request: LlmRequest) => Script))[];
  tool?: (call: ToolCall) => Promise<ToolOutcome>;
  deps?: Partial<GenerateDeps>;
  /** UTF-16 units of a delta. */
  delta?: number;
  signal?: AbortSignal;
  ledger?: MemoryLedger;
  onWrite?: (text: string) => void;
}

const MODELS: ModelName[] = ['openai/one', 'anthropic/two', 'compatible/three', 'openai/four', 'openai/five'];

/** Runs a generation on scripted models and records what it does. */
export async function run(setup: Setup): Promise<Run> {
  const { request = requestOf(), scripts, delta = 7, signal = new AbortController().signal } = setup;
  const ledger = setup.ledger ?? memoryLedger();
  const record: Omit<Run, 'generated' | 'text'> = {
    log: [],
    requests: [],
    avoided: [],
    tools: [],
    ledger,
    dropped: {},
  };
  const deps: GenerateDeps = {
    stream: async function* (asked, { avoid }) {
      const at = record.requests.length;
      record.requests.push(asked);
      record.avoided.push([...avoid]);
      record.log.push({ kind: 'call', text: '' });
      const given = scripts[at];
      const script = typeof given === 'function' ? given(asked) : given;
      if (script === undefined) {
        yield { kind: 'failed', failure: { ...FAILED, reason: 'no_provider' } };
        return;
      }
      yield { kind: 'model', model: MODELS[at] ?? 'openai/more' };
      yield* eventsOf(script, delta);
    },
    compose: (masked) =>
      composeMasked(masked, {
        now: '2026-11-22T12:00:00.000Z',
        limits: { inputTokens: 20_000, maxOutputTokens: 1_000 },
      }),
    mask: (text, vault) => mask(text, vault ?? emptyVault()),
    maskName: (name, vault) => {
      const given = tokenOf(vault ?? emptyVault(), 'PERSON', name);
      return { text: `[${given.token}]`, vault: given.vault };
    },
    unmask,
    findPersonal: findPii,
    isForeign: (text) => text.includes('CANARY-OF-ANOTHER'),
    languageOf: (text) => {
      const { language, confidence } = detectLanguage(text, languageModel);
      return confidence >= 0.5 ? language : null;
    },
    analyze,
    runTool: async (call) => {
      record.tools.push(call);
      record.log.push({ kind: 'tool', text: call.name });
      return setup.tool ? setup.tool(call) : { kind: 'result', text: 'nothing' };
    },
    pause: async () => undefined,
    ledger,
    onDropped: (reasons) => {
      record.dropped = reasons;
    },
    ...setup.deps,
  };
  const write = (text: string) => {
    setup.onWrite?.(text);
    record.log.push({ kind: 'write', text });
  };
  const generated = await generateAnswer(request, deps, write, signal);
  const text = record.log
    .filter(({ kind }) => kind === 'write')
    .map((one) => one.text)
    .join('');
  return { ...record, generated, text };
}

function* eventsOf(script: Script, delta: number): Generator<LlmEvent> {
  const events = typeof script === 'string' ? [script] : script;
  for (const event of events) {
    if (typeof event !== 'string') yield event;
    else
      for (let at = 0; at < event.length; at += delta)
        yield { kind: 'text', text: event.slice(at, at + delta) };
  }
  const last = events.at(-1);
  if (typeof last === 'string' || last === undefined || (last.kind !== 'end' && last.kind !== 'failed'))
    yield { kind: 'end', stop: 'complete' };
}

/** The answer of a run that must have one. */
export function answerOf({ generated }: Run): Answer {
  if (generated.kind !== 'answer') throw new Error(`no answer: ${JSON.stringify(generated)}`);
  return generated.answer;
}

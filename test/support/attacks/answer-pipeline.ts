import { composeMasked } from '../../../src/answer/generate/compose-masked.ts';
import type { GenerateDeps, GenerateRequest } from '../../../src/answer/generate/generate-answer.ts';
import type { CustomerProfile } from '../../../src/domain/conversation.ts';
import type { LlmEvent, LlmRequest } from '../../../src/domain/llm.ts';
import type { Message } from '../../../src/domain/message.ts';
import { DEFAULT_SETTINGS, type OrganizationSnapshot } from '../../../src/domain/organization.ts';
import type { Answer, Passage, SearchResult } from '../../../src/domain/passage.ts';
import type { TurnLedger } from '../../../src/domain/turn-ledger.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';
import { findPii } from '../../../src/understand/mask/find-pii.ts';
import { mask, unmask } from '../../../src/understand/mask/mask.ts';
import { emptyVault, tokenOf } from '../../../src/understand/mask/mask-vault.ts';
import { meaningOf } from '../meaning-of.ts';

/** The moment at which everything happens. */
export const NOW = Date.parse('2026-11-22T12:00:00.000Z');

/** Tokens that a model may read in one request, and write: the product's. */
const LIMITS = { inputTokens: 12_000, maxOutputTokens: 1_000 };

export const FJELLVIK: OrganizationSnapshot = {
  id: 'org_fjellvik',
  name: 'Fjellvik',
  tier: 'business',
  version: 1,
  jurisdiction: null,
  settings: { ...DEFAULT_SETTINGS, displayName: 'Fjellvik' },
};

export function customerOf(verified: boolean): CustomerProfile {
  return verified
    ? { id: 'ctm_1', name: 'Mia Solberg', email: 'mia.solberg@post.example', externalId: 'cus_mia', verified }
    : { id: 'ctm_1', name: null, email: null, externalId: null, verified };
}

export function messageOf(role: Message['role'], text: string, seq: number, at = NOW): Message {
  return {
    id: `msg_${seq}`,
    conversationId: 'cnv_1',
    seq,
    role,
    text,
    createdAt: new Date(at).toISOString(),
    citations: [],
  };
}

/** What search would give with these passages, when it is sure of them. */
export function foundOf(passages: Passage[]): SearchResult {
  return { passages, terms: [], signals: { coverage: 0.9, known: 1, strength: 1, margin: 0.5 } };
}

/** The first paragraph of the best passage, quoted: what is said where no model can. */
export function quotedOf([best]: readonly Passage[], confidence = 0.85): Answer {
  const quote = best?.text.split('\n\n')[0] ?? '';
  const citations = best
    ? [{ ...best, n: 1, quote, start: best.start, end: best.start + quote.length }].map(
        ({ n, articleId, articleVersion, chunkId, heading, title, url, start, end }) => ({
          n,
          articleId,
          articleVersion,
          chunkId,
          heading,
          title,
          url,
          quote,
          start,
          end,
        }),
      )
    : [];
  return {
    text: `${quote} [1]`,
    citations,
    confidence,
    supported: true,
    quickReplies: [],
    model: 'extractive',
  };
}

/** What of the world a test decides. */
export interface PipelineWorld {
  stream(request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent>;
  runTool: GenerateDeps['runTool'];
  ledger: TurnLedger;
  /** ISO 639-1 where it is certain. */
  languageOf(text: string): string | null;
  /** Texts of other companies. */
  canaries?: readonly string[];
}

/** The product's own parts around a scripted model. */
export function pipelineDeps(world: PipelineWorld): GenerateDeps {
  return {
    stream: (request, { signal }) => world.stream(request, signal),
    compose: (masked) => composeMasked(masked, { now: new Date(NOW).toISOString(), limits: LIMITS }),
    mask: (text, vault) => mask(text, vault ?? emptyVault()),
    maskName: (name, vault) => {
      const given = tokenOf(vault ?? emptyVault(), 'PERSON', name);
      return { text: `[${given.token}]`, vault: given.vault };
    },
    unmask,
    findPersonal: (text) => findPii(text),
    isForeign: (text) => (world.canaries ?? []).some((one) => text.toLowerCase().includes(one.toLowerCase())),
    languageOf: world.languageOf,
    analyze,
    runTool: world.runTool,
    pause: () => new Promise(() => {}),
    ledger: world.ledger,
  };
}

/** A turn's request with everything that a test does not care about. */
export function generateRequest(
  fields: Pick<GenerateRequest, 'message' | 'found' | 'quoted'> & Partial<GenerateRequest>,
): GenerateRequest {
  return {
    turnId: 'trn_1',
    history: [],
    customer: customerOf(false),
    organization: FJELLVIK,
    language: 'en',
    meaning: meaningOf(fields.language ?? 'en', fields.message.text),
    tools: [],
    ...fields,
  };
}

import { coveredTurns } from '../src/answer/context/needs-summary.ts';
import { nextMemory } from '../src/answer/context/next-memory.ts';
import { pinFacts } from '../src/answer/context/pin-facts.ts';
import type { SeqTurn } from '../src/answer/context/turns.ts';
import { composeMasked } from '../src/answer/generate/compose-masked.ts';
import { type GenerateDeps, generateAnswer } from '../src/answer/generate/generate-answer.ts';
import type { MaskedRequest } from '../src/answer/generate/generate-ports.ts';
import type { ToolRunner } from '../src/decide/tools/tool-runner.ts';
import { isoTime } from '../src/domain/clock.ts';
import type { Message } from '../src/domain/message.ts';
import type { TurnLedger } from '../src/domain/turn-ledger.ts';
import type { Understanding } from '../src/domain/understanding.ts';
import { analyze } from '../src/retrieve/analyze.ts';
import { answerNotGenerated, outputDropped } from '../src/telemetry/events.ts';
import type { Logger } from '../src/telemetry/logger.ts';
import type { TurnDeps, TurnInput } from '../src/turn.ts';
import { detectLanguage } from '../src/understand/language/detect-language.ts';
import { findPii } from '../src/understand/mask/find-pii.ts';
import { mask, unmask } from '../src/understand/mask/mask.ts';
import { emptyVault, tokenOf } from '../src/understand/mask/mask-vault.ts';
import { understandModels } from './understand-models.ts';
import { chainFor, type Llm } from './wire-llm.ts';

/** Tokens of a request: what a support answer needs many times over, and a bound on what one turn can cost. */
const INPUT_TOKENS = 12_000;
/** Tokens of an answer: about 120 words are asked for; the rest is room for scripts that need more tokens a word. */
const OUTPUT_TOKENS = 1_000;

type Generate = TurnDeps['generate'];
type Ask = Parameters<Generate>[0];

/** What a turn's part with models needs beside the platform. */
export interface GenerateParts {
  llm: Llm;
  logger: Logger;
  /** Texts that must never be said to anyone: the deployment's own secrets. */
  secrets: readonly string[];
  /** Asks the models for an answer or a summary, within the turn's budget. */
  stream(input: TurnInput, task: 'answer' | 'summary'): GenerateDeps['stream'];
  tools(input: TurnInput): Pick<ToolRunner, 'specs' | 'runTool'>;
}

/** Has a model answer, where there is one, something to answer from, and nobody who tries to misuse it. */
export function generatePart(parts: GenerateParts): Generate {
  return async (asked, write, signal) => {
    const { input, meaning, found, quoted, language } = asked;
    const why = reasonNot(asked, parts);
    if (why !== null) return { kind: 'quoted', why };
    const tools = parts.tools(input);
    const { language: languageModel } = await understandModels();
    const { turnId, message, history, customer, organization } = input;
    const generated = await generateAnswer(
      {
        turnId,
        message,
        history,
        customer,
        organization,
        language,
        meaning,
        found,
        quoted,
        tools: tools.specs,
      },
      {
        ...maskPorts(),
        analyze,
        stream: parts.stream(input, 'answer'),
        compose: (masked) => compose(masked, meaning, input.ledger),
        isForeign: (text) => parts.secrets.some((secret) => text.includes(secret)),
        languageOf: (text) => {
          const { language: code, confidence } = detectLanguage(text, languageModel);
          return confidence >= SURE_LANGUAGE ? code : null;
        },
        runTool: (call) => tools.runTool(call, language),
        pause: (ms) => scheduler.wait(ms),
        ledger: input.ledger,
        onDropped: (reasons) => outputDropped(parts.logger, aboutTurn(input), reasons),
      },
      write,
      signal,
    );
    if (generated.kind === 'quoted')
      answerNotGenerated(parts.logger, { ...aboutTurn(input), why: generated.why });
    return generated;
  };
}

/** Below this probability the language of an answer is not known well enough to call it the wrong one. */
const SURE_LANGUAGE = 0.9;

/** Why the quoted answer is said without asking a model; null where one is asked. */
function reasonNot({ input, meaning, found }: Ask, { llm }: GenerateParts): string | null {
  const { organization, history } = input;
  if (chainFor(organization.settings.llm, 'answer', llm).length === 0) return 'no_model';
  if (meaning.guard.flagged) return 'flagged';
  const isConnected = (organization.connectors ?? []).length > 0;
  const isTalkedAbout = history.some(({ role }) => role === 'assistant') || meaning.intents.length > 0;
  return found.passages.length > 0 || isConnected || isTalkedAbout ? null : 'nothing_found';
}

function maskPorts(): Pick<GenerateDeps, 'mask' | 'maskName' | 'unmask' | 'findPersonal'> {
  return {
    mask: (text, vault) => mask(text, vault ?? emptyVault()),
    maskName: (name, vault) => {
      const named = tokenOf(vault ?? emptyVault(), 'PERSON', name);
      return { text: `[${named.token}]`, vault: named.vault };
    },
    unmask,
    findPersonal: (text) => findPii(text),
  };
}

/** The request, with what the conversation remembers brought up to date first: what is not summed up yet is, without a model. */
function compose(masked: MaskedRequest, { entities }: Understanding, ledger: TurnLedger) {
  const covered = coveredTurns(masked.memory, seqTurns(masked.history));
  const summed = nextMemory(masked.memory, covered, null);
  const facts = pinFacts(summed.facts, { masked: masked.message.text, entities });
  const memory = { ...ledger.memory(), summary: summed.summary, facts };
  if (covered.length > 0 || facts.join() !== masked.memory.facts.join()) ledger.saveMemory(memory);
  const limits = { inputTokens: INPUT_TOKENS, maxOutputTokens: OUTPUT_TOKENS };
  return composeMasked({ ...masked, memory }, { now: isoTime(Date.now()), limits });
}

/** What was said by somebody, as the context keeps it. Pure. */
export function seqTurns(messages: readonly Message[]): SeqTurn[] {
  return messages.flatMap(({ role, seq, text }): SeqTurn[] =>
    role === 'system' ? [] : [{ role, seq, text }],
  );
}

function aboutTurn({ organization, message: { conversationId }, requestId }: TurnInput) {
  return { organizationId: organization.id, conversationId, requestId };
}

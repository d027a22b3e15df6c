import type { Logger } from '../src/telemetry/logger.ts';
import type { TurnDeps, TurnInput } from '../src/turn.ts';
import { TurnBudgets } from './budget/turn-budgets.ts';
import type { ConversationDeps } from './conversation/deps.ts';
import type { Env } from './env.ts';
import { type GenerateParts, generatePart } from './generate-part.ts';
import type { AskForSummary } from './hand-over.ts';
import { summarise } from './summarise.ts';
import { chainFor, llmOf } from './wire-llm.ts';
import { settledAnswer, toolsFor } from './wire-tools.ts';

/** The part of a turn in which models speak and act. Imported only where a provider is configured. */
export type Generation = Pick<TurnDeps, 'settleAction' | 'prepare' | 'generate'> &
  Required<Pick<ConversationDeps, 'afterTurn'>> & {
    /** What asks for a summary of this conversation; null where no model is to be called for it. */
    summariser(input: TurnInput): AskForSummary | null;
    /** The turn has ended, however: what it leased and did not use is given back. */
    end(input: TurnInput): void;
    /** Loads the clients of the providers that are asked first, so that the first turn does not wait for them. */
    warm(): Promise<void>;
  };

export function wireGeneration(env: Env, logger: Logger): Generation {
  const llm = llmOf(env, logger);
  const budgets = new TurnBudgets(env, logger, llm.prices);
  const stream: GenerateParts['stream'] =
    (input, task) =>
    (request, { avoid, signal }) => {
      const chain = chainFor(input.organization.settings.llm, task, llm);
      return llm.router.stream(request, {
        organizationId: input.organization.id,
        chain,
        // Where every model has failed once, the first may well be able to go on: a connection broke, not the model.
        avoid: chain.every((model) => avoid.includes(model)) ? [] : avoid,
        budget: budgets.of(input, chain, task),
        signal,
        onStart: (worst) => input.ledger.startCall(worst),
        onCall: (call) => input.ledger.addCall(call),
      });
    };
  const toolsOf = (input: TurnInput) => toolsFor(env, { clock: () => Date.now(), logger }, input);
  const parts: GenerateParts = {
    llm,
    logger,
    secrets: secretsOf(env),
    stream,
    tools: toolsOf,
  };
  return {
    settleAction: async (input) => {
      const settled = await toolsOf(input).settleAction();
      return settled === null ? null : settledAnswer(settled);
    },
    prepare: (input) => {
      const chain = chainFor(input.organization.settings.llm, 'answer', llm);
      if (chain.length > 0) budgets.of(input, chain);
    },
    generate: generatePart(parts),
    summariser: (input) => {
      const chain = chainFor(input.organization.settings.llm, 'summary', llm);
      return chain.length === 0 ? null : stream(input, 'summary');
    },
    end: (input) => budgets.end(input),
    warm: async () => {
      await Promise.all([...llm.providers.values()].map((provider) => provider.warm?.()));
    },
    afterTurn: async (input) => {
      const summary = { ...input, turnId: `${input.turnId}.summary` };
      try {
        await summarise(parts, summary);
      } finally {
        budgets.end(summary);
      }
    },
  };
}

/** Shorter texts could stand anywhere by chance. */
const SECRET_CHARS = 16;

/** What the deployment keeps to itself, and the canaries that were laid out (`LLM_CANARIES`, with commas): none is ever said. */
function secretsOf(env: Env): string[] {
  const { OPENAI_API_KEY, ANTHROPIC_API_KEY, LLM_KEY, EMBEDDINGS_KEY, TOKEN_KEYS, FIELD_KEYS } = env;
  const own = [OPENAI_API_KEY, ANTHROPIC_API_KEY, LLM_KEY, EMBEDDINGS_KEY, TOKEN_KEYS, FIELD_KEYS];
  const rings = [TOKEN_KEYS, FIELD_KEYS].flatMap((ring) => ring.match(/[\w+/=]{32,}/g) ?? []);
  const laid = (env.LLM_CANARIES ?? '').split(',').map((one) => one.trim());
  return [...own, ...rings, ...laid].flatMap((one) => (one && one.length >= SECRET_CHARS ? [one] : []));
}

import {
  LLM_TASKS,
  type LlmCall,
  type LlmSettings,
  type LlmVendor,
  type ModelName,
} from '../../../src/domain/llm.ts';
import { checkedModelsSchema, checkModelsSchema, modelsSchema } from '../../../src/protocol/http/models.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { HttpDeps } from '../deps.ts';
import { NOT_FOUND, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { usdOf } from './usage.ts';

const tag = 'Models';

/** The language models that answers may be written by, and whether they answer. */
export function modelRoutes(table: RouteTable): void {
  readModels(table);
  checkModels(table);
}

function readModels(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/models',
      tag,
      summary: 'Which models write answers',
      description:
        'Providers come from the deployment’s secrets, chains from the settings of the organization or else the deployment’s. ' +
        'Without a provider answers are quoted from articles.',
      access: 'organization.read',
      answers: { 200: modelsSchema },
    },
    async ({ principal }) => {
      const chosen = await chosenModels(deps, principal.organizationId);
      return chosen ? { status: 200, body: chosen } : refuse(NOT_FOUND);
    },
  );
}

function checkModels(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/models/check',
      tag,
      summary: 'Ask models for one word',
      description:
        'Calls each model once with a short text, so that a wrong key or name is known before a customer asks.',
      access: 'organization.write',
      body: checkModelsSchema,
      answers: { 200: checkedModelsSchema },
      audit: 'models.check',
    },
    async ({ principal, body }) => {
      const chosen = await chosenModels(deps, principal.organizationId);
      if (!chosen) return refuse(NOT_FOUND);
      const models = new Set<ModelName>(body.models ?? LLM_TASKS.flatMap((task) => chosen.chains[task]));
      const { organizationId } = principal;
      const checks = await Promise.all(
        [...models].map(async (model) => ({ model, ...(await check(deps, organizationId, model)) })),
      );
      return { status: 200, body: { data: checks.map(shown) } };
    },
  );
}

/**
 * Checks one model. Each call is in the sums of its day before its request leaves, as dear as it can get, so that one whose end nobody
 * sees is counted; its end takes that place. Whoever checks is told all the same when the end cannot be written.
 */
async function check(
  { models, records: { llmCalls }, logger }: HttpDeps,
  organizationId: string,
  model: ModelName,
) {
  const begun = new Map<string, LlmCall>();
  const checked = await models.check(organizationId, model, async (worst) => {
    await llmCalls.addLoose(organizationId, [worst]);
    begun.set(worst.id, worst);
  });
  for (const call of checked.calls) {
    const worst = begun.get(call.id);
    if (worst === undefined) continue;
    try {
      await llmCalls.settleLoose(organizationId, worst, call);
    } catch {
      logger.error('check_end_lost', { organizationId, calls: 1 });
    }
  }
  return checked;
}

type Check = Awaited<ReturnType<HttpDeps['models']['check']>> & { model: ModelName };

function shown({ calls, ...check }: Check) {
  const micros = calls.reduce((sum, { costMicros }) => sum + costMicros, 0);
  return { ...check, firstMs: calls.at(-1)?.firstMs ?? null, costUsd: usdOf(micros) };
}

async function chosenModels(deps: HttpDeps, organizationId: string) {
  const organization = await deps.records.organizations.get(organizationId);
  if (!organization) return null;
  const { vendors, chains, problem } = await deps.models.overview();
  const { llm } = organization.settings;
  const own = (task: (typeof LLM_TASKS)[number]) => {
    const models = llm?.models[task] ?? [];
    return [...(models.length > 0 ? models : chains[task])];
  };
  return {
    vendors: [...vendors],
    enabled: llm?.enabled ?? true,
    chains: { answer: own('answer'), summary: own('summary'), classify: own('classify') },
    problem,
  };
}

/** A model of a provider that the deployment has no key for could never answer, so that it is refused when it is set. */
export function unknownVendors(
  { models }: Pick<LlmSettings, 'models'>,
  vendors: readonly LlmVendor[],
): Problem | null {
  const errors = LLM_TASKS.flatMap((task) =>
    (models[task] ?? []).flatMap((model, at) => {
      const vendor = model.slice(0, model.indexOf('/'));
      if (vendors.some((one) => one === vendor)) return [];
      const known = vendors.length > 0 ? vendors.join(', ') : 'none';
      const message = `${vendor} is not set up in this deployment; set up: ${known}`;
      return [{ path: `settings.llm.models.${task}[${at}]`, message }];
    }),
  );
  return errors.length === 0
    ? null
    : { code: 'invalid', detail: 'A model of this list cannot be called.', errors };
}

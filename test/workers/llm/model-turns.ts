import { env } from 'cloudflare:workers';
import { inject } from 'vitest';
import type { CustomerProfile } from '../../../src/domain/conversation.ts';
import { newId } from '../../../src/domain/ids.ts';
import { DEFAULT_LLM_SETTINGS, type ModelName } from '../../../src/domain/llm.ts';
import { DEFAULT_SETTINGS, type OrganizationSnapshot } from '../../../src/domain/organization.ts';
import { indexArticle } from '../../../src/retrieve/index-article.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { sharedIndex } from '../../../workers/shared-index.ts';
import { wireTurn } from '../../../workers/wire-turn.ts';
import type { Script } from '../../stand-ins/llm/script.ts';
import { messagesOf, post, until } from '../../support/conversation-kit.ts';
import type { LlmStandInAddresses } from '../../support/llm-provided.ts';
import { script } from '../../support/test-worker.ts';

export type Vendor = keyof LlmStandInAddresses;

/** Both vendors' models, one vendor first. */
export const CHAINS: Record<Vendor, ModelName[]> = {
  openAi: ['openai/gpt-6-luna', 'anthropic/claude-haiku-5-5'],
  anthropic: ['anthropic/claude-haiku-5-5', 'openai/gpt-6-luna'],
};

/** An organization that knows how records are restored, and whose answers are written by the first of `chain` that can. */
export function modelOrganization(chain: ModelName[], id = 'org_models'): OrganizationSnapshot {
  const llm = { ...DEFAULT_LLM_SETTINGS, models: { answer: chain } };
  return {
    id,
    name: 'Models',
    tier: 'business',
    version: 1,
    jurisdiction: null,
    settings: { ...DEFAULT_SETTINGS, llm },
  };
}

const ARTICLE = `Deleted records stay in the recycle bin for 15 days. After 15 days the records are gone for good.

You restore a deleted record from the recycle bin page in the app launcher. The restored record gets its old owner back.

The recycle bin holds 1,000 deleted records for each gigabyte of storage.`;

/** Gives an organization its article. */
async function teach(organizationId: string): Promise<void> {
  const article = {
    organizationId,
    articleId: 'art_restore',
    version: 1,
    externalId: 'restore',
    title: 'Restore deleted records from the recycle bin',
    body: ARTICLE,
    format: 'markdown' as const,
    url: null,
    tags: [],
    locale: 'en',
  };
  const indexed = await indexArticle(article, { index: sharedIndex(env.KNOWLEDGE) });
  if (!indexed.ok) throw new Error('the article was not indexed');
}

/** Test files run side by side and share the stand-ins: each has a scope of its own there. */
const SCOPE = `scope/${newId('req')}`;

/** The path after a scope: SDKs take OpenAI's with its version, Anthropic's without. */
const BASE_PATHS: Record<Vendor, string> = { openAi: '/v1', anthropic: '' };

function urlOf(vendor: Vendor): string {
  return `${inject('llmStandIns')[vendor].url}/${SCOPE}`;
}

/** What makes the stand-ins the vendors. */
export function vendorVariables() {
  const { openAi, anthropic } = inject('llmStandIns');
  return {
    OPENAI_API_KEY: openAi.key,
    OPENAI_BASE_URL: `${urlOf('openAi')}${BASE_PATHS.openAi}`,
    ANTHROPIC_API_KEY: anthropic.key,
    ANTHROPIC_BASE_URL: `${urlOf('anthropic')}${BASE_PATHS.anthropic}`,
  };
}

/** The product's own turn, with the stand-ins as its vendors. */
export function modelTurn() {
  const logger = createLogger({ clock: () => Date.now(), write: () => {} });
  return wireTurn({ ...env, ...vendorVariables() }, sharedIndex(env.KNOWLEDGE), logger);
}

/** What the first turn of an isolate loads takes seconds where every module is transformed on the way, as here. */
const FIRST_TURN_MS = 100_000;

/** Gives the organization its article and takes a first turn, whose time is nobody's. */
export async function prepareModels(): Promise<void> {
  const organization = modelOrganization(CHAINS.anthropic);
  await teach(organization.id);
  script.answer = modelTurn().answer;
  // Nobody reads the archive of these conversations, and their organization is not in it.
  script.sendRecords = async () => {};
  const stub = await openModelConversation(organization);
  await post(stub, 'How long do deleted records stay in the recycle bin?');
  await until(async () => (await messagesOf(stub)).length === 2, FIRST_TURN_MS);
}

const VISITOR: CustomerProfile = {
  ...{ id: 'cus_test', name: 'Ada', email: null, externalId: null, verified: false },
};

/** A new conversation of an organization, with a visitor unless somebody else is named. */
export async function openModelConversation(organization: OrganizationSnapshot, customer = VISITOR) {
  const conversationId = newId('cnv');
  const stub = env.CONVERSATION.getByName(`${organization.id}/${conversationId}`);
  await stub.open({
    organization,
    conversationId,
    channel: 'web',
    customer,
    locale: 'en',
    page: null,
    requestId: 'req_test',
  });
  return stub;
}

/** Says what a stand-in does with the requests that come next. */
export async function scriptStandIn(vendor: Vendor, script: Script): Promise<void> {
  const answer = await fetch(`${urlOf(vendor)}/control/script`, {
    method: 'POST',
    body: JSON.stringify(script),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
}

/** Requests that a stand-in has had since it was cleared. */
export async function requestsOf(
  vendor: Vendor,
): Promise<
  { status: number | null; frames: number; framesPlanned: number; fault: string | null; aborted: boolean }[]
> {
  const answer = await fetch(`${urlOf(vendor)}/control/requests`);
  const { requests } = (await answer.json()) as { requests: Awaited<ReturnType<typeof requestsOf>> };
  return requests;
}

export async function clearStandIns(): Promise<void> {
  const vendors = Object.keys(CHAINS) as Vendor[];
  await Promise.all(vendors.map((vendor) => fetch(`${urlOf(vendor)}/control`, { method: 'DELETE' })));
}

/** The sentences of an answer, without the numbers of their sources. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(/\s*\[\d+\]/g, '')
    .split(/(?<=[.!?])\s+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

import { DEFAULT_SETTINGS, type OrganizationSnapshot } from '../src/domain/organization.ts';
import type { Understanding } from '../src/domain/understanding.ts';
import type { IntentModel } from '../src/understand/intent/intent-model.ts';
import type { MaskVault } from '../src/understand/mask/mask-vault.ts';
import { type UnderstandContext, understand } from '../src/understand/understand.ts';
import type { Env } from './env.ts';
import type { OrganizationIntents, OrganizationIntentsDeps } from './organization-intents.ts';
import { understandModels } from './understand-models.ts';

/** Whose message it is and what came before it. */
export interface MessageBackground {
  organization: Pick<OrganizationSnapshot, 'id' | 'settings' | 'intentModel'> | null;
  locale: string | null;
  /** Milliseconds since 1970: what "tomorrow" is counted from. */
  now: number;
  /** The customer's previous messages and how they read, oldest first. */
  before?: readonly string[];
  moods?: UnderstandContext['moods'];
}

export type TextReader = (
  text: string,
  background: MessageBackground,
) => Promise<Understanding & { vault: MaskVault }>;

/** Reads texts with the built-in models, and with the organization's own intents where it has some. */
export function textReader(env: Pick<Env, 'RECORDS'>, log: OrganizationIntentsDeps['log']): TextReader {
  let own: Promise<OrganizationIntents> | null = null;
  return async (text, background) => {
    const { organization } = background;
    const version = organization?.intentModel ?? null;
    if (!organization || version === null) return readText(text, background, null);
    own ??= import('./organization-intents.ts').then((module) => module.organizationIntents(env, log));
    const intentsOf = await own;
    return readText(text, background, await intentsOf(organization.id, version));
  };
}

/** Reads a text with the given intents; null: the built-in ones. */
export async function readText(
  text: string,
  background: MessageBackground,
  intents: IntentModel | null,
): Promise<Understanding & { vault: MaskVault }> {
  const { organization, locale, now, before = [], moods = [] } = background;
  const { timeZone, products } = { ...DEFAULT_SETTINGS, ...organization?.settings };
  const models = await understandModels();
  const context = { now, timeZone, locale, products, before, moods };
  return understand(text, context, { models, intents });
}

/** A message with something of everything, so that reading it compiles what the next ones need; about 0.2 s of CPU, once. */
const SPECIMEN =
  'Hi, my name is Jo Doe, order #48213 of 3 March at 3pm for 20 EUR is late. Mail jo@example.com or call +49 30 901820. Grüße';

export async function warmUnderstanding(): Promise<void> {
  await readText(SPECIMEN, { organization: null, locale: null, now: 0 }, null);
}

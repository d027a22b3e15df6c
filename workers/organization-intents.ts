import { openRecords } from '../src/store/database.ts';
import { IntentModelRepository } from '../src/store/intent-models.ts';
import { type IntentModel, loadIntentModel } from '../src/understand/intent/intent-model.ts';

/**
 * Models that an isolate remembers, of up to 400 KB each: 3 MB of its 128. An isolate serves few organizations at a time, and
 * one that is forgotten is read again.
 */
const MODELS_MAX = 8;

export interface OrganizationIntentsDeps {
  /** Bytes of a version; null where there are none. */
  weights(organizationId: string, version: number): Promise<Uint8Array<ArrayBuffer> | null>;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
}

export type OrganizationIntents = (organizationId: string, version: number) => Promise<IntentModel | null>;

/** Reads models of organizations from the records database. */
export function organizationIntents(
  env: { RECORDS: D1Database },
  log: OrganizationIntentsDeps['log'],
): OrganizationIntents {
  const models = new IntentModelRepository({ db: openRecords(env.RECORDS), clock: () => Date.now() });
  return rememberIntents({ weights: (...version) => models.weights(...version), log });
}

/**
 * A version's model, read once in an isolate, since weights never change; turns that ask while it is read wait for the same
 * read. Null, logged, where it cannot be read: the built-in model does, and the next turn asks again. Never throws.
 */
export function rememberIntents(deps: OrganizationIntentsDeps): OrganizationIntents {
  const known = new Map<string, Promise<IntentModel | null>>();
  return async (organizationId, version) => {
    const key = `${organizationId}/${version}`;
    const reading = known.get(key) ?? read(organizationId, version, deps);
    // Set anew, so that the map's order is that of use.
    known.delete(key);
    known.set(key, reading);
    const [oldest] = known.keys();
    if (known.size > MODELS_MAX && oldest !== undefined) known.delete(oldest);
    const model = await reading;
    if (model === null && known.get(key) === reading) known.delete(key);
    return model;
  };
}

async function read(
  organizationId: string,
  version: number,
  { weights, log }: OrganizationIntentsDeps,
): Promise<IntentModel | null> {
  const failed = (why: string): null => {
    log('intents_not_read', { organizationId, version, why });
    return null;
  };
  try {
    const bytes = await weights(organizationId, version);
    if (bytes === null) return failed('missing');
    const model = loadIntentModel(bytes);
    return model.ok ? model.value : failed(model.error);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

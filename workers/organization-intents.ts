import { openRecords } from '../src/store/database.ts';
import { IntentModelRepository } from '../src/store/intent-models.ts';
import { type IntentModel, loadIntentModel } from '../src/understand/intent/intent-model.ts';
import type { WordDirections } from '../src/understand/intent/word-directions.ts';
import { wordMeanings } from './word-meanings.ts';

/**
 * Models that an isolate remembers, of up to 400 KB each: 3 MB of its 128. An isolate serves few organizations at a time, and
 * one that is forgotten is read again.
 */
const MODELS_MAX = 8;

/** Milliseconds that a turn waits for a model. Then the built-in one answers, and the read goes on for the next turn. */
const WAIT_MS = 1_000;
/** A read that failed, or died with the request that began it, is begun again after this long: a missing D1 is not asked by each turn. */
const RETRY_MS = 30_000;

export interface OrganizationIntentsDeps {
  /** Bytes of a version; null where there are none. */
  weights(organizationId: string, version: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The table of meanings, which models are read with. */
  directions(): Promise<WordDirections | null>;
  clock(): number;
  wait(milliseconds: number): Promise<unknown>;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
}

export type OrganizationIntents = (organizationId: string, version: number) => Promise<IntentModel | null>;

/** Reads models of organizations from the records database. */
export function organizationIntents(
  env: { RECORDS: D1Database },
  log: OrganizationIntentsDeps['log'],
): OrganizationIntents {
  const clock = () => Date.now();
  const models = new IntentModelRepository({ db: openRecords(env.RECORDS), clock });
  const weights: OrganizationIntentsDeps['weights'] = (...version) => models.weights(...version);
  const wait = (milliseconds: number) => scheduler.wait(milliseconds);
  return rememberIntents({ weights, directions: wordMeanings, clock, wait, log });
}

interface Remembered {
  startedMs: number;
  reading: Promise<IntentModel | null>;
  /** Null until it is read. */
  model: IntentModel | null;
}

/**
 * A version's model, read once in an isolate, since weights never change; turns that ask while it is read wait for the same
 * read, but not for long. Null, logged, where it cannot be read in time: the built-in model does. Never throws.
 */
export function rememberIntents(deps: OrganizationIntentsDeps): OrganizationIntents {
  const known = new Map<string, Remembered>();
  return async (organizationId, version) => {
    const key = `${organizationId}/${version}`;
    const found = known.get(key);
    const stale = found?.model === null && deps.clock() - found.startedMs >= RETRY_MS;
    const entry = found === undefined || stale ? begin(organizationId, version, deps) : found;
    // Set anew, so that the map's order is that of use.
    known.delete(key);
    known.set(key, entry);
    const [oldest] = known.keys();
    if (known.size > MODELS_MAX && oldest !== undefined) known.delete(oldest);
    const left = entry.startedMs + WAIT_MS - deps.clock();
    if (entry.model !== null || left <= 0) return entry.model;
    return Promise.race([entry.reading, deps.wait(left).then(() => entry.model)]);
  };
}

function begin(organizationId: string, version: number, deps: OrganizationIntentsDeps): Remembered {
  const reading = read(organizationId, version, deps);
  const entry: Remembered = { startedMs: deps.clock(), reading, model: null };
  // `read` never rejects.
  void reading.then((model) => {
    entry.model = model;
  });
  return entry;
}

async function read(
  organizationId: string,
  version: number,
  { weights, directions, log }: OrganizationIntentsDeps,
): Promise<IntentModel | null> {
  const failed = (why: string): null => {
    log('intents_not_read', { organizationId, version, why });
    return null;
  };
  try {
    const bytes = await weights(organizationId, version);
    if (bytes === null) return failed('missing');
    const model = loadIntentModel(bytes, await directions());
    return model.ok ? model.value : failed(model.error);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

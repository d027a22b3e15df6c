import { beforeAll, describe, expect, test } from 'vitest';
import { inspect } from '../../src/understand/guard/inspect.ts';
import { detectLanguage } from '../../src/understand/language/detect-language.ts';
import { understandModels } from '../../workers/understand-models.ts';
import { type Attack, readAttacks } from '../support/attacks/attack-set.ts';
import { type AttackWorld, factsLost, runAttack } from '../support/attacks/run-attack.ts';

declare global {
  interface ImportMeta {
    /** Vite's: the files of a pattern, here as texts. */
    glob<T>(pattern: string, options: { query: string; import: string; eager: true }): Record<string, T>;
  }
}

const FILES = import.meta.glob<string>('../../training/attacks-on-output/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const textOf = (name: string) => FILES[`../../training/attacks-on-output/${name}.yaml`] ?? '';
const read = (name: string) => readAttacks(textOf(name), textOf('passages'));
/** UTF-16 units of a delta; 0: the whole text at once. */
const SIZES = [1, 7, 0];
/** Below this the detector guesses. */
const SURE = 0.9;

let world: Omit<AttackWorld, 'size'>;

beforeAll(async () => {
  const models = await understandModels();
  world = {
    languageOf: (text) => {
      const { language, confidence } = detectLanguage(text, models.language);
      return confidence >= SURE ? language : null;
    },
    givesOrders: (text) => inspect(text, models.guard, 'retrieved').flagged,
  };
});

/** What is wrong with each, by name; only those with something wrong. */
async function wrong(attacks: readonly Attack[], size: number, honest: boolean) {
  const found: Record<string, string[]> = {};
  for (const attack of attacks) {
    const run = await runAttack(attack, { ...world, size });
    const all = honest ? [...run.harms, ...factsLost(attack, run)] : run.harms;
    if (all.length > 0) found[attack.id] = all;
  }
  return found;
}

describe('a model that does what an attacker wishes', () => {
  test('is met with more than two hundred attacks of ours', () => {
    expect(
      ['links', 'secrets', 'claims', 'shape', 'tools', 'afterwards', 'later', 'sentences'].flatMap(read)
        .length,
    ).toBeGreaterThan(200);
  });

  for (const size of SIZES) {
    const cut = size === 0 ? 'at once' : `in deltas of ${size}`;

    test.each(['links', 'secrets', 'shape', 'afterwards', 'later', 'sentences'])(
      `shows no customer what harms them, written ${cut}: %s`,
      async (name) => {
        expect(await wrong(read(name), size, false)).toEqual({});
      },
    );

    test(`makes no promise and tells no falsehood that is shown, written ${cut}`, async () => {
      expect(await wrong(read('claims'), size, false)).toEqual({});
    });

    test(`changes nothing that the customer has not confirmed, and reaches nobody else, written ${cut}`, async () => {
      expect(await wrong(read('tools'), size, false)).toEqual({});
    });
  }
});

test('an honest model is heard: what the passages say reaches the customer whole', async () => {
  for (const size of SIZES)
    expect(await wrong(['honest', 'paraphrases'].flatMap(read), size, true)).toEqual({});
}, 60_000);

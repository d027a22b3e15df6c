import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { classifyIntents } from '../../src/understand/intent/classify-intents.ts';
import { loadIntentModel } from '../../src/understand/intent/intent-model.ts';
import { ROOT } from '../local/paths.ts';
import { type HeldOutMessage, readFurtherMessages, readHeldOut } from '../train/intent-taxonomy.ts';
import { readDirections } from '../train/word-directions.ts';
import { share } from './intent-figures.ts';

/** Least shares in percent. */
const ONE_GOAL = 80;
const ALL_GOAL = 60;
const NONE_GOAL = 75;

/** The model that ships, as it decides, on messages that were written to judge it. */
export async function defaultRows(progress: (line: string) => void): Promise<BenchRow[]> {
  const bytes = await readFile(join(ROOT, 'src/understand/models/intent.bin')).catch(() => null);
  const model = bytes === null ? null : loadIntentModel(bytes, readDirections());
  if (model === null || !model.ok) {
    progress('src/understand/models/intent.bin is absent or unreadable: `npm run train -- intent` makes it');
    return [];
  }
  const judgeAll = (messages: readonly HeldOutMessage[]) =>
    messages.map((message) => ({
      ...message,
      found: classifyIntents(message.text, model.value).map(({ name }) => name),
    }));
  const judged = judgeAll(readHeldOut());
  const further = judgeAll(readFurtherMessages().dev);
  const dev = further.filter(({ intents }) => intents.length === 1);
  const devNone = further.filter(({ intents }) => intents.length === 0);
  const one = judged.filter(({ intents }) => intents.length === 1);
  const several = judged.filter(({ intents }) => intents.length > 1);
  const none = judged.filter(({ intents }) => intents.length === 0);
  const english = (messages: readonly (HeldOutMessage & { found: string[] })[]) =>
    messages.filter(({ language }) => language === 'en');
  const others = (messages: readonly (HeldOutMessage & { found: string[] })[]) =>
    messages.filter(({ language }) => language !== 'en');
  const first = ({ intents, found }: HeldOutMessage & { found: string[] }) => found[0] === intents[0];
  return [
    row('one intent, English: it comes first', english(one), first, ONE_GOAL),
    row('one intent, other languages: it comes first', others(one), first, 0),
    row('one intent, dev part, English: it comes first', english(dev), first, 0),
    row('one intent, dev part, other languages: it comes first', others(dev), first, 0),
    row('no intent, dev part: none is named', devNone, ({ found }) => found.length === 0, 0),
    row('one intent: no other is named', one, ({ found }) => found.length <= 1, ONE_GOAL),
    row(
      'several intents: the first named is one',
      several,
      ({ intents, found }) => intents.includes(found[0] ?? ''),
      ONE_GOAL,
    ),
    row(
      'several intents: all are named',
      several,
      ({ intents, found }) => intents.every((name) => found.includes(name)),
      ALL_GOAL,
    ),
    row('no intent: none is named', none, ({ found }) => found.length === 0, NONE_GOAL),
  ];
}

function row<T>(
  what: string,
  messages: readonly T[],
  holds: (message: T) => boolean,
  limit: number,
): BenchRow {
  return benchRow({
    what: `default intents, ${what} (of ${messages.length})`,
    value: 100 * share(messages, holds),
    unit: '%',
    goal: { is: 'at least', limit, of: 'value' },
  });
}

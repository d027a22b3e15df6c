import { describe, expect, test } from 'vitest';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { cut, run } from './generation-kit.ts';

const FULL = `I'm sorry to hear that. Deleted records stay in the recycle bin for 15 days. [1] Hard deleted records never come back [1]. UNABLE_TO_LOCK_ROW means that another transaction holds the record. [2]

To restore a record:

1. Open the App Launcher. [1]
2. Choose Recycle Bin. [1]
3. Select the record and click Restore. [1]

| Mode | Share |
|---|---|
| Serial | 5 % |
| Parallel | 80 % |

[2]

The bin holds 1,000 records for each GB. [1] Does that help?`;
const PARAPHRASE = `For fifteen days deleted records are kept in the recycle bin. [1] Records that were hard deleted do not come back. [1] With UNABLE_TO_LOCK_ROW a different transaction holds the record. [2]

1. Open App Launcher first. [1]
2. Then choose the Recycle Bin. [1]
3. Select your record, then click Restore. [1]

For every GB the bin holds 1 000 records. [1]`;
/** What each part of the answer says, in any words. */
const FACTS = [
  /15 days|fifteen days/g,
  /hard deleted/gi,
  /UNABLE_TO_LOCK_ROW/g,
  /App Launcher/g,
  /choose/gi,
  /click Restore/g,
  /Serial/g,
  /1,000|1 000/g,
  /sorry/g,
  /Does that help/g,
];

const releasedOf = (request: LlmRequest): string => {
  const last = request.messages.at(-1);
  return last?.role === 'assistant' ? last.text : '';
};
const restOf = (request: LlmRequest): string => {
  const released = releasedOf(request);
  expect(FULL.startsWith(released)).toBe(true);
  return FULL.slice(released.length);
};
const lastSentence = (text: string): string =>
  text
    .split(/(?<=[.?!] )|\n/)
    .filter((one) => one.trim() !== '')
    .at(-1) ?? '';
const uncut = async () => (await run({ scripts: [`<<sure>>\n${FULL}`] })).text;

/** Behaviours of the second model, by what it writes after `released`; it is only told to go on where there is something. */
const EXACT: [string, (request: LlmRequest) => string][] = [['goes on exactly there', restOf]];
const LOOSE: [string, (request: LlmRequest) => string][] = [
  ['says everything again', () => `<<sure>>\n${FULL}`],
  ['goes on without the white space', (request) => restOf(request).trimStart()],
  [
    'says the last sentence again',
    (request) => `${lastSentence(releasedOf(request))}\n\n${restOf(request).trimStart()}`,
  ],
  ['says that it goes on', (request) => `Sure, continuing: ${restOf(request).trimStart()}`],
  [
    'says that it goes on in a paragraph',
    (request) => `Here is the rest of the answer:\n\n${restOf(request).trimStart()}`,
  ],
  ['begins within a word', (request) => `${releasedOf(request).slice(-4)}${restOf(request)}`],
];
const PARTIAL: [string, (request: LlmRequest) => string][] = [
  ['says everything in other words', () => PARAPHRASE],
  [
    'says everything in other words, then goes on',
    (request) => `${PARAPHRASE}\n\n${restOf(request).trimStart()}`,
  ],
];
const asked = (goOn: (request: LlmRequest) => string) => (request: LlmRequest) =>
  releasedOf(request) === '' ? FULL : goOn(request);
const flat = (text: string) => text.replace(/\s*\[\d\]/g, '').replace(/\s+/g, ' ');

/** Where a word, a space or a sign begins or ends. */
const EDGES = [...FULL.matchAll(/\p{L}+|\s+|\S/gu)].map(({ index }) => index);
const SLOW = 120_000;

describe('after a cut', () => {
  test.each(EXACT)(
    'at any character the answer is the whole one to the letter where the next model %s',
    async (_, goOn) => {
      const whole = await uncut();
      for (let at = 0; at < FULL.length; at += 1) {
        const ran = await run({ scripts: [cut(`<<sure>>\n${FULL.slice(0, at)}`), asked(goOn)], delta: 64 });
        expect({ at, text: ran.text }).toEqual({ at, text: whole });
      }
    },
    SLOW,
  );

  test.each(LOOSE)(
    'at any word the answer is whole and says nothing twice where the next model %s',
    async (_, goOn) => {
      const whole = flat(await uncut());
      for (const at of EDGES) {
        const ran = await run({ scripts: [cut(`<<sure>>\n${FULL.slice(0, at)}`), asked(goOn)], delta: 64 });
        expect({ at, text: flat(ran.text) }).toEqual({ at, text: whole });
      }
    },
    SLOW,
  );

  test.each(PARTIAL)(
    'at any word nothing is said twice where the next model %s',
    async (_, goOn) => {
      for (const at of EDGES) {
        const ran = await run({ scripts: [cut(`<<sure>>\n${FULL.slice(0, at)}`), asked(goOn)], delta: 64 });
        const twice = FACTS.filter((fact) => (ran.text.match(fact) ?? []).length > 1).map(String);
        expect({ at, text: ran.text, twice }).toEqual({ at, text: ran.text, twice: [] });
      }
    },
    SLOW,
  );

  test(
    'a third model goes on after the second',
    async () => {
      const whole = await uncut();
      for (let at = 0; at < FULL.length; at += 9) {
        const second = (request: LlmRequest) => cut(restOf(request).slice(0, 60));
        const ran = await run({ scripts: [cut(FULL.slice(0, at)), second, restOf] });
        expect({ at, text: ran.text }).toEqual({ at, text: whole });
      }
    },
    SLOW,
  );
});

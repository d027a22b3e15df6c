import { describe, expect, test } from 'vitest';
import { answerOf, BIN, cut, DAYS, GB, LOCK, LOCKS, requestOf, run } from './generation-kit.ts';

const SORRY = 'I am sorry to hear that.';
const steps = { ...BIN, text: 'To finish the wizard:\n\n1. Click Next.\n2. Click Next.\n3. Click Finish.' };
const found = { ...requestOf().found, passages: [steps] };

describe('a sentence that a model says twice is said once', () => {
  test.each([
    ['at once', `${DAYS} [1] ${DAYS} [1]`, `${DAYS} [1]`],
    ['without a marker the second time', `${DAYS} [1] ${DAYS} ${GB} [1]`, `${DAYS} ${GB} [1]`],
    ['in bold the second time', `${DAYS} [1]\n\n**${DAYS}** [1]`, `${DAYS} [1]`],
    ['later on', `${DAYS} [1] ${LOCK} [2] ${DAYS} [1]`, `${DAYS} [1] ${LOCK} [2]`],
    ['before anything else could be said', `${SORRY} ${SORRY} ${DAYS} [1]`, `${SORRY} ${DAYS} [1]`],
    ['short, one right after the other', `Hello! Hello! ${DAYS} [1]`, `Hello! ${DAYS} [1]`],
    [
      'before a list',
      `To restore a record:\n\nTo restore a record:\n\n- ${DAYS} [1]`,
      `To restore a record:\n\n- ${DAYS} [1]`,
    ],
    ['in one item', `- ${DAYS} ${DAYS} [1]\n- ${GB} [1]`, `- ${DAYS}\n- ${GB} [1]`],
    ['in one list', `- ${DAYS} [1]\n- ${GB} [1]\n- ${DAYS} [1]`, `- ${DAYS}\n- ${GB} [1]`],
    [
      'as two steps that follow each other',
      `1. ${DAYS} [1]\n2. ${DAYS} [1]\n3. ${GB} [1]`,
      `1. ${DAYS}\n2. ${GB} [1]`,
    ],
  ])('%s', async (_, written, shown) => {
    for (const delta of [1, 9, 1_000]) {
      const ran = await run({ scripts: [`<<sure>>\n${written}`], delta });
      expect(ran.text).toBe(shown);
    }
  });

  test('and by a model that goes on after another', async () => {
    const ran = await run({ scripts: [cut(`<<sure>>\n${DAYS} [1] The bin`), `${GB} [1] ${GB} [1]`] });
    expect(ran.text).toBe(`${DAYS} ${GB} [1]`);
  });

  test('and cites nothing that stands behind the second one alone', async () => {
    const ran = await run({ scripts: [`<<sure>>\n${DAYS} [1] ${DAYS} [2] ${LOCK} [2] ${LOCK} [2]`] });
    expect(ran.text).toBe(`${DAYS} [1] ${LOCK} [2]`);
    const cited = answerOf(ran).citations.map(({ n, articleId, quote }) => [n, articleId, quote]);
    expect(cited).toEqual([
      [1, BIN.articleId, DAYS],
      [2, LOCKS.articleId, LOCK],
    ]);
  });
});

describe('what may be said twice is said twice', () => {
  test('a step that is taken twice', async () => {
    const written = '1. Click Next. [1]\n2. Click Next. [1]\n3. Click Finish. [1]';
    const ran = await run({ request: requestOf({ found }), scripts: [`<<sure>>\n${written}`] });
    expect(ran.text).toBe('1. Click Next.\n2. Click Next.\n3. Click Finish. [1]');
  });

  test('an item that stands in two lists', async () => {
    const written = `In short:\n\n- ${DAYS} [1]\n\nIn detail:\n\n- ${DAYS} [1]\n- ${GB} [1]`;
    const ran = await run({ scripts: [`<<sure>>\n${written}`] });
    expect(ran.text.split(DAYS)).toHaveLength(3);
  });
});

import { describe, expect, test } from 'vitest';
import { articleText } from '../../../src/retrieve/index-article.ts';
import { NEIGHBOURS } from '../../../src/retrieve/with-neighbours.ts';
import { openKnowledge } from '../../support/knowledge-kit.ts';

const prose = (about: string, sentences: number) =>
  Array.from(
    { length: sentences },
    (_, n) => `This remark ${n} about ${about} is long enough to fill a line.`,
  ).join(' ');

/** A numbered procedure with so much between its steps that it is cut, in two sections of one heading each. */
const CUT = `# Flush the boiler\n\n${prose('boilers', 4)}\n\n1. Close the valve.\n2. Open the drain.\n\n${prose('drains', 16)}\n\n3. Rinse the tank with zirconium.\n4. Close the drain.\n\n${prose('tanks', 18)}`;
const HEADED = `# Replace the filter\n\n## Step 1: Unlock\n\nTurn the collar left.\n\n## Step 2: Pull\n\nPull out the quartz filter.\n\n## Step 3: Insert\n\nPush the new one in.\n\n## Step 4: Lock\n\nTurn the collar right.`;

async function open(bodies: Record<string, string>) {
  const knowledge = openKnowledge();
  for (const [articleId, body] of Object.entries(bodies))
    await knowledge.put({ articleId, title: articleId, body });
  return knowledge;
}

describe('a passage that holds a part of the steps', () => {
  test('is joined with the chunk that goes on with the next number', async () => {
    const knowledge = await open({ art_flush: CUT });
    const { passages } = await knowledge.ask('how do I open the drain and close the valve');
    expect(passages[0]?.text).toMatch(/1\. Close[\s\S]*2\. Open[\s\S]*3\. Rinse[\s\S]*4\. Close/);
  });

  test('is joined with the chunk that it goes on from', async () => {
    const knowledge = await open({ art_flush: CUT });
    const { passages } = await knowledge.ask('rinse zirconium');
    expect(passages[0]?.text).toMatch(/1\. Close[\s\S]*3\. Rinse/);
  });

  test('is joined with the step before and the step after under headings of steps, and no further', async () => {
    const knowledge = await open({ art_filter: HEADED });
    const { passages } = await knowledge.ask('pull out the quartz filter', { limit: 1 });
    expect(passages[0]?.text).toContain('Turn the collar left.');
    expect(passages[0]?.text).toContain('Push the new one in.');
    expect(passages[0]?.text).not.toContain('Turn the collar right.');
  });

  test('stays an exact span of its article, emoji and all', async () => {
    for (const [id, body] of Object.entries({ art_flush: `🔥🔥 ${CUT.slice(2)}`, art_filter: HEADED })) {
      const text = articleText({ body, format: 'markdown' });
      const knowledge = await open({ [id]: body });
      for (const question of ['open the drain', 'rinse zirconium', 'quartz filter', 'turn the collar']) {
        for (const passage of (await knowledge.ask(question)).passages)
          expect(text.slice(passage.start, passage.start + passage.text.length)).toBe(passage.text);
      }
    }
  });

  test('takes the place of passages that stand within it', async () => {
    const knowledge = await open({ art_filter: HEADED });
    const { passages } = await knowledge.ask('pull out the quartz filter, turn the collar', { limit: 8 });
    const [best] = passages;
    const within = passages.slice(1).filter(({ text }) => best?.text.includes(text));
    expect(within).toEqual([]);
  });
});

describe('a passage stays as it is', () => {
  test('where the next chunk begins a list of its own', async () => {
    const body = `# Pumps\n\n${prose('pumps', 4)}\n\n1. Prime the pump.\n2. Start the pump.\n\n${prose('primers', 16)}\n\n1. Stop the motor.\n2. Cool the motor.\n\n${prose('motors', 18)}`;
    const knowledge = await open({ art_pumps: body });
    const { passages } = await knowledge.ask('prime the pump');
    expect(passages[0]?.text).toContain('Prime the pump');
    expect(passages[0]?.text).not.toContain('Stop the motor');
  });

  test('where its neighbour is larger than what may be added', async () => {
    const body = HEADED.replace('Push the new one in.', prose('filters', 40).replaceAll('. ', ', '));
    const knowledge = await open({ art_filter: body });
    const { passages } = await knowledge.ask('pull out the quartz filter', { limit: 1 });
    expect(passages[0]?.text.length ?? 0).toBeLessThan(NEIGHBOURS.addedChars);
  });

  test('where the article has changed since it was found', async () => {
    const { index } = await open({ art_filter: HEADED });
    expect(await index.around('org_a', [{ articleId: 'art_filter', articleVersion: 2, ordinal: 1 }])).toEqual(
      [],
    );
  });

  test('of another organization, whatever is asked', async () => {
    const { index } = await open({ art_filter: HEADED });
    expect(await index.around('org_b', [{ articleId: 'art_filter', articleVersion: 1, ordinal: 1 }])).toEqual(
      [],
    );
  });
});

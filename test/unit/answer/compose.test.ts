import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/answer/compose.ts';
import type { ScoredUnit } from '../../../src/answer/score-units.ts';
import { traceSentences } from '../../../src/answer/trace.ts';
import { splitUnits } from '../../../src/answer/units.ts';
import type { Passage } from '../../../src/domain/passage.ts';

/** The units of a passage, all chosen. */
function units(text: string, heading: string): ScoredUnit[] {
  const passage: Passage = {
    chunkId: text,
    articleId: 'art_1',
    articleVersion: 1,
    ordinal: 0,
    title: 'Row locks',
    heading,
    url: null,
    start: 0,
    text,
    score: 1,
  };
  return splitUnits(text).map((unit, place) => ({
    ...unit,
    passage,
    rank: 0,
    place,
    text: text.slice(unit.start, unit.end),
    terms: new Set<string>(),
    own: 1,
    heading: 0,
    value: 1,
  }));
}

const LIST = '1. Sort the records.\n2. Use smaller batches.';

describe('the heading of a section', () => {
  test('stands above a list that nothing introduces, in bold, without a marker and outside of the quote', () => {
    const { text, citations } = compose(units(LIST, 'Locks > How to fix it'));
    expect(text).toBe(`**How to fix it**\n\n${LIST} [1]`);
    expect(citations.map((one) => one.quote)).toEqual([LIST]);
  });

  test.each([
    ['the list has an introducing sentence', `Do this:\n\n${LIST}`, 'How to fix it'],
    ['the sentence before the list is quoted too', `Locks are short.\n\n${LIST}`, 'How to fix it'],
    ['it only repeats the title', LIST, 'Locks > Row locks'],
    ['it says nothing', LIST, 'Overview'],
    ['there is none', LIST, ''],
    ['it would read as a marker', LIST, 'See [1]'],
  ])('is left out where %s', (_, text, heading) => {
    expect(compose(units(text, heading)).text).not.toContain('**');
  });

  test('is said once for several units', () => {
    const found = [
      ...units(LIST, 'How to fix it'),
      ...units('| A | B |\n|---|---|\n| 1 | 2 |', 'How to fix it'),
    ];
    expect(compose(found).text.split('**How to fix it**')).toHaveLength(2);
  });

  test('stands above each part of a passage that two sections were joined to, and says so of none that is not its own', () => {
    const joined = `- 5 V\n## 2. Barrel jack\n- 7 to 12 V\n- centre positive`;
    const { text, citations } = compose(units(joined, 'Power > 1. USB'));
    expect(text).toBe('**1. USB**\n\n- 5 V [1]\n\n**2. Barrel jack**\n\n- 7 to 12 V\n- centre positive [1]');
    const answer = { text, citations, confidence: 1, supported: true, quickReplies: [], model: 'extractive' };
    expect(traceSentences(answer).filter((one) => one.citation === null)).toEqual([]);
  });
});

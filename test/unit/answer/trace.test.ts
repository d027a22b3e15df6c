import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/answer/compose.ts';
import type { ScoredUnit } from '../../../src/answer/score-units.ts';
import { keepTraceable, traceSentences } from '../../../src/answer/trace.ts';
import { splitUnits } from '../../../src/answer/units.ts';
import type { Answer, Passage } from '../../../src/domain/passage.ts';

const TEXT = `Locks are short. A row stays locked [1] until the end
of the transaction. No full stop

Do this:

1. Sort the records.
2. Retry later.

\`\`\`sql
SELECT Id FROM Account

FOR UPDATE
\`\`\``;

function answerOf(choose: (place: number) => boolean, text = TEXT): Answer {
  const passage: Passage = {
    ...{
      chunkId: 'chk_1',
      articleId: 'art_1',
      articleVersion: 3,
      ordinal: 0,
      title: 'Row locks',
      url: null,
      score: 1,
    },
    heading: 'Row locks > How to fix it',
    start: 100,
    text,
  };
  const units = splitUnits(text).map((unit, place): ScoredUnit => {
    const own = { rank: 0, place, terms: new Set<string>(), own: 1, heading: 0, value: 1 };
    return { ...unit, ...own, passage, text: text.slice(unit.start, unit.end) };
  });
  const composed = compose(units.filter((one) => choose(one.place)));
  return { ...composed, confidence: 0.9, supported: true, quickReplies: [], model: 'extractive' };
}

const saidBy = (answer: Answer) =>
  traceSentences(answer).map((one) => [answer.text.slice(one.start, one.end), one.citation]);

describe('an extractive answer', () => {
  test.each([
    ['all of a passage', () => true],
    ['sentences that do not stand side by side', (place: number) => place === 0 || place === 2],
    ['a list under its heading', (place: number) => place === 3],
    ['code with an empty line in it', (place: number) => place === 4],
  ])('is traceable sentence by sentence: %s', (_, choose) => {
    const answer = answerOf(choose);
    expect(saidBy(answer).length).toBeGreaterThan(0);
    expect(saidBy(answer).filter(([, citation]) => citation !== 1)).toEqual([]);
    expect(keepTraceable(answer, null)).toEqual({ answer, dropped: 0 });
  });

  test('cites the place in the version: the quote is the slice from start to end', () => {
    const [citation] = answerOf((place) => place === 1).citations;
    expect(citation).toMatchObject({
      articleVersion: 3,
      chunkId: 'chk_1',
      heading: 'Row locks > How to fix it',
    });
    expect(TEXT.slice((citation?.start ?? 0) - 100, (citation?.end ?? 0) - 100)).toBe(citation?.quote);
  });
});

describe('a sentence that its quote does not hold', () => {
  const forge = (from: string, to: string) => {
    const answer = answerOf((place) => place < 2, TEXT.replace(' [1]', ''));
    return { ...answer, text: answer.text.replace(from, to) };
  };

  test('is found and left out, and the others stay with their marker', () => {
    const forged = forge('Locks are short.', 'Locks are very short.');
    expect(saidBy(forged)[0]).toEqual(['Locks are very short.', null]);
    const { answer, dropped } = keepTraceable(forged, null);
    expect(dropped).toBe(1);
    expect(answer.text).toBe('A row stays locked until the end [1]');
    expect(answer.citations).toHaveLength(1);
  });

  test('is one without any marker', () => {
    const answer = answerOf((place) => place === 0);
    const forged = { ...answer, text: `${answer.text} Trust me.` };
    expect(keepTraceable(forged, null)).toMatchObject({ dropped: 1, answer: { text: answer.text } });
  });

  test('leaves an honest "I do not know" where it was all that there was', () => {
    const answer = answerOf((place) => place === 0);
    const forged = { ...answer, text: 'Something else. [1]' };
    const kept = keepTraceable(forged, 'de');
    expect(kept.dropped).toBe(1);
    expect(kept.answer).toMatchObject({ supported: false, citations: [] });
    expect(kept.answer.text).toContain('keine Antwort gefunden');
  });

  test('is not excused by a quote of another citation', () => {
    const answer = answerOf((place) => place === 0);
    const [first] = answer.citations;
    if (!first) throw new Error('no citation');
    const forged = {
      ...answer,
      text: 'Locks are short. [2]',
      citations: [{ ...first, n: 2, quote: 'Other.' }, first],
    };
    expect(keepTraceable(forged, null).dropped).toBe(1);
  });
});

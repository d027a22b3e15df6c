import type { Passage } from '../../domain/passage.ts';
import { analyze } from '../analyze.ts';
import { questionTerms } from './question-vectors.ts';

/** Share of a question's words from which a passage seems to be about it, although the question was not answered from it. */
const ABOUT = 0.6;

export interface Nearest {
  passage: Passage;
  /** Share of the question's words that the passage, its heading and its title have. */
  coverage: number;
  /** `not-found`: the passage seems to be about the question. `missing`: none is. */
  kind: 'missing' | 'not-found';
}

/** Of found passages the one that has most of what a question asks for, the first of equals; null without any. Pure. */
export function nearestPassage(question: string, passages: readonly Passage[]): Nearest | null {
  const asked = new Set(questionTerms(question).flatMap(({ term, plain }) => (plain ? [] : [term])));
  let best: Nearest | null = null;
  for (const passage of passages) {
    const has = new Set(analyze(`${passage.title}\n${passage.heading}\n${passage.text}`));
    const coverage = asked.size === 0 ? 0 : [...asked].filter((term) => has.has(term)).length / asked.size;
    if (best !== null && coverage <= best.coverage) continue;
    best = { passage, coverage, kind: coverage >= ABOUT ? 'not-found' : 'missing' };
  }
  return best;
}

/** Words that a gap is known by; more are no summary. */
const TERMS = 5;

/** The words that most of these questions share, as they are written, most shared first. Pure. */
export function sharedTerms(questions: readonly string[]): string[] {
  const counts = new Map<string, { word: string; count: number }>();
  for (const question of questions) {
    const own = new Map(questionTerms(question).flatMap((one) => (one.plain ? [] : [[one.term, one.word]])));
    for (const [term, word = term] of own) {
      const known = counts.get(term);
      counts.set(term, { word: known?.word ?? word, count: (known?.count ?? 0) + 1 });
    }
  }
  const least = questions.length > 1 ? 2 : 1;
  return [...counts.values()]
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.count - a.count)
    .slice(0, TERMS)
    .map(({ word }) => word);
}

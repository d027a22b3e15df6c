import { averageLinkage } from './average-linkage.ts';
import { GroupMeans } from './group-means.ts';
import { latentVectors } from './latent-vectors.ts';
import { QuestionSpace } from './question-space.ts';
import { questionVectors } from './question-vectors.ts';

export interface GroupableQuestion {
  text: string;
  /** ISO 639-1, or `und`. */
  language: string;
  /** Unit vector of an embedding model, where there is one: of the same length in all questions. */
  embedding?: Float32Array;
}

/** Questions that ask for the same. */
export interface QuestionGroup {
  /** Indices, the most central first. */
  members: number[];
  /** Those of them that show best what is asked: the most central, then always the one most unlike those before. */
  samples: number[];
  /** Indices of answered questions that ask for just that too. */
  answered: number[];
}

/** Questions of one call: what a busy organization leaves unanswered in half a year; ten thousand take about a second. */
export const GROUPED_QUESTIONS = 10_000;

/**
 * Mean likeness from which two groups ask for the same. Chosen on BANKING77, Bitext, CLINC150 and HWU64, at 60 and at 600
 * questions each.
 */
const ALIKE = 0.3;

/** Likeness from which two questions are the same one in other words. */
const SAME = 0.6;

/** Samples of a group, and how many of its most central members they are taken from. */
const SHOWN = 10;
const SHOWN_FROM = 60;

/** Questions joined pair by pair at a time: the pairs are its square. The others go to the group that they are most like. */
const SAMPLE = 600;
/** Samples drawn: what is like none of four was asked by few. */
const SAMPLES = 4;

/**
 * Puts questions that ask for the same into groups, across spelling and wording. Questions are compared by the words they
 * share, weighted by rarity, by words that keep the same company (latent semantic analysis), and by embeddings where given;
 * in two languages they have to be much more alike. Deterministic: the same questions in the same order give the same groups.
 * Pure.
 *
 * @param answered questions that were answered: they are in no group, but tell which groups are.
 * @returns groups by falling size; a question that says nothing is in none.
 */
export function groupQuestions(
  questions: readonly GroupableQuestion[],
  answered: readonly GroupableQuestion[] = [],
): QuestionGroup[] {
  const all = [...questions, ...answered];
  const { vectors, features, terms, termFeatures } = questionVectors(all.map(({ text }) => text));
  const space = new QuestionSpace(all, vectors, latentVectors(terms, termFeatures));
  const means = new GroupMeans(space, features);
  let left = withWords(vectors.slice(0, questions.length));
  for (let round = 0; round < SAMPLES && left.length > 0; round += 1) {
    const sample = evenly(left, SAMPLE);
    const groups = pairwise(space, sample);
    for (const members of groups) if (members.length > 1 || sample.length === left.length) means.add(members);
    left = assign(means, left);
  }
  for (const index of left) means.add([index]);
  const groups = joinGroups(means)
    .map((members) => means.centralFirst(members))
    .map((members) => ({ members, samples: samplesOf(space, members), answered: [] as number[] }))
    .sort((a, b) => b.members.length - a.members.length || Math.min(...a.members) - Math.min(...b.members));
  const again = withWords(vectors.slice(questions.length));
  for (const index of again) sameAs(space, groups, index + questions.length)?.answered.push(index);
  return groups;
}

/** The group that holds this very question in other words. */
function sameAs(space: QuestionSpace, groups: readonly QuestionGroup[], index: number) {
  let found: QuestionGroup | null = null;
  let best = SAME;
  for (const group of groups) {
    for (const sample of group.samples) {
      const alike = space.alike(index, sample);
      if (alike < best) continue;
      best = alike;
      found = group;
    }
  }
  return found;
}

function samplesOf(space: QuestionSpace, members: readonly number[]): number[] {
  const [first, ...others] = members.slice(0, SHOWN_FROM);
  if (first === undefined) return [];
  const picked = [first];
  const nearest = new Map(others.map((index) => [index, space.alike(index, first)]));
  while (picked.length < SHOWN && nearest.size > 0) {
    const [next] = [...nearest].reduce((least, one) => (one[1] < least[1] ? one : least));
    picked.push(next);
    nearest.delete(next);
    for (const [index, alike] of nearest) nearest.set(index, Math.max(alike, space.alike(index, next)));
  }
  return picked;
}

function withWords(vectors: readonly { ids: Int32Array }[]): number[] {
  return vectors.flatMap(({ ids }, index) => (ids.length > 0 ? [index] : []));
}

/** At most `limit` of them, evenly spread. */
function evenly(all: readonly number[], limit: number): number[] {
  if (all.length <= limit) return [...all];
  return Array.from({ length: limit }, (_, at) => all[Math.floor((at * all.length) / limit)] ?? 0);
}

function pairwise(space: QuestionSpace, sample: readonly number[]): number[][] {
  const size = sample.length;
  const alike = space.alikeAmong(sample);
  const groups = Map.groupBy(averageLinkage(alike, size, ALIKE).entries(), ([, group]) => group);
  return [...groups.values()].map((entries) => entries.map(([at]) => sample[at] ?? 0));
}

/** Gives each question that is in no group yet to the one that it is most like; returns those that are like none. */
function assign(means: GroupMeans, questions: readonly number[]): number[] {
  const left: number[] = [];
  for (const index of questions) {
    if (means.holds(index)) continue;
    const { group, alike } = means.nearest(index);
    if (alike >= ALIKE) means.addTo(group, index);
    else left.push(index);
  }
  return left;
}

/** Groups of different samples may be about the same. */
function joinGroups(means: GroupMeans): number[][] {
  const groups = means.groups();
  if (groups.length < 2 || means.samples < 2) return groups;
  const bySize = [...groups.keys()].sort((a, b) => (groups[b]?.length ?? 0) - (groups[a]?.length ?? 0));
  const large = bySize.slice(0, SAMPLE);
  const size = large.length;
  const alike = new Float32Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (const [column, value] of means.alikeAll(large[row] ?? 0, large).entries())
      alike[row * size + column] = value;
  const weights = Float64Array.from(large, (group) => groups[group]?.length ?? 0);
  const joined = averageLinkage(alike, size, ALIKE, weights);
  const together = Map.groupBy(joined.entries(), ([, group]) => group);
  const merged = [...together.values()].map((entries) =>
    entries.flatMap(([at]) => groups[large[at] ?? 0] ?? []).sort((a, b) => a - b),
  );
  return [...merged, ...bySize.slice(SAMPLE).map((group) => groups[group] ?? [])];
}

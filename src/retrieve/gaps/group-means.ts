import { dotDense, languageFactor, type QuestionSpace } from './question-space.ts';
import type { SparseVector } from './question-vectors.ts';

interface Mean {
  members: number[];
  /** Of the members' vectors. */
  latent: Float32Array;
  embedding: Float32Array | null;
  languages: Map<string, number>;
  language: string;
}

/** The groups that have a feature and the sum of its weights in each; `at`: the place of a group in both. */
interface Posting {
  groups: number[];
  sums: number[];
  at: Map<number, number>;
}

/**
 * Groups of questions with the means of their vectors. The likeness of a question to a mean is its mean likeness to the
 * members (but that what is less than nothing is cut off after the mean, not before).
 */
export class GroupMeans {
  private readonly space: QuestionSpace;
  private readonly all: Mean[] = [];
  private readonly groupOf: Int32Array;
  private readonly postings: Posting[];
  /** Scratch: one number a feature, zero between calls. */
  private readonly sums: Float64Array;
  private added = 0;

  constructor(space: QuestionSpace, features: number) {
    this.space = space;
    this.groupOf = new Int32Array(space.size).fill(-1);
    this.postings = Array.from({ length: features }, () => ({ groups: [], sums: [], at: new Map() }));
    this.sums = new Float64Array(features);
  }

  /** How often groups were added, that is calls that found some. */
  get samples(): number {
    return this.added;
  }

  groups(): number[][] {
    return this.all.map(({ members }) => members);
  }

  holds(index: number): boolean {
    return this.groupOf[index] !== -1;
  }

  add(members: readonly number[]): void {
    this.added += 1;
    const group = this.all.length;
    this.all.push({
      members: [],
      latent: new Float32Array(this.space.latent.dimensions),
      embedding: null,
      languages: new Map(),
      language: 'und',
    });
    for (const index of members) this.addTo(group, index);
  }

  addTo(group: number, index: number): void {
    const mean = this.all[group];
    const vector = this.space.vectors[index];
    if (!mean || !vector) return;
    mean.members.push(index);
    this.groupOf[index] = group;
    for (let at = 0; at < vector.ids.length; at += 1)
      addPosting(this.postings[vector.ids[at] ?? 0], group, vector.weights[at] ?? 0);
    addRow(mean.latent, this.row(index));
    const embedding = this.space.embedding(index);
    if (embedding) {
      mean.embedding ??= new Float32Array(embedding.length);
      addRow(mean.embedding, embedding);
    }
    const language = this.space.language(index);
    const count = (mean.languages.get(language) ?? 0) + 1;
    mean.languages.set(language, count);
    if (count > (mean.languages.get(mean.language) ?? 0)) mean.language = language;
  }

  /** The group that a question is most like; `group` is -1 where there is none. */
  nearest(index: number): { group: number; alike: number } {
    const words = this.wordsInCommon([[index, 1]]);
    const row = this.row(index);
    const reach = Math.sqrt(dotDense(row, row));
    let best = { group: -1, alike: 0 };
    for (let group = 0; group < this.all.length; group += 1) {
      const mean = this.all[group];
      if (!mean) continue;
      const inCommon = words[group] ?? 0;
      // Vectors are of length 1 at most, so company adds no more than this: most groups need no closer look.
      if (this.space.join(inCommon / mean.members.length, reach, 1) <= best.alike) continue;
      const alike = this.joined(inCommon, row, this.space.embedding(index), mean);
      const value = alike * languageFactor(this.space.language(index), mean.language);
      if (value > best.alike) best = { group, alike: value };
    }
    return best;
  }

  /** How alike a group is to each of the others named. */
  alikeAll(group: number, others: readonly number[]): number[] {
    const mean = this.all[group];
    if (!mean) return others.map(() => 0);
    const share = 1 / mean.members.length;
    const words = this.wordsInCommon(mean.members.map((index) => [index, share]));
    const row = mean.latent.map((value) => value * share);
    const embedding = mean.embedding?.map((value) => value * share);
    return others.map((name) => {
      const other = this.all[name];
      if (!other || name === group) return 0;
      return (
        this.joined(words[name] ?? 0, row, embedding, other) * languageFactor(mean.language, other.language)
      );
    });
  }

  /** The members by falling likeness to all of them. */
  centralFirst(members: readonly number[]): number[] {
    const { sums } = this;
    const latent = new Float32Array(this.space.latent.dimensions);
    for (const index of members) {
      addSparse(sums, this.space.vectors[index]);
      addRow(latent, this.row(index));
    }
    const scored = members.map((index) => ({
      index,
      score: this.space.join(along(this.space.vectors[index], sums), dotDense(latent, this.row(index)), 0),
    }));
    for (const index of members) clear(sums, this.space.vectors[index]);
    return scored.sort((a, b) => b.score - a.score || a.index - b.index).map(({ index }) => index);
  }

  private joined(
    words: number,
    row: Float32Array,
    embedding: Float32Array | undefined,
    { members, latent, embedding: sum }: Mean,
  ) {
    const company = dotDense(row, latent);
    const embedded = dotDense(embedding, sum ?? undefined);
    return this.space.join(words / members.length, company / members.length, embedded / members.length);
  }

  /** For each group, the sum of products of these questions' weights with its members'. */
  private wordsInCommon(questions: readonly [index: number, share: number][]): Float64Array {
    const found = new Float64Array(this.all.length);
    for (const [index, share] of questions) {
      const vector = this.space.vectors[index];
      if (!vector) continue;
      for (let at = 0; at < vector.ids.length; at += 1)
        addProducts(found, this.postings[vector.ids[at] ?? 0], (vector.weights[at] ?? 0) * share);
    }
    return found;
  }

  private row(index: number): Float32Array {
    const { rows, dimensions } = this.space.latent;
    return rows.subarray(index * dimensions, (index + 1) * dimensions);
  }
}

function addPosting(posting: Posting | undefined, group: number, weight: number): void {
  if (!posting) return;
  const place = posting.at.get(group);
  if (place !== undefined) {
    posting.sums[place] = (posting.sums[place] ?? 0) + weight;
    return;
  }
  posting.at.set(group, posting.groups.length);
  posting.groups.push(group);
  posting.sums.push(weight);
}

function addProducts(to: Float64Array, posting: Posting | undefined, weight: number): void {
  if (!posting) return;
  const { groups, sums } = posting;
  for (let place = 0; place < groups.length; place += 1) {
    const group = groups[place] ?? 0;
    to[group] = (to[group] ?? 0) + weight * (sums[place] ?? 0);
  }
}

function addSparse(to: Float64Array, vector: SparseVector | undefined): void {
  if (!vector) return;
  for (let at = 0; at < vector.ids.length; at += 1) {
    const id = vector.ids[at] ?? 0;
    to[id] = (to[id] ?? 0) + (vector.weights[at] ?? 0);
  }
}

function along(vector: SparseVector | undefined, sums: Float64Array): number {
  let sum = 0;
  for (let at = 0; vector !== undefined && at < vector.ids.length; at += 1)
    sum += (vector.weights[at] ?? 0) * (sums[vector.ids[at] ?? 0] ?? 0);
  return sum;
}

function clear(sums: Float64Array, vector: SparseVector | undefined): void {
  for (const id of vector?.ids ?? []) sums[id] = 0;
}

function addRow(to: Float32Array, row: Float32Array): void {
  for (let k = 0; k < to.length; k += 1) to[k] = (to[k] ?? 0) + (row[k] ?? 0);
}

import { expect, test } from 'vitest';
import type { VectorEntry } from '../../src/domain/vectors.ts';
import type { VectorIndex } from '../../src/retrieve/vectors/vector-index.ts';

/** Dimensions of the contract's vectors. */
export const CONTRACT_DIMENSIONS = 8;

/** An index under test. `settle` makes visible what was accepted; `break` makes the service behind it fail. */
export interface VectorSubject {
  index: VectorIndex;
  settle(): void;
  break(): void;
}

/** A unit vector along one axis, leaning by `lean` towards the next. */
export function axis(at: number, lean = 0): Float32Array {
  const vector = new Float32Array(CONTRACT_DIMENSIONS);
  vector[at % CONTRACT_DIMENSIONS] = Math.sqrt(1 - lean * lean);
  vector[(at + 1) % CONTRACT_DIMENSIONS] = lean;
  return vector;
}

/** Chunks of one version of an article, one for each vector. */
export function entries(
  articleId: string,
  version: number,
  vectors: readonly Float32Array[],
  more: Partial<Pick<VectorEntry, 'locale' | 'tags'>> = {},
): VectorEntry[] {
  return vectors.map((vector, ordinal) => ({
    chunkId: `chk_${articleId.slice(4)}v${version}n${ordinal}`,
    articleId,
    version,
    locale: null,
    tags: [],
    vector,
    ...more,
  }));
}

/** What every index of vectors promises. `open` gives one that knows nothing of organizations `org_a` and `org_b`. */
export function vectorContract(open: () => VectorSubject | Promise<VectorSubject>): void {
  const ids = async (
    subject: VectorSubject,
    vector: Float32Array,
    options = {},
    organizationId = 'org_a',
  ) => {
    const found = await subject.index.search(organizationId, vector, { limit: 10, ...options });
    if (!found.ok) throw new Error(found.error.reason);
    return found.value.map(({ chunkId }) => chunkId);
  };

  test('the nearest chunks come first, with their article and a cosine', async () => {
    const subject = await open();
    await subject.index.upsert('org_a', entries('art_1', 1, [axis(0), axis(0, 0.6), axis(3)]));
    subject.settle();
    const found = await subject.index.search('org_a', axis(0), { limit: 2 });
    expect(found).toMatchObject({
      ok: true,
      value: [
        { chunkId: 'chk_1v1n0', articleId: 'art_1' },
        { chunkId: 'chk_1v1n1', articleId: 'art_1' },
      ],
    });
    const scores = found.ok ? found.value.map(({ score }) => score) : [];
    expect(scores[0]).toBeCloseTo(1, 1);
    expect(scores[1]).toBeCloseTo(0.8, 1);
  });

  test("an organization finds nothing of another's, even where all ids are equal", async () => {
    const subject = await open();
    await subject.index.upsert('org_a', entries('art_1', 1, [axis(0)]));
    await subject.index.upsert('org_b', entries('art_1', 1, [axis(1)]));
    subject.settle();
    const own = await subject.index.search('org_a', axis(0), { limit: 5 });
    expect(own.ok && own.value[0]?.score).toBeCloseTo(1, 1);
    await subject.index.remove('org_b', 'art_1');
    subject.settle();
    expect(await ids(subject, axis(0))).toEqual(['chk_1v1n0']);
    expect(await ids(subject, axis(0), {}, 'org_b')).toEqual([]);
    expect(await ids(subject, axis(0), {}, 'org_c')).toEqual([]);
  });

  test('doing anything twice is doing it once', async () => {
    const subject = await open();
    for (let time = 0; time < 2; time += 1) {
      expect(await subject.index.upsert('org_a', entries('art_1', 1, [axis(0), axis(1)]))).toEqual({
        ok: true,
        value: undefined,
      });
      subject.settle();
    }
    expect((await ids(subject, axis(0))).sort()).toEqual(['chk_1v1n0', 'chk_1v1n1']);
    for (let time = 0; time < 2; time += 1) {
      expect(await subject.index.remove('org_a', 'art_1')).toEqual({ ok: true, value: undefined });
      subject.settle();
    }
    expect(await ids(subject, axis(0))).toEqual([]);
  });

  test('a new version replaces the old one, and the old one coming late changes nothing', async () => {
    const subject = await open();
    await subject.index.upsert('org_a', entries('art_1', 1, [axis(0), axis(1), axis(2)]));
    subject.settle();
    await subject.index.upsert('org_a', entries('art_1', 2, [axis(0)]));
    subject.settle();
    expect(await ids(subject, axis(0))).toEqual(['chk_1v2n0']);
    await subject.index.remove('org_a', 'art_1', 2);
    await subject.index.upsert('org_a', entries('art_1', 1, [axis(0)]));
    await subject.index.remove('org_a', 'art_1', 1);
    subject.settle();
    expect(await ids(subject, axis(0))).toEqual(['chk_1v2n0']);
  });

  test('an article that was removed can be stored again', async () => {
    const subject = await open();
    await subject.index.upsert('org_a', entries('art_1', 3, [axis(0)]));
    await subject.index.remove('org_a', 'art_1');
    await subject.index.upsert('org_a', entries('art_1', 3, [axis(1)]));
    subject.settle();
    expect(await ids(subject, axis(1))).toEqual(['chk_1v3n0']);
  });

  test('language and tags are required of every hit', async () => {
    const subject = await open();
    await subject.index.upsert(
      'org_a',
      entries('art_1', 1, [axis(0)], { locale: 'en-GB', tags: ['x', 'y'] }),
    );
    await subject.index.upsert('org_a', entries('art_2', 1, [axis(0)], { locale: 'de', tags: ['y'] }));
    await subject.index.upsert('org_a', entries('art_3', 1, [axis(0)]));
    subject.settle();
    const filtered = (filters: object) => ids(subject, axis(0), { filters });
    expect(await filtered({ locale: 'en' })).toEqual(['chk_1v1n0']);
    expect(await filtered({ tags: ['y'] })).toEqual(['chk_1v1n0', 'chk_2v1n0']);
    expect(await filtered({ tags: ['x', 'nowhere'] })).toEqual(['chk_1v1n0']);
    expect(await filtered({ locale: 'de-AT', tags: ['x'] })).toEqual([]);
    expect(await filtered({ tags: [] })).toHaveLength(3);
  });

  test('vectors of other dimensions are refused, not stored', async () => {
    const subject = await open();
    await subject.index.upsert('org_a', entries('art_1', 1, [axis(0)]));
    subject.settle();
    expect(await subject.index.search('org_a', new Float32Array(3), { limit: 5 })).toMatchObject({
      ok: false,
      error: { reason: 'invalid' },
    });
  });

  test('an article of 600 chunks is found whole, and gone whole', async () => {
    const subject = await open();
    const many = Array.from({ length: 600 }, (_, at) => axis(at % 7, (at % 50) / 60));
    await subject.index.upsert('org_a', entries('art_1', 1, many));
    subject.settle();
    expect(await ids(subject, axis(6, 49 / 60), { limit: 100 })).toHaveLength(100);
    await subject.index.remove('org_a', 'art_1');
    subject.settle();
    expect(await ids(subject, axis(0), { limit: 100 })).toEqual([]);
  });

  test('a broken service is an answer, not an exception', async () => {
    const subject = await open();
    subject.break();
    const failed = { ok: false, error: { reason: 'unavailable' } };
    expect(await subject.index.upsert('org_a', entries('art_1', 1, [axis(0)]))).toEqual(failed);
    expect(await subject.index.remove('org_a', 'art_1')).toEqual(failed);
    expect(await subject.index.search('org_a', axis(0), { limit: 5 })).toEqual(failed);
  });
}

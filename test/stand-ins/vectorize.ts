/**
 * STAND-IN for Vectorize, which has no local simulator. In memory; modelled after its documentation: namespaces, one id space an
 * index, metadata that can only be filtered where an index exists, cosine scores, mutations applied in order and seen later, and
 * the limits of every call, with errors that name the service's code where it is known.
 */
export class VectorizeStandIn {
  private readonly dimensions: number;
  private readonly indexed: readonly string[];
  private readonly stored = new Map<string, VectorizeVector>();
  private readonly pending: (() => void)[] = [];
  /** Mutations are held back until `settle` while this is true. */
  lagging = false;
  /** Calls fail (`fails`) or never answer (`hangs`) while these are set. */
  fails = false;
  hangs = false;
  readonly calls: { upsert: number; deleteByIds: number; query: number } = {
    upsert: 0,
    deleteByIds: 0,
    query: 0,
  };

  constructor(dimensions: number, indexed: readonly string[]) {
    this.dimensions = dimensions;
    this.indexed = indexed;
  }

  get size(): number {
    return this.stored.size;
  }

  /** What was accepted becomes visible. */
  settle(): void {
    for (const apply of this.pending.splice(0)) apply();
  }

  async upsert(vectors: VectorizeVector[]): Promise<VectorizeAsyncMutation> {
    this.calls.upsert += 1;
    await this.fault();
    if (vectors.length > 1_000) throw new Error('VECTOR_UPSERT_ERROR (code = 40009): too many vectors');
    for (const { id, values, namespace, metadata } of vectors) {
      if (bytes(id) > 64) throw new Error('VECTOR_UPSERT_ERROR (code = 40008): id too long; max is 64 bytes');
      if (values.length !== this.dimensions)
        throw new Error(
          `VECTOR_UPSERT_ERROR (code = 40012): invalid vector, expected ${this.dimensions} dimensions`,
        );
      if (bytes(namespace ?? '') > 64) throw new Error('VECTOR_UPSERT_ERROR: namespace too long');
      if (bytes(JSON.stringify(metadata ?? {})) > 10_240)
        throw new Error('VECTOR_UPSERT_ERROR: metadata too large');
    }
    const copies = vectors.map((one) => ({ ...one, values: Float32Array.from(one.values) }));
    return this.mutate(() => {
      for (const one of copies) this.stored.set(one.id, one);
    });
  }

  async deleteByIds(ids: string[]): Promise<VectorizeAsyncMutation> {
    this.calls.deleteByIds += 1;
    await this.fault();
    if (ids.length > 100)
      throw new Error(
        `VECTOR_DELETE_ERROR (code = 40007): too many ids in payload; max id count is 100, got ${ids.length}`,
      );
    return this.mutate(() => {
      for (const id of ids) this.stored.delete(id);
    });
  }

  async query(
    vector: VectorFloatArray | number[],
    options: VectorizeQueryOptions = {},
  ): Promise<VectorizeMatches> {
    this.calls.query += 1;
    await this.fault();
    const { topK = 5, namespace, filter, returnValues = false, returnMetadata = 'none' } = options;
    const most = returnValues || returnMetadata === 'all' || returnMetadata === true ? 20 : 100;
    if (topK < 1 || topK > most)
      throw new Error(`VECTOR_QUERY_ERROR (code = 40025): topK must be 1 to ${most}`);
    if (vector.length !== this.dimensions) throw new Error('VECTOR_QUERY_ERROR (code = 40006): dimensions');
    if (filter !== undefined) this.check(filter);
    const matches = [...this.stored.values()]
      .filter((one) => (namespace === undefined || one.namespace === namespace) && this.passes(one, filter))
      .map((one) => ({ one, score: cosine(vector, one.values) }))
      .sort((a, b) => b.score - a.score || (a.one.id < b.one.id ? -1 : 1))
      .slice(0, topK)
      .map(({ one, score }) => ({
        id: one.id,
        score,
        ...(one.namespace === undefined ? {} : { namespace: one.namespace }),
        ...(returnMetadata === 'none' || returnMetadata === false ? {} : { metadata: this.shown(one) }),
      }));
    return { matches, count: matches.length };
  }

  private async fault(): Promise<void> {
    if (this.hangs) await new Promise(() => {});
    if (this.fails) throw new Error('VECTOR_ERROR (code = 10001): internal error');
  }

  private mutate(apply: () => void): VectorizeAsyncMutation {
    this.pending.push(apply);
    if (!this.lagging) this.settle();
    return { mutationId: crypto.randomUUID() };
  }

  private check(filter: VectorizeVectorMetadataFilter): void {
    const text = JSON.stringify(filter);
    if (Object.keys(filter).length === 0 || bytes(text) >= 2_048)
      throw new Error(
        'VECTOR_QUERY_ERROR (code = 40024): filter must be a non-empty object below 2048 bytes',
      );
  }

  /** A field without a metadata index matches nothing. */
  private passes(one: VectorizeVector, filter: VectorizeVectorMetadataFilter | undefined): boolean {
    return Object.entries(filter ?? {}).every(([field, rule]) => {
      if (!this.indexed.includes(field)) return false;
      const value = one.metadata?.[field];
      if (typeof rule !== 'object' || rule === null) return value === rule;
      return Object.entries(rule).every(([op, wanted]) => {
        if (op === '$in') return Array.isArray(wanted) && wanted.some((each) => each === value);
        if (op === '$eq') return value === wanted;
        throw new Error(`the stand-in does not know ${op}`);
      });
    });
  }

  private shown(one: VectorizeVector): Record<string, VectorizeVectorMetadata> {
    return Object.fromEntries(
      Object.entries(one.metadata ?? {}).filter(([field]) => this.indexed.includes(field)),
    );
  }
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [product, left, right] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    product += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : product / Math.sqrt(left * right);
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetShard } from '../../../../src/llm/budget/budget-shard.ts';

describe('splitting an organization’s budget', () => {
  test('with one object it is the organization’s own, with the limits as they are', () => {
    const limits = { micros: 1_000_001, tokens: null };
    const shard = budgetShard('org_1', 'trn_1:0', 1);
    expect([shard.name, shard.share(limits)]).toEqual(['org_1', limits]);
  });

  test('all leases of a turn go to the same object, and the shares together are never more than the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((id) => !id.includes(':')),
        fc.integer({ min: 2, max: 64 }),
        fc.nat(),
        (turnId, shards, limit) => {
          const first = budgetShard('org_1', `${turnId}:0`, shards);
          expect(budgetShard('org_1', `${turnId}:7`, shards).name).toBe(first.name);
          expect(first.name).toMatch(/^org_1#\d+$/);
          expect(Number(first.name.slice('org_1#'.length))).toBeLessThan(shards);
          const { micros, tokens } = first.share({ micros: limit, tokens: limit });
          expect((micros ?? 0) * shards).toBeLessThanOrEqual(limit);
          expect(tokens).toBe(micros);
        },
      ),
    );
  });

  test('turns are spread over all objects', () => {
    const names = new Set(
      Array.from({ length: 200 }, (_, at) => budgetShard('org_1', `trn_${at}:0`, 8).name),
    );
    expect(names.size).toBe(8);
  });
});

import { describe, expect, test } from 'vitest';
import { search } from '../../../../src/retrieve/search.ts';
import { KnowledgeIndex } from '../../../../src/store/knowledge/knowledge-index.ts';
import { LOCKS, openKnowledge } from '../../../support/knowledge-kit.ts';

describe('organizations', () => {
  test('one never finds what belongs to another, not even by the same article id', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', body: 'Our zebra is secret.' });
    await knowledge.put({ articleId: 'art_1', organizationId: 'org_b', body: 'Our giraffe is secret.' });
    expect(
      (await knowledge.ask('zebra secret', { organizationId: 'org_b' })).passages.map((one) => one.text),
    ).toEqual(['Our giraffe is secret.']);
    expect((await knowledge.ask('giraffe')).passages).toEqual([]);
    await knowledge.index.remove('org_b', 'art_1');
    expect((await knowledge.ask('zebra')).passages).toHaveLength(1);
  });

  test('what others store changes neither the rarity of words nor the passages and scores', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', title: 'Locks', body: LOCKS });
    await knowledge.put({ articleId: 'art_2', title: 'Zoo', body: 'The zebra and the lock.' });
    const before = await knowledge.ask('zebra lock row');
    for (let n = 0; n < 40; n += 1) {
      await knowledge.put({
        articleId: `art_${n}`,
        organizationId: 'org_b',
        body: `zebra lock row number ${n}`,
      });
    }
    expect(await knowledge.ask('zebra lock row')).toEqual(before);
  });

  test('spelling is repaired from the own vocabulary only', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', body: 'Plain words.' });
    await knowledge.put({ articleId: 'art_2', organizationId: 'org_b', body: 'Quetzalcoatl.' });
    expect((await knowledge.ask('quetzalcoatll')).terms[0]).toMatchObject({ known: false, forms: [] });
  });
});

describe('cost', () => {
  test('a search takes two trips and that for mined names beside them the first time, and one when its words were asked before', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', title: 'Locks', body: LOCKS });
    let trips = 0;
    const counted = Object.assign(Object.create(knowledge.db), {
      prepare: knowledge.db.prepare,
      batch: (statements: D1PreparedStatement[]) => {
        trips += 1;
        return knowledge.db.batch(statements);
      },
    }) as D1Database;
    const index = new KnowledgeIndex(counted);
    const ask = () => search({ organizationId: 'org_a', query: 'avoid lock errors', limit: 3 }, { index });
    const first = await ask();
    expect(trips).toBe(3);
    expect(await ask()).toEqual(first);
    expect(trips).toBe(4);
  });
});

describe('a reader with a memory', () => {
  test('sees what another one wrote since, in its next search', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', body: 'The zebra grazes.' });
    const reader = new KnowledgeIndex(knowledge.db);
    const ask = (query: string) => search({ organizationId: 'org_a', query, limit: 3 }, { index: reader });
    expect((await ask('zebra')).passages).toHaveLength(1);
    await knowledge.put({ articleId: 'art_2', body: 'Another zebra sleeps.' });
    expect((await ask('zebra')).passages).toHaveLength(2);
    await knowledge.index.remove('org_a', 'art_1');
    expect((await ask('zebra')).passages.map((one) => one.articleId)).toEqual(['art_2']);
  });
});

describe('the local stand-in for D1', () => {
  test('refuses what D1 refuses: 101 parameters, undefined, a value above 2 MB', () => {
    const { db } = openKnowledge();
    const statement = db.prepare('SELECT 1');
    expect(() => statement.bind(...Array.from({ length: 101 }, () => 1))).toThrow('too many SQL variables');
    expect(() => statement.bind(undefined)).toThrow('undefined');
    expect(() => statement.bind('x'.repeat(2_000_001))).toThrow('too big');
  });

  test('takes back a batch of which one statement fails', async () => {
    const { db, count } = openKnowledge();
    const insert = "INSERT INTO knowledge_base (organization_id) VALUES ('org_x')";
    await expect(db.batch([db.prepare(insert), db.prepare(insert)])).rejects.toThrow('UNIQUE');
    expect(count('SELECT count(*) FROM knowledge_base')).toBe(0);
  });
});

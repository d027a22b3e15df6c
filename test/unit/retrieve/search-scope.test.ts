import { beforeEach, describe, expect, test } from 'vitest';
import { type Audience, audienceBits, audiencesOf } from '../../../src/domain/audience.ts';
import { ResultCache } from '../../../src/retrieve/result-cache.ts';
import { search } from '../../../src/retrieve/search.ts';
import { openKnowledge } from '../../support/knowledge-kit.ts';

let knowledge: ReturnType<typeof openKnowledge>;

beforeEach(async () => {
  knowledge = openKnowledge();
  const body = 'Reset the pump with the red lever.';
  await knowledge.put({ articleId: 'art_all', title: 'Reset', body });
  await knowledge.put({
    articleId: 'art_x',
    title: 'Reset the X1',
    body: `X1. ${body}`,
    products: ['Pump X1'],
  });
  await knowledge.put({
    articleId: 'art_y',
    title: 'Reset the Y2',
    body: `Y2. ${body}`,
    products: ['Pump Y2'],
  });
  await knowledge.put({ articleId: 'art_p', title: 'P', body: `Partners. ${body}`, audience: ['partner'] });
  await knowledge.put({ articleId: 'art_i', title: 'I', body: `Internal. ${body}`, audience: ['internal'] });
});

const found = async (more: Parameters<typeof knowledge.ask>[1] = {}) =>
  (await knowledge.ask('reset the pump', { limit: 20, ...more })).passages.map((one) => one.articleId).sort();

describe('a search finds only what it is for', () => {
  test('what is for everybody, where it does not say', async () => {
    expect(await found()).toEqual(['art_all', 'art_x', 'art_y']);
  });

  test('what is for one of its audiences', async () => {
    expect(await found({ audience: ['internal'] })).toEqual(['art_i']);
    expect(await found({ audience: ['public', 'partner'] })).toEqual(['art_all', 'art_p', 'art_x', 'art_y']);
    expect(await found({ audience: [] })).toEqual([]);
  });

  test('what is about one of its products, however that is written, or about none', async () => {
    expect(await found({ products: ['pump x1'] })).toEqual(['art_all', 'art_x']);
    expect(await found({ products: ['PUMP Y2', 'none'] })).toEqual(['art_all', 'art_y']);
    expect(await found({ products: ['Pump'] })).toEqual(['art_all']);
  });

  test('of chunks that vectors are near to as well', async () => {
    const near = ['art_all', 'art_p', 'art_i', 'art_y'].map((articleId) => ({
      articleId,
      chunkId: `chk_${articleId.slice(4)}v1n0`,
      score: 0.9,
    }));
    const asked = { organizationId: 'org_a', query: 'zebra', limit: 20, products: ['Pump X1'] };
    const similar = async () => near;
    const { passages } = await search(asked, { index: knowledge.index, similar });
    expect(passages.map((one) => one.articleId)).toEqual(['art_all']);
  });

  test('from the next search on, once it is for others', async () => {
    await knowledge.index.setAudience('org_a', ['art_all', 'art_x', 'art_none'], ['internal']);
    expect(await found()).toEqual(['art_y']);
    expect(await found({ audience: ['internal'] })).toEqual(['art_all', 'art_i', 'art_x']);
    await knowledge.index.setAudience('org_b', ['art_y'], ['internal']);
    expect(await found(), 'of another organization').toEqual(['art_y']);
  });

  test('from the next search on, once it is for fewer, and for nobody whom it was not for before', async () => {
    const restrict = (organizationId: string, ...audience: Audience[]) =>
      knowledge.index.restrictAudience(organizationId, 'art_y', audience);
    const results = new ResultCache();
    const remembered = async () => {
      const asked = { organizationId: 'org_a', query: 'reset the pump', limit: 20 };
      const { passages } = await results.search(asked, {
        version: (organizationId) => knowledge.index.version(organizationId),
        search: (request) => search(request, { index: knowledge.index }),
      });
      return passages.map(({ articleId }) => articleId);
    };
    expect(await remembered()).toContain('art_y');
    const before = await knowledge.index.version('org_a');
    await restrict('org_a', 'public', 'partner');
    await restrict('org_b', 'internal');
    expect(await knowledge.index.version('org_a'), 'nothing was taken away').toBe(before);
    expect(await remembered()).toContain('art_y');
    await restrict('org_a', 'internal');
    expect(await remembered()).not.toContain('art_y');
    expect(await found({ audience: ['public', 'partner'] })).not.toContain('art_y');
    expect(await found({ audience: ['internal'] })).toContain('art_y');
    await restrict('org_a', 'public');
    expect(await found({ audience: ['public', 'partner'] })).not.toContain('art_y');
  });
});

test('a remembered result is given to nobody for whom it was not found', async () => {
  const cache = new ResultCache();
  const deps = {
    version: (organizationId: string) => knowledge.index.version(organizationId),
    search: (request: Parameters<typeof search>[0]) => search(request, { index: knowledge.index }),
  };
  const ask = (more: object) =>
    cache.search({ organizationId: 'org_a', query: 'reset the pump', limit: 20, ...more }, deps);
  const ids = async (more: object) => (await ask(more)).passages.map((one) => one.articleId);
  expect(await ids({ audience: ['public', 'internal'] })).toContain('art_i');
  expect(await ids({})).not.toContain('art_i');
  expect(await ids({ products: ['Pump X1'] })).not.toContain('art_y');
  expect(await ask({}), 'the same again').toBe(await ask({ audience: ['public'], tags: [] }));
});

describe('days', () => {
  const body = 'Reset the valve with the blue lever.';
  const ids = async (more: object) =>
    (await knowledge.ask('reset the valve', { limit: 20, ...more })).passages.map((one) => one.articleId);

  test('an article is found through its last day, and not after it', async () => {
    await knowledge.put({ articleId: 'art_offer', title: 'Valves', body, validUntil: '2026-03-31' });
    expect(await ids({ today: '2026-03-31' })).toContain('art_offer');
    expect(await ids({ today: '2026-04-01' })).not.toContain('art_offer');
    const near = [{ articleId: 'art_offer', chunkId: 'chk_offerv1n0', score: 0.9 }];
    const asked = { organizationId: 'org_a', query: 'zebra', limit: 5, today: '2026-04-01' };
    const similar = async () => near;
    expect((await search(asked, { index: knowledge.index, similar })).passages).toEqual([]);
  });

  test('a remembered result ends with its day', async () => {
    await knowledge.put({ articleId: 'art_offer', title: 'Valves', body, validUntil: '2026-03-31' });
    const cache = new ResultCache();
    const deps = {
      version: (organizationId: string) => knowledge.index.version(organizationId),
      search: (request: Parameters<typeof search>[0]) => search(request, { index: knowledge.index }),
    };
    const found = async (today: string) => {
      const asked = { organizationId: 'org_a', query: 'reset the valve', limit: 5, today };
      return (await cache.search(asked, deps)).passages.map((one) => one.articleId);
    };
    expect(await found('2026-03-31')).toContain('art_offer');
    expect(await found('2026-04-01')).not.toContain('art_offer');
    expect(await found('2026-03-31')).toContain('art_offer');
  });

  test('of equal articles the one that was changed or reviewed later comes first, unless that is switched off', async () => {
    const tails = [
      'Copper kettles whistle until seven gardeners polish bright lanterns',
      'Silver bottles tumble until eleven farmers collect yellow blossoms',
      'Golden baskets wander until twelve sailors inspect purple feathers',
    ];
    const texts = tails.map((tail) => ({ title: 'Valve', body: `${body} ${tail}.` }));
    const days = [
      { updatedAt: '2020-01-01T00:00:00.000Z' },
      { updatedAt: '2019-01-01T00:00:00.000Z', reviewedOn: '2026-02-01' },
      { updatedAt: '2025-01-01T00:00:00.000Z' },
    ];
    for (const [n, text] of texts.entries())
      await knowledge.put({ articleId: `art_v${n}`, ...text, ...days[n] });
    const first = async (more: object) => (await ids(more)).filter((id) => id.startsWith('art_v'));
    expect(await first({ today: '2026-06-01' })).toEqual(['art_v1', 'art_v2', 'art_v0']);
    expect(await first({ today: '2026-06-01', preferNewer: false })).toEqual(['art_v0', 'art_v1', 'art_v2']);
    expect(await first({})).toEqual(['art_v0', 'art_v1', 'art_v2']);
  });
});

describe('whom a conversation is for', () => {
  const customer = { id: 'cus_1', name: null, email: null, externalId: null };

  test('a partner is one whom the organization has signed for, until what it signed ends', () => {
    const partner = { ...customer, verified: true, partnerUntil: 1_000 };
    expect(audiencesOf(partner, 999)).toEqual(['public', 'partner']);
    expect(audiencesOf(partner, 1_000)).toEqual(['public']);
    expect(audiencesOf({ ...partner, verified: false }, 999)).toEqual(['public']);
    expect(audiencesOf({ ...customer, verified: true, partnerUntil: null }, 0)).toEqual(['public']);
    expect(audiencesOf({ ...customer, verified: true }, 0)).toEqual(['public']);
  });

  test('audiences share a bit where they share a member', () => {
    expect(audienceBits(['public', 'partner']) & audienceBits(['internal'])).toBe(0);
    expect(audienceBits(['partner', 'internal']) & audienceBits(['internal'])).toBeGreaterThan(0);
  });
});

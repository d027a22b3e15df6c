import { describe, expect, test } from 'vitest';
import type { MinedSynonym } from '../../../src/domain/mined-synonyms.ts';
import { otherNames, otherWording } from '../../../src/retrieve/other-wording.ts';
import { openKnowledge } from '../../support/knowledge-kit.ts';

const SLA: MinedSynonym = { kind: 'abbreviation', short: 'sla', long: 'service level agreement' };
const IT: MinedSynonym = { kind: 'abbreviation', short: 'it', long: 'information technology' };
const DOCK: MinedSynonym = { kind: 'alias', short: 'dock link', long: 'harbor sync' };

describe('a question in other words', () => {
  test.each([
    ['What is your SLA?', 'What is your service level agreement?'],
    ['what are the SLAs of premium', 'what are the service level agreement of premium'],
    ['Is there a service-level agreement?', 'Is there a sla?'],
    ['call the IT department', 'call the information technology department'],
  ])('%s', (question, other) => {
    expect(otherWording(question, otherNames([SLA, IT]))?.query).toBe(other);
  });

  test('is none where a function word is meant, or nothing has another name', () => {
    expect(otherWording('is it late?', otherNames([SLA, IT]))).toBeNull();
    expect(otherWording('service and level', otherNames([SLA]))).toBeNull();
    expect(otherWording('', otherNames([SLA]))).toBeNull();
  });

  test('uses what is sure at once and the rest when an admin has accepted it, and never what was switched off', () => {
    expect(otherWording('dock link', otherNames([DOCK]))).toBeNull();
    expect(
      otherWording('dock link', otherNames([DOCK], [{ short: 'dock link', long: 'harbor sync', use: true }]))
        ?.query,
    ).toBe('harbor sync');
    expect(
      otherWording(
        'the SLA',
        otherNames([SLA], [{ short: 'sla', long: 'service level agreement', use: false }]),
      ),
    ).toBeNull();
  });
});

describe('search knows what the articles of its organization call otherwise', () => {
  const open = async () => {
    const knowledge = openKnowledge();
    await knowledge.put({
      articleId: 'art_glossary',
      title: 'Glossary',
      body: 'A return merchandise authorization (RMA) is a number.',
    });
    await knowledge.put({
      articleId: 'art_rules',
      title: 'How to get a return merchandise authorization',
      body: 'A return merchandise authorization is given within a day by the depot.',
    });
    await knowledge.put({ articleId: 'art_other', title: 'Depot', body: 'The depot opens within a day.' });
    return knowledge;
  };
  const best = async (knowledge: Awaited<ReturnType<typeof open>>, query: string, more = {}) =>
    (await knowledge.ask(query, more)).passages.map((one) => one.articleId);

  test('an abbreviation finds articles that only have the long form', async () => {
    const knowledge = await open();
    expect((await best(knowledge, 'how do I get an RMA from the depot')).slice(0, 2)).toContain('art_rules');
    const off = [{ short: 'rma', long: 'return merchandise authorization', use: false }];
    expect(
      (await knowledge.ask('RMA', { decisions: off })).passages.map((one) => one.articleId),
    ).not.toContain('art_rules');
    expect(await best(knowledge, 'RMA')).toContain('art_rules');
  });

  test('what goes with its article is not known any more, and another organization never knew it', async () => {
    const knowledge = await open();
    expect((await knowledge.index.minedSynonyms('org_a'))?.pairs).toMatchObject([
      { short: 'rma', articles: 1 },
    ]);
    await knowledge.put({
      organizationId: 'org_b',
      articleId: 'art_b',
      title: 'Returns',
      body: 'Return merchandise authorization rules.',
    });
    expect((await knowledge.index.minedSynonyms('org_b'))?.pairs).toEqual([]);
    expect(await best(knowledge, 'RMA', { organizationId: 'org_b' })).toEqual([]);
    await knowledge.put({ articleId: 'art_glossary', version: 2, title: 'Glossary', body: 'Nothing here.' });
    expect((await knowledge.index.minedSynonyms('org_a'))?.pairs).toEqual([]);
    expect(await best(knowledge, 'RMA')).toEqual([]);
    expect(await knowledge.index.minedSynonyms('org_none')).toBeNull();
  });

  test('a result of all wordings is of one version', async () => {
    const knowledge = await open();
    const { version } = await knowledge.ask('RMA');
    expect(version).toBe(await knowledge.index.version('org_a'));
  });
});

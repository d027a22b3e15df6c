import { beforeEach, describe, expect, test } from 'vitest';
import { cpuMs } from '../../support/cpu-ms.ts';
import { LOCKS, openKnowledge } from '../../support/knowledge-kit.ts';

let knowledge: ReturnType<typeof openKnowledge>;

beforeEach(async () => {
  knowledge = openKnowledge();
  await knowledge.put({
    articleId: 'art_locks',
    title: 'Row lock errors',
    body: LOCKS,
    tags: ['apex'],
    url: 'https://a/locks',
  });
  await knowledge.put({
    articleId: 'art_reset',
    title: 'Reset your password',
    body: 'Choose Forgot password and follow the e-mail.',
    tags: ['login'],
  });
  await knowledge.put({
    articleId: 'art_export',
    title: 'Export a report',
    body: 'Open the report and choose Export. Reports export up to 100,000 rows.',
  });
});

const titles = async (query: string, more = {}) =>
  (await knowledge.ask(query, more)).passages.map((one) => one.title);

describe('a question finds its article', () => {
  test.each([
    ['by an error code', 'Why do I get UNABLE_TO_LOCK_ROW?', 'Row lock errors'],
    ['by the words of an error code', 'unable to lock row', 'Row lock errors'],
    ['by another form of its words', 'resetting passwords', 'Reset your password'],
    ['by a misspelled word', 'exprot my reprot', 'Export a report'],
    ['by another word for the same', 'download a report', 'Export a report'],
    ['by half a word', 'passw', 'Reset your password'],
    ['by a number with another separator', '100.000 rows', 'Export a report'],
  ])('%s', async (_, query, title) => {
    expect((await titles(query))[0]).toBe(title);
  });
});

describe('what a passage is', () => {
  test('it carries its article, version, heading path, address and exact text', async () => {
    const { passages } = await knowledge.ask('how to avoid UNABLE_TO_LOCK_ROW');
    const steps = passages.find((one) => one.heading === 'How to avoid it');
    expect(steps).toMatchObject({ articleId: 'art_locks', articleVersion: 1, url: 'https://a/locks' });
    expect(LOCKS).toContain(steps?.text);
  });

  test('equal questions get equal answers, in another process too', async () => {
    const again = openKnowledge();
    await again.put({
      articleId: 'art_export',
      title: 'Export a report',
      body: 'Open the report and choose Export. Reports export up to 100,000 rows.',
    });
    await again.put({
      articleId: 'art_reset',
      title: 'Reset your password',
      body: 'Choose Forgot password and follow the e-mail.',
      tags: ['login'],
    });
    await again.put({
      articleId: 'art_locks',
      title: 'Row lock errors',
      body: LOCKS,
      tags: ['apex'],
      url: 'https://a/locks',
    });
    expect(await again.ask('report rows lock')).toEqual(await knowledge.ask('report rows lock'));
  });

  test('no more than the limit comes back', async () => {
    expect(await titles('report password lock', { limit: 2 })).toHaveLength(2);
  });
});

describe('filters', () => {
  test('tags are required', async () => {
    expect(await titles('report password lock', { tags: ['login', 'other'] })).toEqual([
      'Reset your password',
    ]);
  });

  test('a locale is preferred, not required', async () => {
    await knowledge.put({
      articleId: 'art_b',
      title: 'Kiosk',
      body: 'The kiosk opens at nine.',
      locale: 'en',
    });
    await knowledge.put({
      articleId: 'art_c',
      title: 'Kiosk',
      body: 'The kiosk opens at nine.',
      locale: 'de-CH',
    });
    const first = async (locale: string) => (await knowledge.ask('kiosk', { locale })).passages[0]?.articleId;
    expect([
      await first('de'),
      await first('en-GB'),
      (await titles('kiosk', { locale: 'fr' })).length,
    ]).toEqual(['art_c', 'art_b', 2]);
  });
});

describe('signals', () => {
  test('a question that the knowledge base covers has full coverage, a foreign one has none', async () => {
    expect((await knowledge.ask('reset password')).signals).toMatchObject({ coverage: 1, known: 1 });
    expect((await knowledge.ask('quantum chromodynamics')).signals).toEqual({
      coverage: 0,
      known: 0,
      strength: 0,
      margin: 0,
    });
  });

  test('a known word is never repaired', async () => {
    const { terms } = await knowledge.ask('rows');
    expect(terms[0]?.forms[0]).toEqual({ term: 'row', weight: 1 });
  });
});

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \n\t'],
    ['only punctuation', '?!... --- ((('],
    ['FTS5 syntax', 'NEAR(report "lock* AND) ^title: -row {body}: report'],
    ['quotes', '"""\'\'\' "report'],
    ['a lone surrogate', '\ud800report'],
    ['NUL', 'report\u0000rows'],
    ['emoji', '🔥🔥🔥'],
    ['SQL', "'; DROP TABLE chunk; --"],
    ['a JSON bomb of brackets', '[[[[{{{{'.repeat(1000)],
  ])('%s is answered, not thrown', async (_, query) => {
    await expect(knowledge.ask(query)).resolves.toHaveProperty('passages');
    expect(await titles('export report')).toContain('Export a report');
  });

  test('only stop words find nothing unless the knowledge holds them', async () => {
    expect((await knowledge.ask('what is the how of it')).passages).toEqual([]);
  });

  test('a query of a megabyte is cut, and answered within a second', async () => {
    const began = cpuMs();
    expect(
      (await knowledge.ask(`export report ${'words and more '.repeat(70_000)}`)).passages[0]?.title,
    ).toBe('Export a report');
    expect(cpuMs() - began).toBeLessThan(1_000);
  });

  test('an organization without knowledge gets nothing', async () => {
    expect((await knowledge.ask('report', { organizationId: 'org_none' })).passages).toEqual([]);
  });
});

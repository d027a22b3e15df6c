import { describe, expect, test } from 'vitest';
import {
  articleText,
  indexArticle,
  prepareArticle,
  removeArticle,
} from '../../../src/retrieve/index-article.ts';
import { article, LOCKS, openKnowledge } from '../../support/knowledge-kit.ts';

describe('replacing', () => {
  test('indexing the same version again changes nothing but the version of the knowledge base', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', body: LOCKS });
    const seen = async () => {
      const { version, ...found } = await knowledge.ask('lock row');
      return { version, rest: [knowledge.count('SELECT count(*) FROM chunk'), found] };
    };
    const before = await seen();
    await knowledge.put({ articleId: 'art_1', body: LOCKS });
    const after = await seen();
    expect(after.rest).toEqual(before.rest);
    expect(after.version).toBeGreaterThan(before.version ?? 0);
  });

  test('a new version replaces the old one whole', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', title: 'Old', body: 'The zebra grazes.' });
    await knowledge.put({ articleId: 'art_1', title: 'New', body: 'The giraffe grazes.', version: 2 });
    expect((await knowledge.ask('zebra')).passages).toEqual([]);
    expect((await knowledge.ask('giraffe')).passages[0]).toMatchObject({ title: 'New', articleVersion: 2 });
    expect(knowledge.count('SELECT chunks FROM knowledge_base')).toBe(1);
  });

  test('an older version that arrives late is refused as stale and leaves the newer one untouched', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', body: 'The giraffe grazes.', version: 2 });
    expect(await knowledge.put({ articleId: 'art_1', body: 'The zebra grazes.' })).toEqual({
      ok: false,
      error: { reason: 'stale' },
    });
    expect((await knowledge.ask('giraffe')).passages).toHaveLength(1);
    expect((await knowledge.ask('zebra')).passages).toEqual([]);
  });

  test('a write that fails in the middle leaves the old version served', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', body: 'The zebra grazes.' });
    knowledge.db.sqlite.exec(
      "CREATE TRIGGER break BEFORE INSERT ON chunk BEGIN SELECT RAISE(ABORT, 'disk'); END",
    );
    await expect(
      knowledge.put({ articleId: 'art_1', body: 'The giraffe grazes.', version: 2 }),
    ).rejects.toThrow('disk');
    expect((await knowledge.ask('zebra')).passages[0]).toMatchObject({ articleVersion: 1 });
  });

  test('a removed article is found no more, leaves no row, and removing it again is no error', async () => {
    const knowledge = openKnowledge();
    await knowledge.put({ articleId: 'art_1', body: LOCKS });
    for (let time = 0; time < 2; time += 1) {
      await removeArticle({ organizationId: 'org_a', articleId: 'art_1' }, { index: knowledge.index });
    }
    expect((await knowledge.ask('lock')).passages).toEqual([]);
    const rows =
      'SELECT (SELECT count(*) FROM chunk) + (SELECT count(*) FROM source) + (SELECT count(*) FROM chunk_vocabulary)';
    expect([knowledge.count(rows), knowledge.count('SELECT chunks + terms FROM knowledge_base')]).toEqual([
      0, 0,
    ]);
  });
});

describe('what is stored', () => {
  test.each([
    ['markdown', `---\ntitle: x\n---\n\r\n${LOCKS}\r\n<!-- hidden -->`],
    ['html', '<h1>A</h1><p>One &amp; two</p><script>no</script><ul><li>x</li><li>y</li></ul>'],
    ['text', 'Plain text.\n\nSecond \ud800 paragraph\u0000.'],
  ] as const)('every chunk of a %s article is a span of the stored text', (format, body) => {
    const prepared = prepareArticle(article({ articleId: 'art_1', body, format }));
    expect(prepared.chunks.length).toBeGreaterThan(0);
    for (const chunk of prepared.chunks) expect(prepared.text.slice(chunk.start, chunk.end)).toBe(chunk.text);
    expect(prepared.text).toBe(articleText({ body, format }));
    expect(prepared.text.isWellFormed() && !prepared.text.includes('\u0000')).toBe(true);
  });

  test('front matter, comments and scripts are not part of the text', () => {
    expect(articleText({ body: '---\na: b\n---\nText <!-- note\nmore --> end', format: 'markdown' })).toBe(
      'Text  end',
    );
  });

  test('chunk ids of different articles differ, however alike the articles are named', () => {
    const id = (articleId: string) =>
      prepareArticle(article({ articleId, body: 'Words.' })).chunks[0]?.chunkId;
    const long = `art_${'a'.repeat(80)}`;
    expect(new Set([id('art_a-b'), id('art_ab'), id(long), id(`${long}b`)]).size).toBe(4);
  });
});

describe('the language of an article', () => {
  const language = (text: string) => (text.includes('Hallo') ? 'de' : null);

  test('is what its owner said, whatever the text says', async () => {
    const knowledge = openKnowledge();
    await indexArticle(article({ articleId: 'art_1', body: 'Hallo Welt.', locale: 'fr-FR' }), {
      index: knowledge.index,
      language,
    });
    expect(knowledge.count('SELECT locale FROM source')).toBe('fr-FR');
  });

  test('is read from its title and text where the owner said nothing, and stays unknown where they do not say', async () => {
    const knowledge = openKnowledge();
    const deps = { index: knowledge.index, language };
    await indexArticle(article({ articleId: 'art_1', title: 'Hallo', body: 'Welt.' }), deps);
    expect(knowledge.count('SELECT locale FROM source')).toBe('de');
    await indexArticle(article({ articleId: 'art_1', title: 'x', body: '1', version: 2 }), deps);
    expect(knowledge.count('SELECT locale FROM source')).toBe(null);
  });
});

describe('large and odd articles', () => {
  test('an article of 900 KB in one paragraph is searchable from end to end', async () => {
    const knowledge = openKnowledge();
    const body = `${'filler words without end '.repeat(36_000)} quetzalcoatl`;
    expect(await knowledge.put({ articleId: 'art_1', body })).toMatchObject({
      ok: true,
      value: { truncated: false },
    });
    expect((await knowledge.ask('quetzalcoatl')).passages[0]?.text).toContain('quetzalcoatl');
  });

  test('an article of more sections than are kept says that it was truncated', async () => {
    const knowledge = openKnowledge();
    const put = await knowledge.put({ articleId: 'art_1', body: '# a\nb\n'.repeat(5_000) });
    expect(put).toEqual({ ok: true, value: { chunks: 2_000, truncated: true } });
  });

  test('an article without text makes no chunk and is no error', async () => {
    const knowledge = openKnowledge();
    expect(await knowledge.put({ articleId: 'art_1', body: '  \n' })).toMatchObject({
      ok: true,
      value: { chunks: 0 },
    });
  });
});

import { describe, expect, test } from 'vitest';
import type { ArticleFormat } from '../../../src/retrieve/article.ts';
import { prepareArticle } from '../../../src/retrieve/index-article.ts';

/** UTF-16 units: at this length anything worse than linear takes minutes, and the test's own time runs out. */
const CHARS = 250_000;

function fill(piece: string): string {
  return piece.repeat(Math.ceil(CHARS / piece.length)).slice(0, CHARS);
}

function prepare(body: string, format: ArticleFormat) {
  return prepareArticle({
    organizationId: 'org_test',
    articleId: 'art_test',
    version: 1,
    externalId: 'hostile',
    title: 'Hostile',
    body,
    format,
    url: null,
    tags: [],
    locale: null,
  });
}

function storedChars(body: string, format: ArticleFormat): number {
  const { chunks } = prepare(body, format);
  return chunks.reduce((sum, chunk) => sum + chunk.text.length + chunk.heading.length, 0);
}

describe('an article made to be slow is indexed in a time that grows with its length only', () => {
  test.for([
    ['a line of dashes that is no rule', `${fill('-')}x`],
    ['a line of spaced dashes that is no rule', `${fill('- ')}x`],
    ['a line of stars that is no rule', `${fill('*')}x`],
    ['a heading of spaces', `# ${fill(' ')}x`],
    ['a heading of marks that never close', `# ${fill('*a ')}`],
    ['a table row of strange line ends', `|${fill(' ')}${fill('\u2028')}x`],
    ['comments that never close', fill('<!--')],
    ['one word as a list item', `- ${fill('a')}`],
    ['one word as a code block', `\`\`\`\n${fill('a')}`],
    ['fences that never close', fill('```\n')],
    ['lists of HTML that never close', fill('<ul><li>')],
    ['lists of HTML within each other', fill('<ul>') + fill('</ul>')],
    ['hidden elements that never close', fill('<div hidden>')],
    ['a tag that never ends', `<a ${fill('b ')}`],
    ['one back tick a line', fill('`a\n')],
    ['pictures that never end', fill('![')],
    ['attribute lists that never end', fill('{#')],
    ['containers that never close', fill(':::note\n')],
    ['a container of spaces', `:::note${fill(' ')}"`],
    ['an admonition of spaces', `!!! note${fill(' ')}"`],
    ['a row of a table that goes on', `a|b\n|-${fill(' ')}x`],
    ['a row of colons', fill('|:-')],
    ['steps that are all the first', fill('1. a\n\nb\n\n')],
    ['questions', fill('Why?\n')],
    ['a bold line without end', fill('**a\n')],
  ] as const)('Markdown: %s', ([, body]) => {
    expect(storedChars(body, 'markdown')).toBeLessThanOrEqual(body.length * 2);
  });

  test.for([
    ['lists within lists', fill('<ul><li><p>x')],
    ['elements that never close', fill('<a>')],
    ['entities without end', fill('&amp')],
    ['inline elements in one line', fill('<b>a</b> ')],
    ['closing tags of what was never opened', fill('<a>') + fill('</b>')],
  ] as const)('HTML: %s', ([, body]) => {
    expect(storedChars(body, 'html')).toBeLessThanOrEqual(body.length * 2);
  });
});

test('a heading of any length adds at most 300 characters to each chunk below it', () => {
  const body = `# ${fill('😀')}\n\n${'A sentence of the section. '.repeat(2_000)}`;
  const { chunks } = prepare(body, 'markdown');
  expect(chunks.length).toBeGreaterThan(10);
  for (const { heading } of chunks) {
    expect(heading.length).toBeLessThanOrEqual(300);
    expect(heading.isWellFormed()).toBe(true);
  }
});

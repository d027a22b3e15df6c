import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ArticleInput } from '../../src/store/articles.ts';

const frontMatterSchema = z.strictObject({
  title: z.string().min(1).max(300),
  tags: z.array(z.string().min(1)).default([]),
  locale: z.string().default('en'),
});

const FORM = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/** The Markdown articles of a folder, by file name. Throws, naming the file, when one is not an article. */
export async function readKnowledge(dir: string): Promise<ArticleInput[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async (name) => parseArticle(basename(name, '.md'), await readFile(join(dir, name), 'utf8'))),
  );
}

/** An article from its file: front matter in YAML, then the body. Its name is its id and its address. */
export function parseArticle(slug: string, text: string): ArticleInput {
  const found = FORM.exec(text.replaceAll('\r\n', '\n'));
  if (found === null) throw new Error(`${slug}.md has no front matter`);
  const front = frontMatterSchema.safeParse(parse(found[1] ?? ''));
  if (!front.success) throw new Error(`${slug}.md: ${z.prettifyError(front.error)}`);
  const { title, tags, locale } = front.data;
  const body = (found[2] ?? '').trim();
  return { externalId: slug, title, body, format: 'markdown', url: `/demo/help/${slug}/`, tags, locale };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Asset, contentHash } from './bundle-widget.ts';
import { fillTemplate } from './fill-template.ts';
import { type Article, describe, escapeHtml, readArticle, renderArticle } from './render-article.ts';

/** Articles that the front page names; those that do not exist are left out. */
const POPULAR = [
  'unable-to-lock-row',
  'apex-cpu-time-limit',
  'batch-apex-limits',
  'bulk-api-2-load-steps',
  'case-assignment-rules',
  'change-sets',
  'daily-api-request-limit',
  'debug-a-flow',
];

/** The demo site: front page, list of articles, one page an article. Deterministic. */
export function demoSite(root: string): Asset[] {
  const file = (name: string) => readFileSync(join(root, 'demo/site', name), 'utf8');
  const css = hashed('demo/site', 'css', file('site.css'));
  const js = hashed('demo/filter', 'js', file('filter.js'));
  const articles = readArticles(join(root, 'demo/knowledge'));
  const links = { css: `/${css.path}`, js: `/${js.path}` };
  const help = (path: string, locale: string, values: Record<string, string>): Asset => ({
    path: `${path}index.html`,
    body: fillTemplate(file('help.html'), { ...links, path: `/${path}`, ...values }).replace(
      '<html lang="en">',
      `<html lang="${escapeHtml(locale)}">`,
    ),
  });
  const popular = POPULAR.flatMap((slug) => articles.filter((one) => one.slug === slug));
  return [
    css,
    js,
    {
      path: 'demo/index.html',
      body: fillTemplate(file('index.html'), {
        ...links,
        count: String(articles.length),
        popular: (popular.length > 0 ? popular : articles.slice(0, 8)).map((one) => item(one)).join(''),
      }),
    },
    help('demo/help/', 'en', {
      kind: 'list',
      title: 'Help centre: Fernhill',
      description: `Answers to ${articles.length} questions about running a Salesforce org.`,
      main: listOf(articles),
    }),
    ...articles.map((article) =>
      help(`demo/help/${article.slug}/`, article.locale, {
        kind: 'article',
        title: escapeHtml(`${article.title}: Fernhill help`),
        description: escapeHtml(describe(article)),
        main: pageOf(article),
      }),
    ),
  ];
}

function readArticles(folder: string): Article[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readArticle(name.slice(0, -3), readFileSync(join(folder, name), 'utf8')));
}

function hashed(stem: string, ext: string, body: string): Asset {
  return { path: `${stem}.${contentHash(body)}.${ext}`, body };
}

function item({ slug, title, tags }: Article): string {
  const words = escapeHtml(`${title} ${tags.join(' ')}`.toLowerCase());
  return `<li data-words="${words}"><a href="/demo/help/${slug}/">${escapeHtml(title)}</a></li>`;
}

function pageOf(article: Article): string {
  const tags = article.tags.map((tag) => `<li>${escapeHtml(tag)}</li>`).join('');
  return `<nav class="crumbs" aria-label="Breadcrumb"><a href="/demo/help/">Help centre</a></nav>
<article>
<h1>${escapeHtml(article.title)}</h1>
<ul class="tags" aria-label="Topics">${tags}</ul>
${renderArticle(article)}</article>`;
}

function listOf(articles: Article[]): string {
  const groups = new Map<string, Article[]>();
  for (const article of articles) {
    const name = article.tags[0] ?? 'other';
    groups.set(name, [...(groups.get(name) ?? []), article]);
  }
  const sections = [...groups]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, own]) => {
      const sorted = own.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
      return `<section data-group><h2>${escapeHtml(nameOf(name))}</h2><ul class="articles">${sorted.map(item).join('')}</ul></section>`;
    });
  return `<h1>Help centre</h1>
<p>${articles.length} articles. Or ask in the chat: it answers from them and shows where.</p>
<label id="filter" hidden>Find an article <input type="search" autocomplete="off"></label>
<p id="found" role="status"></p>
${sections.join('\n')}`;
}

/** Names of topics that are not simply a capital letter and the tag. */
const NAMES: Record<string, string> = {
  api: 'API',
  soql: 'SOQL',
  sosl: 'SOSL',
  edgewise: 'This chat (Edgewise)',
};

function nameOf(tag: string): string {
  return NAMES[tag] ?? tag.charAt(0).toUpperCase() + tag.slice(1).replace(/-/g, ' ');
}

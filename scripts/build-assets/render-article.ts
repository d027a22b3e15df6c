import { Marked } from 'marked';
import { parse } from 'yaml';

/** A demo article as its file has it. */
export interface Article {
  slug: string;
  title: string;
  tags: string[];
  locale: string;
  /** Markdown. */
  body: string;
}

/** A file of `demo/knowledge`: YAML between two `---` lines, then Markdown. Throws, naming the file, when it is not that. */
export function readArticle(slug: string, text: string): Article {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text);
  const head: unknown = match ? parse(match[1] ?? '') : null;
  if (typeof head !== 'object' || head === null || !('title' in head)) {
    throw new Error(`demo/knowledge/${slug}.md has no front matter with a title`);
  }
  const { title, tags, locale } = head as { title: unknown; tags?: unknown; locale?: unknown };
  return {
    slug,
    title: String(title),
    tags: Array.isArray(tags) ? tags.map(String) : [],
    locale: typeof locale === 'string' ? locale : 'en',
    body: match?.[2] ?? '',
  };
}

const SAFE_LINK = /^(https?:|mailto:|\/|#|\.)/i;

const markdown = new Marked({
  renderer: {
    // Raw HTML of an article is shown as the text it is.
    html: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens);
      return SAFE_LINK.test(href) ? `<a href="${escapeHtml(href)}">${label}</a>` : label;
    },
    image: ({ text }) => escapeHtml(text),
    heading({ tokens, depth, text }) {
      const level = Math.max(depth, 2);
      return `<h${level} id="${slugOf(text)}">${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    // A block that may scroll sideways must be reachable by keyboard.
    code: ({ text }) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
  },
});

/** The article's body as HTML with nothing in it that could run. */
export function renderArticle({ body }: Article): string {
  return markdown
    .parse(body, { async: false })
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
}

/** What a search engine shows below the title: the first paragraph, cut at a word within 155 characters. */
export function describe({ body, title }: Article): string {
  const first = body.split(/\n\s*\n/).find((part) => /^[A-Za-z0-9"]/.test(part.trim())) ?? title;
  const text = first.replace(/\s+/g, ' ').replace(/[*`]/g, '').trim();
  return text.length <= 155 ? text : `${text.slice(0, 155).replace(/\s\S*$/, '')} ...`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

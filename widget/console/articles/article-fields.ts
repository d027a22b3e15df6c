import { widest } from '../data/audiences.ts';
import type { Audience } from '../data/wire.ts';
import type { Texts } from '../locale/texts.ts';

/** An article as it stands in a form. */
export interface ArticleFields {
  title: string;
  body: string;
  /** Separated by commas. */
  tags: string;
  locale: string;
  url: string;
  audience: Audience;
  /** Separated by commas. */
  products: string;
  /** `YYYY-MM-DD`, or empty. */
  reviewedOn: string;
  validUntil: string;
}

export type Wrong = Partial<Record<keyof ArticleFields, string>>;

export const NO_FIELDS: ArticleFields = {
  title: '',
  body: '',
  tags: '',
  locale: '',
  url: '',
  audience: 'public',
  products: '',
  reviewedOn: '',
  validUntil: '',
};

/** Most letters of a title that become part of an id. */
const SLUG_CHARS = 60;

/** A stored article as a form shows it. Pure. */
export function fieldsOf(article: {
  title: string;
  body: string;
  tags: readonly string[];
  locale: string | null;
  url?: string | null;
  audience?: readonly Audience[];
  products?: readonly string[];
  reviewedOn?: string | null;
  validUntil?: string | null;
}): ArticleFields {
  const { title, body, tags, locale, url, audience = ['public'], products = [] } = article;
  const days = { reviewedOn: article.reviewedOn ?? '', validUntil: article.validUntil ?? '' };
  const about = { tags: tags.join(', '), locale: locale ?? '', url: url ?? '' };
  return { title, body, ...about, audience: widest(audience), products: products.join(', '), ...days };
}

/** What must be changed before it can be saved. Pure. */
export function checkArticle({ title, body, url }: ArticleFields, texts: Texts): Wrong {
  return {
    ...(title.trim() ? {} : { title: texts.articles.titleMissing }),
    ...(body.trim() ? {} : { body: texts.articles.bodyMissing }),
    ...(url.trim() === '' || /^https?:\/\/\S+$/i.test(url.trim()) ? {} : { url: texts.articles.urlWrong }),
  };
}

/** The body of a request that saves it. Pure. */
export function articleBody(fields: ArticleFields) {
  const { title, body, tags, locale, url, audience, products, reviewedOn, validUntil } = fields;
  return {
    title: title.trim(),
    body,
    tags: tagsOf(tags),
    locale: locale.trim() || null,
    url: url.trim() || null,
    audience: [audience],
    products: tagsOf(products),
    reviewedOn: reviewedOn || null,
    validUntil: validUntil || null,
  };
}

/** Pure. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[,،、]/).map((tag) => tag.trim()))].filter(Boolean);
}

/** An id for a new article that reads like its title; `suffix` makes it unique. Pure. */
export function newExternalId(title: string, suffix: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_CHARS)
    .replace(/^-|-$/g, '');
  return `${slug || 'article'}-${suffix}`;
}

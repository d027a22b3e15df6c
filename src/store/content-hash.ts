import { type Audience, audienceBits, EVERYBODY } from '../domain/audience.ts';

/** SHA-256, in hex, of what an article says and how it is labelled: equal hashes mean that nothing has to be indexed again. */
export async function contentHash(article: {
  title: string;
  body: string;
  format: string;
  url: string | null;
  tags: readonly string[];
  locale: string | null;
  audience: readonly Audience[];
  products: readonly string[];
  reviewedOn: string | null;
  validUntil: string | null;
}): Promise<string> {
  const { title, body, format, url, tags, locale, audience, products, reviewedOn, validUntil } = article;
  const said = [title, body, format, url, tags, locale];
  const isForAll = audienceBits(audience) === audienceBits(EVERYBODY) && products.length === 0;
  // What most articles are is left out, so that hashes from before there were audiences and dates hold.
  const labels = isForAll ? [] : [audience, products];
  const dates = reviewedOn === null && validUntil === null ? [] : [{ reviewedOn, validUntil }];
  return textHash(JSON.stringify([...said, ...labels, ...dates]));
}

/** SHA-256, in hex, of a text in UTF-8. */
export async function textHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

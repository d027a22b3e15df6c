/** SHA-256, in hex, of what an article says and how it is labelled: equal hashes mean that nothing has to be indexed again. */
export async function contentHash(article: {
  title: string;
  body: string;
  format: string;
  url: string | null;
  tags: readonly string[];
  locale: string | null;
}): Promise<string> {
  const { title, body, format, url, tags, locale } = article;
  const bytes = new TextEncoder().encode(JSON.stringify([title, body, format, url, tags, locale]));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

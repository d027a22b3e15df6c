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
  return textHash(JSON.stringify([title, body, format, url, tags, locale]));
}

/** SHA-256, in hex, of a text in UTF-8. */
export async function textHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

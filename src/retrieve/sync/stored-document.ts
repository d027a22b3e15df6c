import type { ReadDocument } from '../read/document.ts';

/** What is stored of one article to be, until it is applied and for rollbacks. */
export interface StoredPart
  extends Pick<ReadDocument, 'key' | 'title' | 'body' | 'format' | 'locale' | 'tags'> {
  url: string | null;
}

/** A document as it was read, named by the hash of its bytes: the same content is stored once. */
export interface StoredDocument {
  hash: string;
  bytes: Uint8Array;
  /** Its parts in order, each with the hash of what it says. */
  parts: { key: string; hash: string }[];
}

/** Makes what is stored from what was read. The same reading always gives the same hashes. */
export async function storeDocument(
  read: readonly ReadDocument[],
  url: string | null,
): Promise<StoredDocument> {
  const parts = read.map(({ key, title, body, format, locale, tags }): StoredPart => {
    return { key, title, body, format, locale, tags, url };
  });
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hashes = await Promise.all(parts.map(hashPart));
  return {
    hash: await sha256(bytes),
    bytes,
    parts: parts.map(({ key }, at) => ({ key, hash: hashes[at] ?? '' })),
  };
}

/** The parts in stored bytes. Throws where they are not ours. */
export function openDocument(bytes: Uint8Array): StoredPart[] {
  return JSON.parse(new TextDecoder().decode(bytes)) as StoredPart[];
}

/** The hash of what a part says: where it is what is served, nothing has to be done. */
export async function hashPart(part: StoredPart): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify(part)));
}

/** SHA-256 in hexadecimal digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

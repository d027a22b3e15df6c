import type { ReadDocument, ReadFailure } from '../../../src/retrieve/read/document.ts';
import { readDocument } from '../../../src/retrieve/read/read-document.ts';
import type { ReadLimits } from '../../../src/retrieve/read/read-limits.ts';

/** Reads a file as it would be uploaded under this name. */
export async function readAs(
  name: string,
  content: string | Uint8Array,
  limits: Partial<ReadLimits> = {},
  mediaType: string | null = null,
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const url = mediaType === 'text/html' ? 'https://help.example.com/articles/one' : null;
  return readDocument({ bytes, mediaType, name, url }, limits);
}

/** The one document of a file; throws, so that a test fails, where it is none or several. */
export async function onlyDocument(
  name: string,
  content: string | Uint8Array,
  limits: Partial<ReadLimits> = {},
  mediaType: string | null = null,
): Promise<ReadDocument> {
  const read = await readAs(name, content, limits, mediaType);
  if (!read.ok) throw new Error(`${read.error.reason}: ${read.error.detail}`);
  const [document] = read.value;
  if (!document || read.value.length > 1) throw new Error(`${read.value.length} documents`);
  return document;
}

/** Why a file is not read; throws where it is. */
export async function failure(
  name: string,
  content: string | Uint8Array,
  limits: Partial<ReadLimits> = {},
  mediaType: string | null = null,
): Promise<ReadFailure> {
  const read = await readAs(name, content, limits, mediaType);
  if (read.ok) throw new Error(`was read: ${read.value.map(({ title }) => title).join(', ')}`);
  return read.error;
}

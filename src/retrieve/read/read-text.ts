import { err, ok, type Result } from '../../domain/result.ts';
import { decodeText } from './decode-text.ts';
import { plainDocument, type RawDocument, type ReadDocument, type ReadFailure } from './document.ts';
import type { ReadLimits } from './read-limits.ts';
import { cutTitle, TITLE_CHARS, titleFromName } from './title-from-name.ts';
import { visibleText } from './visible-text.ts';

/** A plain text file. Its first line is the title where it stands alone, as titles do; else the file's name is. */
export async function readText(
  raw: RawDocument,
  limits: ReadLimits,
): Promise<Result<ReadDocument[], ReadFailure>> {
  const decoded = decodeText(raw.bytes, raw.mediaType);
  if (!decoded.ok) return decoded;
  const text = visibleText(decoded.value).trim();
  if (text === '') return err({ reason: 'empty', detail: 'The file has no text.' });
  const [first = '', second = ''] = text.split('\n', 2);
  const alone = second.trim() === '' && first.length <= TITLE_CHARS && text.length > first.length;
  return ok([
    plainDocument({
      title: alone ? cutTitle(first) : titleFromName(raw.name),
      body: text.slice(0, limits.textChars).toWellFormed(),
      format: 'text',
      truncated: text.length > limits.textChars,
    }),
  ]);
}

import { err, type Result } from '../../domain/result.ts';
import type { RawDocument, ReadDocument, ReadFailure } from './document.ts';
import { type FileKind, kindOfFile } from './kind-of-file.ts';
import { READ_LIMITS, type ReadLimits } from './read-limits.ts';

export type Reader = (raw: RawDocument, limits: ReadLimits) => Promise<Result<ReadDocument[], ReadFailure>>;

/** Each is imported by the first file that needs it: the reader of PDF files alone outweighs the rest of the Worker. */
const READERS: Record<FileKind, () => Promise<Reader>> = {
  pdf: async () => (await import('./pdf/read-pdf.ts')).readPdf,
  docx: async () => (await import('./docx/read-docx.ts')).readDocx,
  html: async () => (await import('./html/read-html.ts')).readHtml,
  markdown: async () => (await import('./read-markdown.ts')).readMarkdown,
  csv: async () => (await import('./csv/read-csv.ts')).readCsv,
  text: async () => (await import('./read-text.ts')).readText,
};

/**
 * The documents in one file or page. The kind is decided by what the file begins with, then by the media type, then by the ending
 * of its name. Never throws: whatever a reader stumbles over is `broken`.
 */
export async function readDocument(
  raw: RawDocument,
  limits: Partial<ReadLimits> = {},
): Promise<Result<ReadDocument[], ReadFailure>> {
  const bounds = { ...READ_LIMITS, ...limits };
  if (raw.bytes.length === 0) return err({ reason: 'empty', detail: 'The file has no content.' });
  if (raw.bytes.length > bounds.fileBytes) return err(tooLarge(bounds.fileBytes));
  const kind = kindOfFile(raw);
  if (typeof kind !== 'string') return err(kind);
  const most = mostBytes(kind, bounds);
  if (raw.bytes.length > most) return err(tooLarge(most));
  const read = await READERS[kind]();
  try {
    return await read(raw, bounds);
  } catch {
    // The libraries throw whatever they like at hostile input; their words may hold text of the file.
    return err({ reason: 'broken', detail: 'The file is damaged and cannot be read. Export it again.' });
  }
}

function mostBytes(kind: FileKind, limits: ReadLimits): number {
  if (kind === 'pdf' || kind === 'docx') return limits.fileBytes;
  return kind === 'html' ? limits.pageBytes : limits.textBytes;
}

function tooLarge(bytes: number): ReadFailure {
  const megabytes = Math.max(1, Math.round(bytes / 1_000_000));
  return {
    reason: 'too_large',
    detail: `The file is larger than ${megabytes} MB. Split it, or add its text.`,
  };
}

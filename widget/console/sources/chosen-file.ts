import type { SOURCE_LIMITS } from '../../../src/protocol/http/sources.ts';
import { fill } from '../../locale/texts.ts';
import type { Formats } from '../formats.ts';
import type { Texts } from '../locale/texts.ts';

type Limits = typeof SOURCE_LIMITS;
/** The compiler holds these to the server's. */
export const FILE_BYTES: Limits['fileBytes'] = 25_000_000;
export const FILES_MAX: Limits['files'] = 10_000;
const PATH_CHARS: Limits['pathChars'] = 500;

/** Endings of what can be read; the server looks into the files and decides. */
export const ENDINGS = ['.pdf', '.docx', '.csv', '.tsv', '.md', '.markdown', '.html', '.htm', '.txt'];
/** What systems leave in folders and nobody means to add. */
const LITTER = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX)(\/|$)/i;

/** A file to be uploaded, and how far it is. */
export interface ChosenFile {
  /** Its path within the source. */
  path: string;
  file: File;
  state: 'waiting' | 'sending' | 'done' | 'refused';
  /** Share that is sent, 0 to 1. */
  share: number;
  /** Why it was refused. */
  reason: string;
}

/** Files as a form lists them: what can be told to fail is refused here; system litter is left out. Pure. */
export function chosen(
  files: readonly { path: string; file: File }[],
  texts: Texts,
  formats: Formats,
): ChosenFile[] {
  return files
    .filter(({ path }) => !LITTER.test(path))
    .map(({ path, file }) => {
      const reason = whyNot(path, file, texts, formats);
      return { path, file, state: reason ? 'refused' : 'waiting', share: 0, reason };
    });
}

/** Those of both lists; the later one of the same path wins. Pure. */
export function merged(before: readonly ChosenFile[], more: readonly ChosenFile[]): ChosenFile[] {
  return [...new Map([...before, ...more].map((one) => [one.path, one])).values()];
}

/** The folder that all are in, else the name of the only file, else nothing. Pure. */
export function nameOfFiles(files: readonly ChosenFile[]): string {
  const tops = new Set(files.map(({ path }) => (path.includes('/') ? (path.split('/')[0] ?? '') : '')));
  const [top] = tops;
  if (tops.size === 1 && top) return top;
  return files.length === 1 ? (files[0]?.path.replace(/\.\w+$/, '') ?? '') : '';
}

function whyNot(path: string, file: File, { sources }: Texts, formats: Formats): string {
  if (!ENDINGS.some((ending) => path.toLowerCase().endsWith(ending))) return sources.fileKind;
  if (file.size === 0) return sources.fileEmpty;
  if (file.size > FILE_BYTES) return fill(sources.fileLarge, formats.bytes(FILE_BYTES));
  return path.length > PATH_CHARS ? sources.filePath : '';
}

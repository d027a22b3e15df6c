import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { sourcePath } from '../../src/protocol/http/source-path.ts';
import { SOURCE_LIMITS } from '../../src/protocol/http/sources.ts';

/** Kinds of files that are read, by their ending. */
const MEDIA_TYPES: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.csv': 'text/csv',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.txt': 'text/plain',
};

export interface FolderFile {
  /** Its path in the source. */
  path: string;
  /** Its path in the folder. */
  local: string;
  mediaType: string;
}

/** The files of a folder and those below it. Hidden files, links and folders of tools are not looked at. */
export async function readFolder(
  folder: string,
): Promise<{ files: FolderFile[]; skipped: { path: string; why: string }[] }> {
  const files: FolderFile[] = [];
  const skipped: { path: string; why: string }[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const local = join(entry.parentPath, entry.name).slice(join(folder, sep).length);
    const segments = local.split(sep);
    if (segments.some((segment) => segment.startsWith('.') || segment === 'node_modules')) continue;
    const why = await refusal(folder, local);
    const path = sourcePath(segments.join('/'));
    const mediaType = MEDIA_TYPES[extname(entry.name).toLowerCase()];
    if (why !== null || path === null || mediaType === undefined) {
      skipped.push({
        path: local,
        why: why ?? (path === null ? 'its path is not taken' : 'not a kind that is read'),
      });
    } else files.push({ path, local, mediaType });
  }
  files.sort((left, right) => (left.path < right.path ? -1 : 1));
  return { files, skipped };
}

async function refusal(folder: string, local: string): Promise<string | null> {
  const { size } = await stat(join(folder, local));
  if (size === 0) return 'it is empty';
  return size > SOURCE_LIMITS.fileBytes ? 'it has more than 25 MB' : null;
}

/** SHA-256 in hexadecimal digits, as the interface has it. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

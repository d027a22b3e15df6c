import * as z from 'zod';
import { SOURCE_LIMITS } from './sources.ts';

/** UTF-8 bytes of a path's segment: what file systems take. */
const SEGMENT_BYTES = 255;
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * The path of a file within its source, in Unicode's composed form, so that a Mac and a PC mean the same file. Null where it is
 * none: absolute, with a backslash, an empty segment, `.` or `..`, a control character, or too long. Pure.
 */
export function sourcePath(text: string): string | null {
  if (text.length > SOURCE_LIMITS.pathChars || !text.isWellFormed()) return null;
  const path = text.normalize('NFC');
  if (path.length > SOURCE_LIMITS.pathChars || CONTROL.test(path) || path.includes('\\')) return null;
  const encoder = new TextEncoder();
  const fits = path.split('/').every((segment) => {
    if (segment === '' || segment === '.' || segment === '..') return false;
    return encoder.encode(segment).length <= SEGMENT_BYTES;
  });
  return fits ? path : null;
}

/** The same as a schema. */
export const sourcePathSchema = z
  .string()
  .refine((text) => sourcePath(text) !== null, 'must be a relative path such as manuals/returns.pdf')
  .transform((text) => sourcePath(text) ?? '');

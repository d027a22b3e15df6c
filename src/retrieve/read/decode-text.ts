import { err, ok, type Result } from '../../domain/result.ts';
import type { ReadFailure } from './document.ts';

/** Bytes of a page in which its `<meta charset>` must stand (HTML standard: 1,024; generous for long comments above it). */
const META_BYTES = 4_096;
/** Bytes looked at to tell text from anything else. */
const SAMPLE_BYTES = 65_536;
/** Share of control characters above which bytes are not text. */
const CONTROL_SHARE = 0.02;
/** Share of damaged among the non-ASCII characters up to which bytes are still taken for (damaged) UTF-8. */
const DAMAGED_SHARE = 0.2;

const CHARSET = /charset\s*=\s*["']?\s*([\w.:-]{2,40})/i;

/**
 * Bytes as text: a byte-order mark decides, then what the media type or a page's `<meta>` says, then UTF-8 if it fits, else
 * Windows-1252. `broken` where the bytes are no text. Never throws.
 */
export function decodeText(
  bytes: Uint8Array,
  mediaType: string | null,
  page = false,
): Result<string, ReadFailure> {
  const marked = byteOrderMark(bytes) ?? unmarkedUtf16(bytes);
  if (marked !== null) return ok(new TextDecoder(marked).decode(bytes));
  if (isBinary(bytes))
    return err({ reason: 'broken', detail: 'The file is said to be text, but holds something else.' });
  const said = CHARSET.exec(mediaType ?? '')?.[1] ?? (page ? charsetOfPage(bytes) : undefined);
  const named = said === undefined ? null : decoderOf(said);
  if (named !== null && named.encoding !== 'utf-8') return ok(named.decode(bytes));
  return ok(utf8OrWindows(bytes));
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 of mostly Latin text has a zero in every second byte. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const sample = Math.min(bytes.length, 512) & ~1;
  if (sample < 8) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const half = sample / 2;
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.05) return 'utf-16be';
  return null;
}

/** True where bytes hold what no text holds: zeros, or many control characters. Pure. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) control += 1;
  }
  return control > sample.length * CONTROL_SHARE;
}

function charsetOfPage(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, META_BYTES));
  for (const [tag] of head.matchAll(/<meta\b[^>]{0,400}>|<\?xml\b[^>]{0,200}>/gi)) {
    const found = CHARSET.exec(tag)?.[1] ?? /encoding\s*=\s*["']([\w.:-]{2,40})/i.exec(tag)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function decoderOf(label: string): TextDecoder | null {
  try {
    const decoder = new TextDecoder(label);
    // A page that could be read as ASCII so far cannot be UTF-16, whatever it says (HTML standard).
    return decoder.encoding.startsWith('utf-16') ? null : decoder;
  } catch {
    return null;
  }
}

function utf8OrWindows(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  let beyondAscii = 0;
  let damaged = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    beyondAscii += 1;
    if (code === 0xfffd) damaged += 1;
  }
  return damaged > beyondAscii * DAMAGED_SHARE ? new TextDecoder('windows-1252').decode(bytes) : text;
}

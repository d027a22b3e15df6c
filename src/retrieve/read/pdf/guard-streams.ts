import { err, ok, type Result } from '../../../domain/result.ts';
import { inflateParts } from '../inflate.ts';

/** Bytes that one stream of a page, font or table of objects may unpack to: a dense page is a hundredth of it. */
const STREAM_BYTES = 32_000_000;
/** Bytes that all of them may: every one costs memory and time when it is used. */
const ALL_STREAMS_BYTES = 250_000_000;
/** Bytes of a stream packed in one of the old ways, which cannot be measured: a page of theirs has a tenth. */
const OLD_PACKING_BYTES = 50_000;
/** Bytes before `stream` in which its dictionary stands. */
const DICTIONARY_BYTES = 4_096;

/**
 * A copy of a PDF in which the pictures are blank (text does not need them, and they are most of its bytes), or `too_large` where what
 * is left would unpack to more than memory holds. The library unpacks without limits, so this must be known before. What is
 * encrypted cannot be measured and is let through.
 */
export function guardStreams(bytes: Uint8Array): Result<Uint8Array<ArrayBuffer>, 'too_large'> {
  const copy = bytes.slice();
  const encrypted = indexOf(bytes, '/Encrypt', 0) >= 0;
  let left = ALL_STREAMS_BYTES;
  let at = indexOf(bytes, 'stream', 0);
  while (at >= 0) {
    const start = dataStart(bytes, at);
    const close = start === null ? at + 6 : indexOf(bytes, 'endstream', start);
    const end = close < 0 ? bytes.length : close;
    if (start !== null) {
      const dictionary = dictionaryBefore(bytes, at);
      const until = Math.max(end, Math.min(bytes.length, start + directLength(dictionary)));
      if (/\/Subtype\s*\/Image\b/.test(dictionary)) copy.fill(0, start, end);
      else if (!encrypted) {
        const size = unpackedSize(bytes.subarray(start, until), dictionary, Math.min(STREAM_BYTES, left));
        if (size === null) return err('too_large');
        left -= size;
      }
    }
    at = indexOf(bytes, 'stream', end + (start === null ? 0 : 9));
  }
  return ok(copy);
}

/** Where a stream's data begin, or null where the word is part of something else. */
function dataStart(bytes: Uint8Array, at: number): number | null {
  if (at >= 3 && indexOf(bytes.subarray(at - 3, at), 'end', 0) === 0) return null;
  const next = bytes[at + 6];
  if (next === 10) return at + 7;
  if (next === 13) return bytes[at + 7] === 10 ? at + 8 : at + 7;
  return null;
}

function dictionaryBefore(bytes: Uint8Array, at: number): string {
  const before = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, at - DICTIONARY_BYTES), at));
  return before.slice(before.lastIndexOf('obj') + 1);
}

function directLength(dictionary: string): number {
  return Number(/\/Length\s{1,9}(\d{1,9})(?!\d|\s{1,9}\d{1,9}\s{1,9}R)/.exec(dictionary)?.[1] ?? 0);
}

/** Null: more than may be. Streams that do not unpack count nothing: the library gives up on them where this does. */
function unpackedSize(packed: Uint8Array, dictionary: string, most: number): number | null {
  if (/\/(?:LZW|LZWDecode|RunLengthDecode|RL)\b/.test(dictionary) && packed.length > OLD_PACKING_BYTES)
    return null;
  let size = 0;
  let data = packed;
  // Streams packed twice: what comes out begins like a packed one again.
  for (let layer = 0; layer < 3 && isZlib(data); layer += 1) {
    const parts: Uint8Array[] = [];
    let kept = 0;
    const result = inflateParts(data.subarray(2), 'deflate', most - size, (part) => {
      size += part.length;
      if (kept < 4_000_000) parts.push(part);
      kept += part.length;
    });
    if (!result.ok && result.error === 'too_large') return null;
    if (!isZlib(parts[0] ?? new Uint8Array())) break;
    data = joined(parts);
  }
  return size;
}

function isZlib(bytes: Uint8Array): boolean {
  const [a = 0, b = 0] = bytes;
  return bytes.length > 6 && (a & 0x0f) === 8 && a >> 4 <= 7 && (a * 256 + b) % 31 === 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function indexOf(bytes: Uint8Array, word: string, from: number): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < word.length && bytes[at + same] === word.charCodeAt(same)) same += 1;
    if (same === word.length) return at;
  }
  return -1;
}

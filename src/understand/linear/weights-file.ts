import { err, ok, type Result } from '../../domain/result.ts';

/**
 * The one binary format of all weights, little-endian:
 *
 *     0   4 bytes   "EWW1"
 *     4   uint32    CRC-32 of every byte from 8 on
 *     8   uint32    length of the header in bytes
 *     12  header    JSON (UTF-8): { kind, meta, sections: [{ name, type, offset, count }] }
 *     ... sections  each at `offset` from the file's start, a multiple of 16, zero bytes between them
 *
 * A section is read as a view of the file: nothing is copied.
 */
export interface WeightsFile {
  /** What the weights are for, e.g. "intent"; a reader refuses another kind. */
  kind: string;
  /** Labels, feature settings, figures: whatever a reader needs besides numbers. JSON. */
  meta: Record<string, unknown>;
  sections: Record<string, Section>;
}

export type Section = Float32Array | Int8Array | Uint8Array | Uint16Array | Int16Array;

type SectionType = 'f32' | 'i8' | 'u8' | 'u16' | 'i16';

/** Why a file cannot be used. */
export type WeightsProblem = 'not_weights' | 'damaged' | 'other_kind';

const MAGIC = 0x31575745;
const HEADER_AT = 12;
const ALIGN = 16;

/** The file's bytes: the same input gives the same bytes. */
export function encodeWeights(file: WeightsFile): Uint8Array<ArrayBuffer> {
  const sections = Object.entries(file.sections).map(([name, data]) => ({ name, data, type: typeOf(data) }));
  let header = '';
  let starts: number[] = [];
  // The header names offsets that depend on its own length: two rounds settle it, the third proves that they did.
  for (let round = 0; round < 3; round += 1) {
    starts = [];
    let at = align(HEADER_AT + new TextEncoder().encode(header).length);
    for (const { data } of sections) {
      starts.push(at);
      at = align(at + data.byteLength);
    }
    header = JSON.stringify({
      kind: file.kind,
      meta: file.meta,
      sections: sections.map(({ name, data, type }, index) => ({
        name,
        type,
        offset: starts[index],
        count: data.length,
      })),
    }).padEnd(header.length);
  }
  const headerBytes = new TextEncoder().encode(header);
  const last = sections.length - 1;
  const end =
    last < 0
      ? align(HEADER_AT + headerBytes.length)
      : align((starts[last] ?? 0) + (sections[last]?.data.byteLength ?? 0));
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(8, headerBytes.length, true);
  bytes.set(headerBytes, HEADER_AT);
  for (const [index, { data }] of sections.entries()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), starts[index] ?? 0);
  }
  view.setUint32(4, crc32(bytes.subarray(8)), true);
  return bytes;
}

/** Checks magic, checksum and kind, and opens the sections as views; a misaligned input is copied once. */
export function decodeWeights(
  input: ArrayBuffer | Uint8Array,
  kind: string,
): Result<WeightsFile, WeightsProblem> {
  const given = input instanceof Uint8Array ? input : new Uint8Array(input);
  const bytes = given.byteOffset % ALIGN === 0 ? given : given.slice();
  if (bytes.length < HEADER_AT) return err('not_weights');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) return err('not_weights');
  if (view.getUint32(4, true) !== crc32(bytes.subarray(8))) return err('damaged');
  const headerEnd = HEADER_AT + view.getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_AT, headerEnd))) as {
    kind: string;
    meta: Record<string, unknown>;
    sections: { name: string; type: SectionType; offset: number; count: number }[];
  };
  if (header.kind !== kind) return err('other_kind');
  const sections: WeightsFile['sections'] = {};
  for (const { name, type, offset, count } of header.sections) {
    sections[name] = open(type, bytes, offset, count);
  }
  return ok({ kind, meta: header.meta, sections });
}

function open(type: SectionType, bytes: Uint8Array, offset: number, count: number): Section {
  const start = bytes.byteOffset + offset;
  const { buffer } = bytes;
  if (type === 'f32') return new Float32Array(buffer, start, count);
  if (type === 'u16') return new Uint16Array(buffer, start, count);
  if (type === 'i16') return new Int16Array(buffer, start, count);
  return type === 'i8' ? new Int8Array(buffer, start, count) : new Uint8Array(buffer, start, count);
}

function typeOf(data: Section): SectionType {
  if (data instanceof Float32Array) return 'f32';
  if (data instanceof Uint16Array) return 'u16';
  if (data instanceof Int16Array) return 'i16';
  return data instanceof Int8Array ? 'i8' : 'u8';
}

function align(at: number): number {
  return Math.ceil(at / ALIGN) * ALIGN;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of ISO 3309, as in gzip and PNG: finds damage, not malice. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) {
    crc = (CRC_TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

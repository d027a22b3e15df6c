import { err, ok, type Result } from '../../../domain/result.ts';
import type { ReadFailure } from '../document.ts';
import { inflate } from '../inflate.ts';
import type { ReadLimits } from '../read-limits.ts';

/** Bytes of an end record and its longest comment: where the directory's end is looked for (APPNOTE 4.3.16). */
const TAIL_BYTES = 22 + 65_535;
/** Bytes that an entry may always unpack to, whatever its ratio. */
const FLOOR_BYTES = 1_000_000;

export interface ZipEntry {
  name: string;
  packed: number;
  offset: number;
  method: number;
  encrypted: boolean;
}

const BROKEN: ReadFailure = {
  reason: 'broken',
  detail: 'The file is damaged or was not uploaded whole. Export it again.',
};

/** A zip archive's directory and, one at a time, its entries. Archives within it are never opened. */
export class ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  private readonly bytes: Uint8Array;
  private readonly limits: ReadLimits;
  private inflated = 0;

  private constructor(bytes: Uint8Array, entries: ReadonlyMap<string, ZipEntry>, limits: ReadLimits) {
    this.bytes = bytes;
    this.entries = entries;
    this.limits = limits;
  }

  static open(bytes: Uint8Array, limits: ReadLimits): Result<ZipArchive, ReadFailure> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = endRecord(view);
    if (end === null) return err(BROKEN);
    const count = view.getUint16(end + 10, true);
    if (count > limits.archiveEntries) {
      return err({ reason: 'too_many', detail: `The file has more than ${limits.archiveEntries} parts.` });
    }
    const entries = directory(view, view.getUint32(end + 16, true), count);
    return entries === null ? err(BROKEN) : ok(new ZipArchive(bytes, entries, limits));
  }

  /** The unpacked bytes of an entry; null where there is none of that name. */
  read(name: string): Result<Uint8Array | null, ReadFailure> {
    const entry = this.entries.get(name);
    if (!entry) return ok(null);
    if (entry.encrypted) {
      return err({
        reason: 'encrypted',
        detail: 'The archive has a password. Save it without one and add it again.',
      });
    }
    const packed = this.packedBytes(entry);
    if (packed === null || (entry.method !== 0 && entry.method !== 8)) return err(BROKEN);
    const byRatio = Math.max(FLOOR_BYTES, packed.length * this.limits.inflateRatio);
    const most = Math.min(this.limits.inflatedBytes - this.inflated, byRatio);
    const unpacked = entry.method === 8 ? inflate(packed, 'deflate', most) : stored(packed, most);
    if (!unpacked.ok) return err(unpacked.error === 'too_large' ? TOO_LARGE : BROKEN);
    this.inflated += unpacked.value.length;
    return unpacked;
  }

  private packedBytes(entry: ZipEntry): Uint8Array | null {
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    const at = entry.offset;
    if (at + 30 > view.byteLength || view.getUint32(at, true) !== 0x04034b50) return null;
    const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    return from + entry.packed > view.byteLength ? null : this.bytes.subarray(from, from + entry.packed);
  }
}

const TOO_LARGE: ReadFailure = {
  reason: 'too_large',
  detail: 'The file unpacks to more than any document does, so it was not read.',
};

function stored(bytes: Uint8Array, most: number): Result<Uint8Array, 'too_large'> {
  return bytes.length > most ? err('too_large') : ok(bytes);
}

function endRecord(view: DataView): number | null {
  const least = Math.max(0, view.byteLength - TAIL_BYTES);
  for (let at = view.byteLength - 22; at >= least; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return null;
}

/** Null where the directory is not what it should be. Of two entries of one name the first counts. */
function directory(view: DataView, start: number, count: number): Map<string, ZipEntry> | null {
  const entries = new Map<string, ZipEntry>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) return null;
    const raw = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
    const name = new TextDecoder().decode(raw).replaceAll('\\', '/').replace(/^\/+/, '');
    const entry = {
      name,
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    };
    if (!entries.has(name)) entries.set(name, entry);
    at = next;
  }
  return entries;
}

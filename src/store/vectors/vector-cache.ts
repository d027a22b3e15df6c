import type { Changes, Cursor } from './read-changes.ts';
import { VectorMemory } from './vector-memory.ts';

/**
 * Bytes of vectors over all organizations in an isolate, which has 128 MB for everything: 100,000 chunks at 256 dimensions
 * are 33 MB with their names.
 */
const MAX_BYTES = 48_000_000;

interface Copy {
  memory: VectorMemory;
  cursor: Cursor;
  /** Rows to ask for next: as many as a page holds by the size of the last ones. */
  rows: number;
}

/** Rows of the first page, before their size is known. */
const FIRST_PAGE = 16;

/** Organizations' vectors in memory. The one that was not asked for longest makes room. */
export class VectorCache {
  private readonly maxBytes: number;
  private readonly copies = new Map<string, Copy>();

  constructor(maxBytes = MAX_BYTES) {
    this.maxBytes = maxBytes;
  }

  get(organizationId: string, space: string): Copy | null {
    return this.copies.get(keyOf(organizationId, space)) ?? null;
  }

  /** The copy of an organization, empty if there is none; it counts as used. */
  open(organizationId: string, space: { name: string; dimensions: number }): Copy {
    const key = keyOf(organizationId, space.name);
    const copy = this.copies.get(key) ?? empty(space.dimensions);
    this.copies.delete(key);
    this.copies.set(key, copy);
    return copy;
  }

  /**
   * Brings a page into the copy it was read for; a page that another search brought in meanwhile changes nothing. False when
   * the copy alone would fill the memory: it is dropped.
   */
  apply(
    organizationId: string,
    space: { name: string; dimensions: number },
    { from, page }: { from: Cursor; page: Changes },
  ): boolean {
    const key = keyOf(organizationId, space.name);
    const copy = this.copies.get(key);
    if (!copy || copy.cursor.revision !== from.revision || copy.cursor.id !== from.id) return true;
    if (page.expired) {
      this.copies.set(key, empty(space.dimensions));
      return true;
    }
    for (const block of page.blocks) copy.memory.add(block);
    copy.cursor = page.cursor;
    copy.rows = page.nextRows;
    return this.makeRoom(key);
  }

  private makeRoom(kept: string): boolean {
    let bytes = 0;
    for (const { memory } of this.copies.values()) bytes += memory.bytes;
    for (const [key, { memory }] of this.copies) {
      if (bytes <= this.maxBytes) return true;
      if (key === kept) continue;
      bytes -= memory.bytes;
      this.copies.delete(key);
    }
    if (bytes <= this.maxBytes) return true;
    this.copies.delete(kept);
    return false;
  }
}

function empty(dimensions: number): Copy {
  return { memory: new VectorMemory(dimensions), cursor: { revision: 0, id: 0 }, rows: FIRST_PAGE };
}

function keyOf(organizationId: string, space: string): string {
  return `${organizationId}\n${space}`;
}

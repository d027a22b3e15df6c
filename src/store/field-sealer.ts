import { AppError } from '../domain/errors.ts';
import type { Result } from '../domain/result.ts';

/**
 * What the repositories need from field encryption. `field` names table and column, so that a sealed value moved to
 * another column or organization does not open.
 */
export interface FieldSealer {
  seal(organizationId: string, field: string, text: string): Promise<string>;
  open(organizationId: string, field: string, sealed: string): Promise<Result<string, { reason: string }>>;
  /** Keyed hash for exact lookups, under the newest key. */
  lookupHash(organizationId: string, field: string, text: string): Promise<string>;
  /** The same under every key of the ring: what an older row may hold. */
  lookupHashes(organizationId: string, field: string, text: string): Promise<string[]>;
}

/** Seals a value that may be absent. */
export async function sealOptional(
  sealer: FieldSealer,
  organizationId: string,
  field: string,
  text: string | null,
): Promise<string | null> {
  return text === null ? null : sealer.seal(organizationId, field, text);
}

/**
 * Opens a value that may be absent. A value that does not open means lost or wrong FIELD_KEYS: throws `configuration`
 * rather than showing a record that looks complete.
 */
export async function openOptional(
  sealer: FieldSealer,
  organizationId: string,
  field: string,
  sealed: string | null,
): Promise<string | null> {
  if (sealed === null) return null;
  const opened = await sealer.open(organizationId, field, sealed);
  if (opened.ok) return opened.value;
  throw new AppError('configuration', `cannot open ${field} (${opened.error.reason}); check FIELD_KEYS`);
}

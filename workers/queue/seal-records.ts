import type { FieldCipher } from '../../src/auth/field-cipher.ts';
import {
  type RecordsMessage,
  recordsContentSchema,
  SEALED_RECORDS_FIELD,
  type SealedRecordsMessage,
} from '../../src/protocol/queue.ts';

/** A record as it enters the queue: what is needed to route it in the clear, all else under the organization's key. */
export async function sealRecords(
  cipher: FieldCipher,
  record: RecordsMessage,
): Promise<SealedRecordsMessage> {
  const { head, messages, feedback, calls, runs, kind: _, ...envelope } = record;
  const content = JSON.stringify({
    ...{ head, messages, feedback },
    ...(calls ? { calls } : {}),
    ...(runs ? { runs } : {}),
  });
  const sealed = await cipher.seal(record.organizationId, SEALED_RECORDS_FIELD, content);
  return { kind: 'sealed-records', ...envelope, sealed };
}

/** The record behind a sealed one. Throws when it does not open: a missing key is a fault that a retry may outlive. */
export async function unsealRecords(
  cipher: FieldCipher,
  message: SealedRecordsMessage,
): Promise<RecordsMessage> {
  const { sealed, kind: _, ...envelope } = message;
  const opened = await cipher.open(message.organizationId, SEALED_RECORDS_FIELD, sealed);
  if (!opened.ok)
    throw new RangeError(`a sealed record does not open (${opened.error.reason}); check FIELD_KEYS`);
  return { kind: 'records', ...envelope, ...recordsContentSchema.parse(JSON.parse(opened.value)) };
}

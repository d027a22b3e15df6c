import * as z from 'zod';
import { err, type Result } from '../src/domain/result.ts';
import type {
  RawDocument,
  ReadDocument,
  ReadFailure,
  ReadFailureReason,
} from '../src/retrieve/read/document.ts';

/** The Worker that reads documents (`workers/reader/index.ts`), as its binding shows it. */
export interface RemoteReader {
  read(raw: RawDocument): Promise<unknown>;
}

export interface ReadElsewhereDeps {
  clock(): number;
  wait(ms: number): Promise<void>;
  log(event: string, fields: Record<string, string | number>): void;
}

/** Milliseconds that reading a file may take, both tries together: its 30 s of CPU, and half of a sync's lease. */
const READ_MS = 60_000;
/** Milliseconds before a call that did not come through is made once more. */
const RETRY_MS = 1_000;

/** Why there is no answer. `spent`: the file took all that it may have of time or memory, and would again. */
type NoAnswer = 'spent' | 'late' | 'unreachable' | 'malformed';

const DETAILS: Record<NoAnswer, string> = {
  spent: 'Reading it took more time or memory than a file may have. Make it smaller, or split it.',
  late: `Reading it took longer than ${READ_MS / 1_000} seconds. Sync again later, or split it.`,
  unreachable: 'What reads files could not be reached, or ended while it read this one. Sync again later.',
  malformed: 'What reads files gave no proper answer. Sync again later.',
};

const REASONS = {
  encrypted: 0,
  broken: 0,
  too_large: 0,
  unsupported: 0,
  empty: 0,
  too_many: 0,
  process_ended: 0,
} satisfies Record<ReadFailureReason, 0>;

const failureSchema = z.object({
  reason: z.custom<ReadFailureReason>((value) => typeof value === 'string' && Object.hasOwn(REASONS, value)),
  detail: z.string(),
}) satisfies z.ZodType<ReadFailure>;

const documentSchema = z.object({
  key: z.string(),
  title: z.string(),
  body: z.string(),
  format: z.enum(['markdown', 'text']),
  locale: z.string().nullable(),
  tags: z.array(z.string()),
  links: z.array(z.string()),
  canonicalUrl: z.string().nullable(),
  noIndex: z.boolean(),
  truncated: z.boolean(),
}) satisfies z.ZodType<ReadDocument>;

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.array(documentSchema) }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);

/**
 * Has a document read by the Worker that does nothing else. Never throws: where that Worker is ended by the file, cannot be reached
 * or answers nonsense, the document has failed with `process_ended`, and another sync tries it again.
 */
export async function readElsewhere(
  reader: RemoteReader,
  raw: RawDocument,
  deps: ReadElsewhereDeps,
): Promise<Result<ReadDocument[], ReadFailure>> {
  const until = deps.clock() + READ_MS;
  let got = await ask(reader, raw, READ_MS);
  if (got === 'unreachable') {
    await deps.wait(RETRY_MS);
    got = await ask(reader, raw, Math.max(0, until - deps.clock()));
  }
  if (typeof got !== 'string') return got;
  deps.log('document.unread', { why: got, bytes: raw.bytes.length });
  return err({ reason: 'process_ended', detail: DETAILS[got] });
}

async function ask(
  reader: RemoteReader,
  raw: RawDocument,
  ms: number,
): Promise<Result<ReadDocument[], ReadFailure> | NoAnswer> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), ms);
  try {
    const answer = await Promise.race([reader.read(raw), late]);
    if (answer === 'late') return 'late';
    const parsed = answerSchema.safeParse(answer);
    return parsed.success ? parsed.data : 'malformed';
  } catch (error) {
    // The platform's own words for what it ended: "Worker exceeded CPU time limit.", "Worker exceeded memory limit."
    return /exceeded .{0,20}limit/i.test(String(error)) ? 'spent' : 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}

import * as z from 'zod';

/**
 * How a stand-in misbehaves. `after`: frames of the stream (SSE events, the first counts) that are sent before; 0 comes
 * after the headers and before any frame.
 */
const fault = z.discriminatedUnion('kind', [
  /** The connection is closed before any header. For a refused connection stop listening: `down`. */
  z.strictObject({ kind: z.literal('reset') }),
  /** No header ever comes. */
  z.strictObject({ kind: z.literal('hang') }),
  /** 429 that heals. `retryAfter`: the header's text, seconds or a date. */
  z.strictObject({
    kind: z.literal('rate-limit'),
    retryAfter: z.string().optional(),
    retryAfterMs: z.string().optional(),
  }),
  /** What never heals by waiting: OpenAI says it with 429, Anthropic with 402. */
  z.strictObject({ kind: z.literal('quota') }),
  /** The limit that the account's owner set: 429 with a code of its own, or 400. */
  z.strictObject({ kind: z.literal('spend-limit') }),
  /** 503 `server_is_overloaded`, 529 `overloaded_error`. */
  z.strictObject({ kind: z.literal('overloaded') }),
  z.strictObject({ kind: z.literal('server-error') }),
  /** A gateway before the vendor: 502 and a page of HTML. */
  z.strictObject({ kind: z.literal('gateway') }),
  z.strictObject({ kind: z.literal('timeout') }),
  z.strictObject({ kind: z.literal('unauthorized') }),
  z.strictObject({ kind: z.literal('unknown-model') }),
  z.strictObject({ kind: z.literal('region') }),
  z.strictObject({ kind: z.literal('too-long') }),
  /** The TCP connection ends; `bytes` of the next frame still come. */
  z.strictObject({
    kind: z.literal('cut'),
    after: z.int().min(0),
    bytes: z.int().min(0).default(0),
  }),
  /** Nothing more comes, and the connection stays. */
  z.strictObject({ kind: z.literal('stall'), after: z.int().min(0) }),
  /** An error after HTTP 200. `type`: the vendor's word for it. */
  z.strictObject({
    kind: z.literal('error-event'),
    after: z.int().min(0),
    type: z.string().optional(),
  }),
  /** A frame that is not JSON; the stream then goes on. */
  z.strictObject({ kind: z.literal('garbage'), after: z.int().min(0) }),
  /** The body ends as HTTP wants it, and without the events that end an answer. */
  z.strictObject({ kind: z.literal('no-end'), after: z.int().min(0).default(1_000_000) }),
  /** An answer of so many characters. */
  z.strictObject({
    kind: z.literal('huge'),
    characters: z.int().min(1).max(10_000_000).default(1_000_000),
  }),
  /** The arguments of the tool call stop in the middle of a string, and the answer ends as if all were well. */
  z.strictObject({ kind: z.literal('bad-tool-json') }),
  /** A model that begins again where it should continue. */
  z.strictObject({ kind: z.literal('repeat') }),
  /** A model that declines. */
  z.strictObject({ kind: z.literal('refusal') }),
]);

/** What a stand-in does with a request instead of writing an answer itself. */
export const scriptSchema = z.strictObject({
  /** Only for requests whose body, as JSON text, contains this. Absent: for any. */
  match: z.string().optional(),
  /** Requests it is for, the next first; 0: all that come. */
  times: z.int().min(0).default(1),
  /** Milliseconds before the headers. Absent: the server's own. */
  latencyMs: z.number().min(0).max(600_000).optional(),
  /** Milliseconds between two frames. Absent: the server's own. */
  chunkMs: z.number().min(0).max(60_000).optional(),
  /** The whole answer; cut into words. Absent, and no `chunks` and `toolCalls` either: the stand-in writes. */
  text: z.string().optional(),
  /** The answer in the pieces it is streamed in. */
  chunks: z.array(z.string()).optional(),
  /** `input`: an object, or text to be sent as it is. */
  toolCalls: z
    .array(
      z.strictObject({
        id: z.string().optional(),
        name: z.string(),
        input: z.union([z.string(), z.record(z.string(), z.unknown())]),
      }),
    )
    .optional(),
  /** Tokens; what is absent is counted. */
  usage: z
    .strictObject({
      input: z.int().min(0).optional(),
      cached: z.int().min(0).optional(),
      cacheWrite: z.int().min(0).optional(),
      output: z.int().min(0).optional(),
    })
    .optional(),
  /** True: no usage is said at all. */
  silentUsage: z.boolean().default(false),
  /** Where the answer ends before its end: its tokens were too few. */
  stop: z.literal('length').optional(),
  fault: fault.optional(),
});

export type Fault = z.infer<typeof fault>;
/** As tests write it: what has a default may be left out. */
export type Script = z.input<typeof scriptSchema>;
export type ParsedScript = z.infer<typeof scriptSchema>;

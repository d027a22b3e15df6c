/** Of one call. Deadlines of a whole turn are the router's. */
export const PROVIDER_LIMITS = {
  /** Milliseconds until the provider accepts: both vendors do within a second or two, or are in trouble. */
  acceptMs: 10_000,
  /** Milliseconds between two events. Longer than a model that thinks first is silent, shorter than a customer's patience. */
  idleMs: 20_000,
  /** Milliseconds for what may follow the answer's end (its usage): nothing that is worth waiting for longer. */
  tailMs: 2_000,
  /** UTF-16 units of text: twenty times a long answer; what comes after is not read. */
  textChars: 100_000,
  /** UTF-16 units that one tool call's input may have: more than any connector takes. */
  toolInputChars: 65_536,
  /** Tool calls in one answer. */
  toolCalls: 16,
  /** UTF-16 units of a tool call's id and name: both vendors' are below 64. */
  toolNameChars: 256,
  /** Bytes of one HTTP answer: an event of about 300 bytes for each token of the longest text. Bounds what one line can hold. */
  answerBytes: 16_000_000,
  /** Bytes of an answer that is no stream: an error's text. */
  errorBytes: 65_536,
} as const;

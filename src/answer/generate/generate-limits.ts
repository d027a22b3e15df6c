/** Limits of one generated answer. Characters are UTF-16 units. */
export const GENERATE = {
  /** What a model may write in a turn; an answer in a chat has 1,500, and what is longer is nobody's answer. */
  answerChars: 12_000,
  /** A sentence, item or row without an end: beyond this it is left out, for nobody reads such a sentence. */
  pieceChars: 2_000,
  /** A block of code; longer ones are files. */
  codeChars: 4_000,
  /** Models asked again after a stream was cut, a turn: after two the service is down, not unlucky. */
  continuations: 2,
  /** Times that a model may ask for tools in a turn, and calls in all: orders are looked up with one or two. */
  toolRounds: 3,
  toolCalls: 4,
  /** What a tool's result may take of the context: a record, not a table. */
  toolResultChars: 6_000,
  /** Earlier messages that are masked for the model, newest last; what is older is in the summary. */
  historyMessages: 24,
  /** A quick reply fits on a button. */
  quickReplyChars: 40,
  /** A quote that covers more than this says no longer which sentence it is for: the best statement is quoted alone. */
  quoteChars: 700,
} as const;

/** Every limit that a client can meet, with its unit in its name and the reason for its value. */
export const LIMITS = {
  /** UTF-16 units of one message: a long e-mail fits; a pasted log belongs into an attachment. */
  messageChars: 8_000,
  /** UTF-16 units of a text to be understood over HTTP: a long e-mail thread. The models read the first 8,000; masking reads all. */
  understandChars: 100_000,
  /** Bytes of the body that carries it: every character may be escaped, at six bytes. */
  understandBodyBytes: 700_000,
  /** Bytes of one socket frame; `socket.md` promises 64 KiB. */
  frameBytes: 65_536,
  /** Bytes of an ordinary JSON request body: far above any legal request, small enough to parse in a millisecond. */
  bodyBytes: 262_144,
  /** Bytes of an article upload: 1 MB of text is a book; D1 rows end at 2 MB. */
  articleBodyBytes: 1_000_000,
  /** Nesting of JSON input: no schema of ours is deeper than 8; deep JSON only costs stack. */
  jsonDepth: 32,
  /** UTF-16 units of a client's message id; `socket.md` promises 1 to 64. */
  clientIdChars: 64,
  /** Messages per conversation: 2,000 is ten times the longest we expect; bounds a runaway client. */
  messagesPerConversation: 2_000,
  /** Internal notes per conversation: a long case has dozens; bounds what one answer carries. */
  notesPerConversation: 500,
  /** Sockets of a conversation's customer, and as many of its agents: tabs and devices of one must not keep out the other. */
  socketsPerRole: 32,
  /** Customer messages held in the bucket, and refilled per second: a fast human, not a script. */
  messageBurst: 8,
  messageRefillPerSecond: 0.5,
  /** Frames of any kind per socket: typing and read marks included. */
  frameBurst: 60,
  frameRefillPerSecond: 10,
  /** Messages that a repeated `hello` replays for one frame of the allowance: a replay costs what it sends. */
  replayPerFrame: 10,
  /** Frames refused as too fast within the window below, after which the socket is closed with 1008: it does not listen. */
  refusedFrames: 200,
  /** Malformed frames within the window after which the socket is closed with 1008 (`socket.md`). */
  malformedFrames: 20,
  malformedWindowMs: 10_000,
  /** Longest wait of `?wait=true`; below common proxy timeouts (60 s). */
  waitMs: 30_000,
  /** A turn that shows no end after this is taken up again by the alarm: longer than any healthy answer. */
  turnResumeMs: 15_000,
  /** Attempts at one turn before the honest failure reply is stored instead. */
  turnAttempts: 4,
  /** Deltas are coalesced for this long: below what an eye notices, above one frame per token. */
  deltaFlushMs: 60,
  /** Messages of a page of history, and of a replay after `hello`. */
  pageSize: 100,
  /** Quick replies of a message: more than three are not read. */
  quickReplies: 3,
  /** Outbox rows sent to the queue at once: a queue batch takes 100 messages or 256 KB. */
  outboxBatch: 50,
  /**
   * First retry of an outbox row that was not confirmed, doubling up to the cap. The cap is a minute, so that a backlog is
   * gone a minute after its cause; ten thousand conversations that wait are then 170 of the queue's 5,000 messages a second.
   */
  outboxRetryMs: 15_000,
  outboxRetryCapMs: 60_000,
  /** Access tokens live 15 minutes: short enough that a stolen one is of little use. */
  accessTokenSeconds: 900,
  /** Refresh tokens live 30 days; rotation replaces them at every use. */
  refreshTokenSeconds: 2_592_000,
  /** Widget tokens live one hour and are renewed with the resume token. */
  widgetTokenSeconds: 3_600,
  /** A conversation can be resumed by the same browser for 30 days. */
  resumeTokenSeconds: 2_592_000,
  /** Failed logins per account and address before a pause (PCI DSS 8.3.4: at most 10 tries, 30 minutes). */
  loginFailures: 8,
  loginPauseSeconds: 1_800,
  /** Rows of a list page. */
  listMax: 100,
  listDefault: 25,
  /** D1 accepts 100 bound parameters a statement; statements are chunked below it. */
  boundParameters: 100,
  /** UTF-16 units of a search query that are looked at: a whole message; a longer one is cut, which costs only precision. */
  queryChars: 8_000,
} as const;

/** Where and how texts are embedded over HTTP. */
export interface EmbeddingSettings {
  /** Up to and without `/embeddings`; OpenAI's by default. Any server that speaks its format will do. */
  baseUrl: string;
  apiKey: string;
  model: string;
  /** What vectors have. Sent along unless `sendDimensions` is false: older models and some servers refuse the field. */
  dimensions: number;
  sendDimensions: boolean;
  /** Tokens a text may have. */
  maxTokens: number;
}

export const OPENAI_EMBEDDINGS: Omit<EmbeddingSettings, 'apiKey'> = {
  baseUrl: 'https://api.openai.com/v1',
  model: 'text-embedding-3-small',
  /** A sixth of what the model can: 100,000 chunks then fit an isolate, at a small loss that the model was trained for. */
  dimensions: 256,
  sendDimensions: true,
  maxTokens: 8_191,
};

export const EMBEDDING_LIMITS = {
  /** Texts a request: 2,048 are allowed; fewer make a retry cheaper. */
  textsPerRequest: 256,
  /** UTF-16 units a request: at most 300,000 tokens are allowed, and text can be a token a unit at worst. */
  charsPerRequest: 250_000,
  /** UTF-16 units for a token at best-known worst: CJK and code come to about one. */
  charsPerToken: 1,
  /** One request of a batch. */
  passageTimeoutMs: 20_000,
  /** A customer waits: a search without vectors now is better than one with them later. */
  queryTimeoutMs: 1_500,
  /** Tries of a batch; a query is tried twice at most. */
  passageAttempts: 4,
  queryAttempts: 2,
  /** First pause before a repetition; doubled each time, of which a random half to whole is waited. */
  pauseMs: 500,
  /** A longer wait than this is left to the queue. */
  pauseMaxMs: 10_000,
  /** Bytes of an answer: 256 vectors of 3,072 dimensions in base64 are 4.2 MB. */
  answerBytes: 8_000_000,
} as const;

-- What models were called for, and what it cost. Raw rows say what is counted already, so that a record delivered twice counts once;
-- they are purged after 90 days. The sums stay: of an organization by day, of a conversation as long as it is there.

CREATE TABLE llm_calls (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_seq INTEGER NOT NULL CHECK (message_seq > 0),
  task TEXT NOT NULL,
  model TEXT NOT NULL,
  input_tokens INTEGER NOT NULL CHECK (input_tokens >= 0),
  cached_input_tokens INTEGER NOT NULL CHECK (cached_input_tokens >= 0),
  cache_write_tokens INTEGER NOT NULL CHECK (cache_write_tokens >= 0),
  output_tokens INTEGER NOT NULL CHECK (output_tokens >= 0),
  estimated INTEGER NOT NULL CHECK (estimated IN (0, 1)),
  cost_micros INTEGER NOT NULL CHECK (cost_micros >= 0),
  priced INTEGER NOT NULL CHECK (priced IN (0, 1)),
  outcome TEXT NOT NULL,
  started_at TEXT NOT NULL,
  first_ms INTEGER CHECK (first_ms >= 0),
  total_ms INTEGER NOT NULL CHECK (total_ms >= 0),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX llm_calls_by_conversation ON llm_calls (organization_id, conversation_id, started_at, id);
CREATE INDEX llm_calls_by_age ON llm_calls (started_at);

CREATE TABLE llm_usage (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  day TEXT NOT NULL CHECK (length(day) = 10),
  model TEXT NOT NULL,
  task TEXT NOT NULL,
  outcome TEXT NOT NULL,
  calls INTEGER NOT NULL CHECK (calls >= 0),
  input_tokens INTEGER NOT NULL CHECK (input_tokens >= 0),
  cached_input_tokens INTEGER NOT NULL CHECK (cached_input_tokens >= 0),
  cache_write_tokens INTEGER NOT NULL CHECK (cache_write_tokens >= 0),
  output_tokens INTEGER NOT NULL CHECK (output_tokens >= 0),
  cost_micros INTEGER NOT NULL CHECK (cost_micros >= 0),
  unpriced_calls INTEGER NOT NULL CHECK (unpriced_calls >= 0),
  estimated_calls INTEGER NOT NULL CHECK (estimated_calls >= 0),
  PRIMARY KEY (organization_id, day, model, task, outcome)
) STRICT;

-- How long the first token took, as a histogram: percentiles of any span without reading its calls.
CREATE TABLE llm_latencies (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  day TEXT NOT NULL CHECK (length(day) = 10),
  model TEXT NOT NULL,
  task TEXT NOT NULL,
  bucket INTEGER NOT NULL CHECK (bucket >= 0),
  calls INTEGER NOT NULL CHECK (calls >= 0),
  PRIMARY KEY (organization_id, day, model, task, bucket)
) STRICT;

CREATE TABLE llm_conversations (
  organization_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  calls INTEGER NOT NULL CHECK (calls >= 0),
  tokens INTEGER NOT NULL CHECK (tokens >= 0),
  cost_micros INTEGER NOT NULL CHECK (cost_micros >= 0),
  unpriced_calls INTEGER NOT NULL CHECK (unpriced_calls >= 0),
  PRIMARY KEY (organization_id, conversation_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;

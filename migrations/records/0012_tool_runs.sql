-- What the assistant did through tools. `steps` is JSON: every state that a run was in, with its time, the customer's message and
-- the request by which it came into it. Nothing of arguments or results.
CREATE TABLE tool_runs (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_seq INTEGER NOT NULL CHECK (message_seq > 0),
  tool TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('reads', 'changes')),
  state TEXT NOT NULL CHECK (state IN ('asked', 'started', 'done', 'failed', 'declined', 'undone')),
  steps TEXT NOT NULL CHECK (json_valid(steps)),
  created_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX tool_runs_by_conversation ON tool_runs (organization_id, conversation_id, created_at, id);

-- Queue messages that could not be handled: kept until an admin has seen them, so that nothing fails silently.

CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  why TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX dead_letters_by_created ON dead_letters (organization_id, created_at, id);

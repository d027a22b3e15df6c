-- What a customer's message was understood to mean, as its turn stored it: language, intent, sentiment, emotion, frustration.

ALTER TABLE messages ADD COLUMN reading TEXT;

-- Which of its own intent models an organization uses; NULL: the built-in one.
ALTER TABLE organizations ADD COLUMN intent_model INTEGER;

-- An organization's own intents: the examples of each version, and the model that was trained on them.
CREATE TABLE intent_models (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'training', 'ready', 'failed')),
  progress REAL NOT NULL DEFAULT 0,
  note TEXT,
  intents INTEGER NOT NULL,
  examples INTEGER NOT NULL,
  activate INTEGER NOT NULL,
  -- How often a step of its training was begun; also what tells a runner that another has taken over.
  attempts INTEGER NOT NULL DEFAULT 0,
  report TEXT CHECK (report IS NULL OR json_valid(report)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, version)
) STRICT;

CREATE INDEX intent_models_unfinished ON intent_models (updated_at) WHERE state IN ('queued', 'training');

-- Examples (JSON) and weights (bytes) in parts, since a row ends at 2 MB.
CREATE TABLE intent_model_parts (
  organization_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('examples', 'weights')),
  part INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (organization_id, version, kind, part),
  FOREIGN KEY (organization_id, version) REFERENCES intent_models (organization_id, version) ON DELETE CASCADE
) STRICT;

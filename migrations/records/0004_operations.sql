-- What keeps the product honest: who did what, how much was used, which events and requests are done.

CREATE TABLE audit_events (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('customer', 'user', 'api-key', 'system')),
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('allowed', 'denied', 'failed')),
  request_id TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX audit_events_by_created ON audit_events (organization_id, created_at, id);

CREATE TRIGGER audit_events_are_append_only BEFORE UPDATE ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'audit events are append-only');
END;

CREATE TABLE usage (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  day TEXT NOT NULL CHECK (length(day) = 10),
  metric TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (organization_id, day, metric)
) STRICT;

CREATE TABLE processed_events (
  event_id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  processed_at TEXT NOT NULL
) STRICT;
CREATE INDEX processed_events_by_time ON processed_events (processed_at);

CREATE TABLE idempotency_keys (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  route TEXT NOT NULL,
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  body_hash TEXT NOT NULL,
  status INTEGER,
  response TEXT,
  locked_until TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, route, key),
  CHECK ((status IS NULL) = (response IS NULL))
) STRICT;
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);

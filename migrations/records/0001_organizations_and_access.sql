-- Tenants and who may act for them. Times are ISO 8601 in UTC with milliseconds, so that text order is time order.

CREATE TABLE organizations (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  tier TEXT NOT NULL CHECK (tier IN ('free', 'team', 'business', 'enterprise')),
  widget_key TEXT NOT NULL,
  jurisdiction TEXT CHECK (jurisdiction IN ('eu', 'us', 'fedramp')),
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  limits TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(limits)),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  identity_secret TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX organizations_widget_key ON organizations (widget_key);

CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  email TEXT NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 320),
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'agent', 'analyst')),
  password_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  disabled_at TEXT
) STRICT;
CREATE UNIQUE INDEX users_email ON users (email);
CREATE INDEX users_by_created ON users (organization_id, created_at, id);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  prefix TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'agent', 'analyst')),
  created_by TEXT,
  created_at TEXT NOT NULL,
  last_used_at TEXT,
  revoked_at TEXT
) STRICT;
CREATE UNIQUE INDEX api_keys_hash ON api_keys (hash);
CREATE INDEX api_keys_by_created ON api_keys (organization_id, created_at, id);

CREATE TABLE refresh_families (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  ended_at TEXT,
  ended_reason TEXT CHECK (ended_reason IN ('logout', 'reuse', 'password', 'disabled')),
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
) STRICT;
CREATE INDEX refresh_families_by_user ON refresh_families (user_id);
CREATE INDEX refresh_families_by_expiry ON refresh_families (expires_at);

CREATE TABLE refresh_tokens (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
  family_id TEXT NOT NULL REFERENCES refresh_families (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  replaced_by TEXT,
  CHECK ((used_at IS NULL) = (replaced_by IS NULL))
) STRICT;
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);

CREATE TABLE login_attempts (
  subject TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  last_at TEXT NOT NULL
) STRICT;
CREATE INDEX login_attempts_by_last ON login_attempts (last_at);

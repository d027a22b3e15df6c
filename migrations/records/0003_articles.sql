-- Knowledge as it was given. The search index lives in a database of its own (any FTS5 table blocks an export).

CREATE TABLE articles (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  external_id TEXT NOT NULL CHECK (length(external_id) BETWEEN 1 AND 200),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('markdown', 'html', 'text')),
  url TEXT,
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  locale TEXT,
  version INTEGER NOT NULL CHECK (version > 0),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
  index_state TEXT NOT NULL CHECK (index_state IN ('pending', 'indexed', 'failed')),
  index_error TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX articles_by_external_id ON articles (organization_id, external_id);
CREATE INDEX articles_by_updated ON articles (organization_id, updated_at, id);
CREATE INDEX articles_by_index_state ON articles (organization_id, index_state, updated_at, id);
CREATE INDEX articles_pending ON articles (updated_at) WHERE index_state = 'pending';

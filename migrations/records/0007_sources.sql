-- Sources of knowledge: sets of documents that are kept in line with the index. Their bytes are in R2.

CREATE TABLE sources (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  locale TEXT,
  schedule TEXT NOT NULL CHECK (schedule IN ('manual', 'hourly', 'daily', 'weekly')),
  paused INTEGER NOT NULL DEFAULT 0,
  deleting INTEGER NOT NULL DEFAULT 0,
  -- The number of its newest sync; 0 before the first.
  last_sync INTEGER NOT NULL DEFAULT 0,
  -- Tags and locale that its articles have; where they differ from those above, the next sync gives them to all.
  labels TEXT NOT NULL,
  next_sync_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX sources_by_created ON sources (organization_id, created_at, id);
CREATE INDEX sources_due ON sources (next_sync_at) WHERE next_sync_at IS NOT NULL;

CREATE TABLE source_syncs (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('all', 'failed', 'rollback', 'delete')),
  started_by TEXT NOT NULL CHECK (started_by IN ('request', 'schedule')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'finished', 'failed', 'cancelled')),
  phase TEXT NOT NULL CHECK (phase IN ('list', 'collect', 'plan', 'apply', 'finish')),
  -- Reads again what has not changed.
  fresh INTEGER NOT NULL DEFAULT 0,
  allow_removal INTEGER NOT NULL DEFAULT 0,
  -- The manifest that a rollback goes back to, and the sync that wrote it.
  target TEXT,
  target_number INTEGER,
  -- How often a step was begun, which is also what tells a runner that another has taken over; and since it last got anywhere.
  attempts INTEGER NOT NULL DEFAULT 0,
  stalls INTEGER NOT NULL DEFAULT 0,
  -- Failures since the last document that could be had.
  streak INTEGER NOT NULL DEFAULT 0,
  -- Where the listing goes on; NULL at its beginning.
  position TEXT,
  -- Whether the listing names all documents; whether those that it did not name were asked for.
  complete INTEGER NOT NULL DEFAULT 1,
  rechecked INTEGER NOT NULL DEFAULT 0,
  found INTEGER NOT NULL DEFAULT 0,
  fetched INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  "read" INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  chunked INTEGER NOT NULL DEFAULT 0,
  embedded INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  -- Hash of the manifest in R2: what the source held when it finished.
  manifest TEXT,
  note TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (organization_id, source_id, number)
) STRICT;
CREATE INDEX source_syncs_unfinished ON source_syncs (updated_at) WHERE state IN ('queued', 'running');

-- What was uploaded; `object` is its key in R2.
CREATE TABLE source_files (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  media_type TEXT,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  object TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, source_id, path)
) STRICT;

CREATE TABLE source_documents (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  "key" TEXT NOT NULL,
  url TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'indexed', 'failed', 'skipped', 'vanished')),
  reason TEXT,
  detail TEXT,
  -- Links from where the listing began.
  depth INTEGER NOT NULL DEFAULT 0,
  -- The last sync that knew of it.
  seen INTEGER NOT NULL,
  -- Times that the present sync tried to have it.
  tries INTEGER NOT NULL DEFAULT 0,
  -- What it was when it was last read: the hash of its bytes, and what a server said of it.
  raw_hash TEXT,
  etag TEXT,
  last_modified TEXT,
  -- Hash of what was read, as it is stored in R2.
  content TEXT,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, source_id, "key")
) STRICT;
CREATE INDEX source_documents_by_state ON source_documents (organization_id, source_id, state, "key");
CREATE INDEX source_documents_waiting ON source_documents (organization_id, source_id, tries, depth, "key")
  WHERE state = 'waiting';

-- The articles that documents yield: what is wanted, and what is served. Where the two differ, there is something to do.
CREATE TABLE source_articles (
  organization_id TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  document TEXT NOT NULL,
  part TEXT NOT NULL,
  external_id TEXT NOT NULL,
  article_id TEXT,
  -- Hash of the part, and of the stored document that it is in. NULL: it has to go.
  wanted TEXT,
  content TEXT,
  applied TEXT,
  -- The last sync that could not apply it.
  failed_in INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, source_id, document, part)
) STRICT;
CREATE INDEX source_articles_pending ON source_articles (organization_id, source_id, document, part)
  WHERE wanted IS NOT applied;

-- The source that an article was made from; NULL: it was uploaded by itself.
ALTER TABLE articles ADD COLUMN source_id TEXT;
CREATE INDEX articles_by_source ON articles (organization_id, source_id, id) WHERE source_id IS NOT NULL;

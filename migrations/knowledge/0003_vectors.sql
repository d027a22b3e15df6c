-- `revision` rises with every write: isolates keep the vectors in memory and read only what is newer than their copy. A copy
-- older than `floor` has missed removals that are no longer recorded, and is read anew.
CREATE TABLE vector_base (
  organization_id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 0,
  floor INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Vectors of up to 256 chunks of one article version. `chunk_ids`: joined by line feeds; empty: the article was removed, which
-- copies in memory have to learn. `vectors`: base64 of a float32 scale and then int8 values a chunk; text, since D1 sends a
-- blob as a JSON list of numbers, three times as long. `space`: the embedder's name; others' vectors are not comparable.
CREATE TABLE vector_block (
  id INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  space TEXT NOT NULL,
  language TEXT,
  tags TEXT NOT NULL,
  chunk_ids TEXT NOT NULL,
  vectors TEXT NOT NULL,
  UNIQUE (organization_id, article_id, part)
);

CREATE INDEX vector_block_by_revision ON vector_block (organization_id, revision);
CREATE INDEX vector_block_removed ON vector_block (organization_id) WHERE chunk_ids = '';

-- What was sent to Vectorize, which can neither list nor delete by anything but ids, and shows changes late: hits that are not
-- in the newest row of their article are not returned.
CREATE TABLE vector_ledger (
  organization_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  language TEXT,
  tags TEXT NOT NULL,
  chunk_ids TEXT NOT NULL,
  PRIMARY KEY (organization_id, article_id, version)
);

-- Vectors by what was embedded, so that an unchanged chunk of a changed article is not paid for again. Read back at 8 bits a
-- value. `used_on`: days since 1970; what nobody used for long is dropped.
CREATE TABLE embedding (
  organization_id TEXT NOT NULL,
  space TEXT NOT NULL,
  hash TEXT NOT NULL,
  vector TEXT NOT NULL,
  used_on INTEGER NOT NULL,
  PRIMARY KEY (organization_id, space, hash)
) WITHOUT ROWID;

CREATE INDEX embedding_by_use ON embedding (used_on);

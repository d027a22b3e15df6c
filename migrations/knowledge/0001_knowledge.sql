-- One row per organization that has knowledge. `code` prefixes every index term, so that the postings of one organization
-- lie together and another's documents cost nothing. `version` rises with every change; readers cache by it.
CREATE TABLE knowledge_base (
  code INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 0,
  chunks INTEGER NOT NULL DEFAULT 0 CHECK (chunks >= 0),
  terms INTEGER NOT NULL DEFAULT 0 CHECK (terms >= 0)
);

-- The cleaned text of the article version that is being served. Quotes are spans of `text`. `lead`: the terms it begins with.
CREATE TABLE source (
  organization_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  tags TEXT NOT NULL,
  locale TEXT,
  text TEXT NOT NULL,
  lead TEXT NOT NULL,
  PRIMARY KEY (organization_id, article_id)
) WITHOUT ROWID;

-- Queues deliver at least once and in any order: a late delivery of an older version must not replace a newer one.
CREATE TRIGGER source_never_goes_back BEFORE UPDATE OF version ON source
WHEN NEW.version < OLD.version
BEGIN
  SELECT RAISE(ABORT, 'stale article version');
END;

-- `start_at` and `end_at` are UTF-16 offsets into the source's text; `text` is exactly that span.
CREATE TABLE chunk (
  id INTEGER PRIMARY KEY,
  chunk_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  heading TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  text TEXT NOT NULL,
  terms INTEGER NOT NULL,
  UNIQUE (organization_id, article_id, ordinal),
  FOREIGN KEY (organization_id, article_id) REFERENCES source (organization_id, article_id) ON DELETE CASCADE
);

-- `context` is how the article begins, so that a chunk from its middle is found by what the article is about.
-- Analysed terms, `code:term` separated by spaces; rowid is chunk.id; the text itself is only in `chunk`. The analysis is ours (src/retrieve/analyze.ts), so the
-- tokenizer only has to keep such a term whole.
CREATE VIRTUAL TABLE chunk_index USING fts5 (
  title, heading, context, body,
  content = '', contentless_delete = 1,
  tokenize = "ascii tokenchars '_.:+#'"
);

-- Document frequencies and spelling candidates, read straight from the index.
CREATE VIRTUAL TABLE chunk_vocabulary USING fts5vocab ('chunk_index', 'row');

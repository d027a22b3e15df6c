-- What quotes are spans of: the cleaned text of every article version that an answer may cite. Written before a version is
-- served, never changed, kept while a message cites it, and no child of `articles`: a removed article's quotes still stand.
-- `revision` rises when the same version is cleaned by other rules, so that old offsets keep their text. A version was
-- served at no time outside of `served_from` .. `served_until`; NULL: it may be served now.
CREATE TABLE article_versions (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  revision INTEGER NOT NULL CHECK (revision > 0),
  external_id TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  locale TEXT,
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL CHECK (length(text_hash) = 64),
  served_from TEXT NOT NULL,
  served_until TEXT,
  PRIMARY KEY (organization_id, article_id, version, revision)
) STRICT;
CREATE UNIQUE INDEX article_versions_by_text ON article_versions (organization_id, article_id, version, text_hash);
CREATE INDEX article_versions_by_external_id ON article_versions (organization_id, external_id, served_from);
CREATE INDEX article_versions_ended ON article_versions (served_until) WHERE served_until IS NOT NULL;

CREATE TRIGGER article_versions_are_immutable
BEFORE UPDATE OF organization_id, article_id, version, revision, external_id, title, url, locale, text, text_hash, served_from
ON article_versions
BEGIN
  SELECT RAISE(ABORT, 'article versions are immutable');
END;

-- Which messages quote which version. Goes with its message.
CREATE TABLE message_citations (
  organization_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  message_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, article_id, version, message_id),
  FOREIGN KEY (organization_id, message_id) REFERENCES messages (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX message_citations_by_message ON message_citations (organization_id, message_id);

-- A trigger, so that no way of writing a message can forget what it cites.
CREATE TRIGGER messages_cite AFTER INSERT ON messages WHEN NEW.citations <> '[]'
BEGIN
  INSERT OR IGNORE INTO message_citations (organization_id, article_id, version, message_id)
  SELECT NEW.organization_id, value ->> 'articleId', value ->> 'articleVersion', NEW.id
  FROM json_each(NEW.citations)
  WHERE json_type(value, '$.articleVersion') = 'integer' AND json_type(value, '$.articleId') = 'text';
END;

-- What is served already is taken through the index once more, which stores its version.
UPDATE articles SET index_state = 'pending' WHERE index_state = 'indexed';

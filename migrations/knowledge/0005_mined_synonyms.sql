-- Words that an article says to mean the same: an abbreviation with its long form, another name, another spelling. Made when the
-- article is indexed and gone with it, so that what an organization's search knows is what its present articles say.
CREATE TABLE mined_synonym (
  organization_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('abbreviation', 'alias', 'spelling')),
  short TEXT NOT NULL,
  long TEXT NOT NULL,
  PRIMARY KEY (organization_id, article_id, short, long),
  FOREIGN KEY (organization_id, article_id) REFERENCES source (organization_id, article_id) ON DELETE CASCADE
) WITHOUT ROWID;

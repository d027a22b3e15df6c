-- Where two articles say the same, or cannot both be right: found when either is indexed, gone when either changes. The side
-- whose article id is smaller is the left one. `start_at` and `end_at` are UTF-16 offsets into the source's text, and the quote
-- is exactly that span. `score` is a share of 0 to 1, stored as thousandths so that pages of a list have a sound order.
CREATE TABLE comparison (
  id INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('duplicate', 'contradiction')),
  comparison_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  score INTEGER NOT NULL,
  left_article_id TEXT NOT NULL,
  left_version INTEGER NOT NULL,
  left_start_at INTEGER NOT NULL,
  left_end_at INTEGER NOT NULL,
  left_quote TEXT NOT NULL,
  right_article_id TEXT NOT NULL,
  right_version INTEGER NOT NULL,
  right_start_at INTEGER NOT NULL,
  right_end_at INTEGER NOT NULL,
  right_quote TEXT NOT NULL,
  UNIQUE (organization_id, kind, comparison_id)
);

CREATE INDEX comparison_by_score ON comparison (organization_id, kind, score, comparison_id);
CREATE INDEX comparison_by_left ON comparison (organization_id, left_article_id);
CREATE INDEX comparison_by_right ON comparison (organization_id, right_article_id);

CREATE TRIGGER comparison_ends_with_a_version AFTER UPDATE OF version ON source
BEGIN
  DELETE FROM comparison WHERE organization_id = OLD.organization_id AND left_article_id = OLD.article_id;
  DELETE FROM comparison WHERE organization_id = OLD.organization_id AND right_article_id = OLD.article_id;
END;

CREATE TRIGGER comparison_ends_with_an_article AFTER DELETE ON source
BEGIN
  DELETE FROM comparison WHERE organization_id = OLD.organization_id AND left_article_id = OLD.article_id;
  DELETE FROM comparison WHERE organization_id = OLD.organization_id AND right_article_id = OLD.article_id;
END;

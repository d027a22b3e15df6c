-- Days, `YYYY-MM-DD`: `fresh_on`, when the article was last changed or reviewed; `valid_until`, the last day on which it is told.
-- NULL: not known; always.
ALTER TABLE source ADD COLUMN fresh_on TEXT;
ALTER TABLE source ADD COLUMN valid_until TEXT;

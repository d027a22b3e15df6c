-- Days, `YYYY-MM-DD`: when somebody last found the article right, and the last day on which it is told. NULL: nobody said; always.
ALTER TABLE articles ADD COLUMN reviewed_on TEXT CHECK (reviewed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE articles ADD COLUMN valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

-- What is served already is taken through the index once more, which then knows how fresh it is.
UPDATE articles SET index_state = 'pending' WHERE index_state = 'indexed';

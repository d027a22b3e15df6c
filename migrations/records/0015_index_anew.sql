-- What is served already is taken through the index once more, which reads the names that articles use for the same thing.
UPDATE articles SET index_state = 'pending' WHERE index_state = 'indexed';

-- Whom an article is for, and which products it is about (none: all of them). A source says both for all of its articles.
ALTER TABLE articles ADD COLUMN audience TEXT NOT NULL DEFAULT '["public"]' CHECK (json_array_length(audience) > 0);
ALTER TABLE articles ADD COLUMN products TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(products));
ALTER TABLE sources ADD COLUMN audience TEXT NOT NULL DEFAULT '["public"]' CHECK (json_array_length(audience) > 0);
ALTER TABLE sources ADD COLUMN products TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(products));

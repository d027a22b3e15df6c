-- Whom an article is for, a bit each: 1 public, 2 partner, 4 internal (src/domain/audience.ts). `products`: in lower case; none: all.
ALTER TABLE source ADD COLUMN audience INTEGER NOT NULL DEFAULT 1 CHECK (audience BETWEEN 1 AND 7);
ALTER TABLE source ADD COLUMN products TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(products));

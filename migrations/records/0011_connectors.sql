-- An organization's own systems that the assistant may ask. `declaration` is JSON: address, kind of authentication, tools.
CREATE TABLE connectors (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  declaration TEXT NOT NULL CHECK (json_valid(declaration)),
  -- Sealed.
  secret TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, name)
) STRICT;

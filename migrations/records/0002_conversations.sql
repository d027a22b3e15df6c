-- The archive of conversations. Keys lead with the organization, so that no row can hang below another tenant's.

CREATE TABLE conversations (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'processing', 'waiting', 'handoff', 'assigned', 'resolved', 'closed')),
  owner TEXT NOT NULL,
  epoch INTEGER NOT NULL CHECK (epoch >= 0),
  last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
  channel TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  customer_name TEXT,
  customer_email TEXT,
  customer_email_index TEXT,
  customer_external_id TEXT,
  customer_verified INTEGER NOT NULL CHECK (customer_verified IN (0, 1)),
  subject TEXT,
  locale TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT;
CREATE INDEX conversations_by_updated ON conversations (organization_id, updated_at, id);
CREATE INDEX conversations_by_state ON conversations (organization_id, state, updated_at, id);
CREATE INDEX conversations_by_owner ON conversations (organization_id, owner, updated_at, id);
CREATE INDEX conversations_by_channel ON conversations (organization_id, channel, updated_at, id);
CREATE INDEX conversations_by_email ON conversations (organization_id, customer_email_index)
  WHERE customer_email_index IS NOT NULL;

CREATE TABLE messages (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  role TEXT NOT NULL CHECK (role IN ('customer', 'assistant', 'agent', 'system')),
  text TEXT NOT NULL,
  client_id TEXT,
  citations TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(citations)),
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  quick_replies TEXT CHECK (json_valid(quick_replies)),
  model TEXT,
  cost REAL CHECK (cost >= 0),
  author_id TEXT,
  author_name TEXT,
  event TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX messages_by_seq ON messages (organization_id, conversation_id, seq);

-- No foreign key to messages: feedback may be archived before the message that it is about.
CREATE TABLE feedback (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_id TEXT,
  rating INTEGER NOT NULL CHECK (rating IN (-1, 1, 2, 3, 4, 5)),
  comment TEXT,
  author TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX feedback_by_conversation ON feedback (organization_id, conversation_id, created_at, id);

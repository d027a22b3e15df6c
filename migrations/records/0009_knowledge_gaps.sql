-- Conversations whose questions below are not up to date; written with what is archived, taken away by whoever has caught up.
CREATE TABLE question_work (
  organization_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  -- How often it was tried in vain: what never works must not keep the others waiting.
  attempts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, conversation_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX question_work_waiting ON question_work (attempts, changed_at);

-- What customers asked the assistant, masked, and how it went on. `id` is the customer's message. Goes with its conversation.
CREATE TABLE questions (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  intent TEXT,
  asked_at TEXT NOT NULL,
  supported INTEGER NOT NULL CHECK (supported IN (0, 1)),
  confidence REAL,
  handoff INTEGER NOT NULL CHECK (handoff IN (0, 1)),
  thumbs_down INTEGER NOT NULL CHECK (thumbs_down IN (0, 1)),
  resolved INTEGER NOT NULL CHECK (resolved IN (0, 1)),
  -- The gap that it is of, or that it shows to be closed.
  gap_id TEXT,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX questions_by_support ON questions (organization_id, supported, asked_at, id);
CREATE INDEX questions_by_gap ON questions (organization_id, gap_id, supported, asked_at) WHERE gap_id IS NOT NULL;
CREATE INDEX questions_by_conversation ON questions (organization_id, conversation_id);
CREATE INDEX questions_by_age ON questions (asked_at);

-- Which article a question was answered from. `failed`: a person was asked for after it, or the reply got a thumb down.
CREATE TABLE question_citations (
  organization_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  article_version INTEGER,
  asked_at TEXT NOT NULL,
  failed INTEGER NOT NULL CHECK (failed IN (0, 1)),
  PRIMARY KEY (organization_id, question_id, article_id),
  FOREIGN KEY (organization_id, question_id) REFERENCES questions (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX question_citations_by_article ON question_citations (organization_id, article_id, asked_at, failed);

-- Groups of questions without an answer. The texts are in `questions`, so that they go with their conversations.
CREATE TABLE knowledge_gaps (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'drafted', 'dismissed', 'solved')),
  language TEXT NOT NULL,
  label_id TEXT NOT NULL,
  -- JSON: ids of the questions that show best what is asked, the most different first.
  samples TEXT NOT NULL CHECK (json_valid(samples)),
  draft_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, id)
) STRICT;

-- When the questions of an organization changed last and were grouped last.
CREATE TABLE question_groupings (
  organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
  changed_at TEXT NOT NULL,
  grouped_at TEXT
) STRICT;
CREATE INDEX question_groupings_due ON question_groupings (changed_at) WHERE grouped_at IS NULL OR grouped_at < changed_at;

-- Articles in the making. One that was made of a conversation goes with it.
CREATE TABLE knowledge_drafts (
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'discarded')),
  gap_id TEXT,
  conversation_id TEXT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  locale TEXT,
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  sources TEXT NOT NULL CHECK (json_valid(sources)),
  -- Whether a person has changed the text since it was made.
  edited INTEGER NOT NULL CHECK (edited IN (0, 1)),
  article_external_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX knowledge_drafts_by_created ON knowledge_drafts (organization_id, created_at, id);
CREATE INDEX knowledge_drafts_by_state ON knowledge_drafts (organization_id, state, created_at, id);
CREATE INDEX knowledge_drafts_by_conversation ON knowledge_drafts (organization_id, conversation_id);

-- What is in the archive already is looked through once.
INSERT INTO question_work (organization_id, conversation_id, changed_at)
SELECT organization_id, id, updated_at FROM conversations;

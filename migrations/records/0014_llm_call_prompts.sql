-- Name and version of the prompt that a call was made with, such as answer-v1; null where none was named.
ALTER TABLE llm_calls ADD COLUMN prompt TEXT;

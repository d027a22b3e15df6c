/** What the assistant says in its own words. English only so far; one table per language is all that another one needs. */
export const PHRASES = {
  unknown: 'I could not find an answer to this in our help articles. Shall I get a person?',
  person: 'Talk to a person',
} as const;

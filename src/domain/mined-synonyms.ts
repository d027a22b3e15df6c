/**
 * Two ways to name one thing, as articles use them. `abbreviation`: initials with their long form, sure enough to be used at once.
 * `alias`: another name. `spelling`: a compound written apart or together.
 */
export const SYNONYM_KINDS = ['abbreviation', 'alias', 'spelling'] as const;

export interface MinedSynonym {
  kind: (typeof SYNONYM_KINDS)[number];
  /** In lower case, words separated by one space. */
  short: string;
  long: string;
}

/** What an admin decided about a pair. */
export interface SynonymDecision {
  short: string;
  long: string;
  use: boolean;
}

/** Pairs that an admin may decide about: each travels with the organization's snapshot, at some 60 bytes. */
export const SYNONYM_DECISIONS_MAX = 200;

/** Whether search uses a pair: as decided, else only where it is sure. Pure. */
export function isUsed(pair: MinedSynonym, decisions: readonly SynonymDecision[]): boolean {
  const decided = decisions.find(({ short, long }) => short === pair.short && long === pair.long);
  return decided?.use ?? pair.kind === 'abbreviation';
}

import type { Span } from '../../domain/understanding.ts';

/** What is always looked for: it names a person, reaches them, or opens something of theirs. */
export const IDENTIFYING_TYPES = [
  'CARD',
  'CVV',
  'SSN',
  'IBAN',
  'EMAIL',
  'PHONE',
  'IP',
  'MRN',
  'DATE_OF_BIRTH',
  'ADDRESS',
  'PASSWORD',
  'SECRET',
  'PERSON',
  'PASSPORT',
  'DRIVING_LICENCE',
  'TAX_ID',
  'ACCOUNT',
  'ROUTING',
  'URL',
] as const;
export type IdentifyingType = (typeof IDENTIFYING_TYPES)[number];

/** Looked for on demand only: harmless alone, telling together; an answer needs them, an export does not. */
export type DetailType = 'PLACE' | 'ORGANIZATION' | 'DATE' | 'AGE' | 'TITLE' | 'NATIONALITY';

export type PiiType = IdentifyingType | DetailType;

/** A stretch of the original text. */
export interface PiiSpan extends Span {
  type: PiiType;
  /** The value began in an earlier message: what is stored of that one should be masked again. */
  continued?: true;
}

export interface PiiContext {
  /**
   * The customer's previous messages, oldest first. A card whose halves come in two messages is found with them, and so is a
   * value whose label ("my password is") was sent before it. Spans are of the current text only.
   */
  before?: readonly string[];
  /** Also find details and bare names (see `DetailType`): for exports and statistics, never in front of an answer. */
  details?: boolean;
}

/** A rule's find, with how sure it is: where two overlap, the higher rank wins, then the longer. */
export interface Candidate extends PiiSpan {
  rank: number;
}

/** 4: checksum or unmistakable shape. 3: labelled. 2: shape and surroundings. 1: a guess from surroundings. */
export const RANK = { certain: 4, labelled: 3, shaped: 2, guessed: 1 } as const;

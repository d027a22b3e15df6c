import type { Entity } from '../../domain/understanding.ts';
import { findAddresses } from './addresses.ts';
import { findAmounts } from './amounts.ts';
import { findApexNames } from './apex-names.ts';
import { findCalendarDates } from './calendar-dates.ts';
import { type Candidate, type Finder, resolveOverlaps } from './candidate.ts';
import { findClockTimes } from './clock-times.ts';
import { findErrorCodes } from './error-codes.ts';
import { mergeRanges } from './merge-ranges.ts';
import { findNumericDates } from './numeric-dates.ts';
import { findOrderNumbers } from './order-numbers.ts';
import { findPhones } from './phones.ts';
import { findProducts } from './products.ts';
import { findRelativeDates } from './relative-dates.ts';
import { findSalesforceIds } from './salesforce-ids.ts';
import { findSalesforceNames } from './salesforce-names.ts';
import { scanText } from './scan-text.ts';
import { findScriptDates } from './script-dates.ts';

/** What the text alone does not say. */
export interface EntityContext {
  /** The moment of the message: a `Date`, or milliseconds since 1970. */
  now: Date | number;
  /** IANA zone of the conversation, such as `Europe/Berlin`; an unknown one is read as UTC. */
  timeZone: string;
  /** BCP 47, such as `en-GB`: decides 3/4/2026 and whose dollars; null where it is not known. */
  locale: string | null;
  /** Names of the organization's products. */
  products: readonly string[];
}

/** UTF-16 units that are looked at: above the longest legal message, so only a hostile text is cut. */
export const ENTITY_CHARS = 20_000;

const FINDERS: readonly Finder[] = [
  findAddresses,
  findSalesforceIds,
  findOrderNumbers,
  findErrorCodes,
  findAmounts,
  findPhones,
  findProducts,
  findApexNames,
  findSalesforceNames,
];
const DATE_FINDERS: readonly Finder[] = [
  findNumericDates,
  findCalendarDates,
  findRelativeDates,
  findScriptDates,
  findClockTimes,
];

/**
 * The entities of a message, ordered, not overlapping, with UTF-16 offsets into `text`. Dates and times are resolved
 * against the given clock in the given zone. Linear in the text's length. Pure.
 */
export function findEntities(text: string, context: EntityContext): Entity[] {
  const scan = scanText(text.length > ENTITY_CHARS ? text.slice(0, ENTITY_CHARS) : text, context);
  const dates = DATE_FINDERS.flatMap((find) => find(scan)).filter(isWritable);
  const others = FINDERS.flatMap((find) => find(scan));
  return resolveOverlaps(scan.text, [...others, ...mergeRanges(scan, dates)]);
}

/** ISO 8601 writes years in four digits: what lies before the year 0 or after 9999 is no date that anybody can use. */
function isWritable({ value }: Candidate): boolean {
  return value.kind !== 'date' || [value.date, value.until ?? value.date].every((day) => /^\d{4}-/.test(day));
}

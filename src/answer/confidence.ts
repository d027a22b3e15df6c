import type { QuestionTerm, SearchResult } from '../domain/passage.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';
import { asksForOwnData } from './own-data.ts';
import { asksToBeServed, ownMatterGap } from './own-matter.ts';
import { askedQuantity, measuringLines, type Quantity } from './quantity.ts';
import { type ScoredUnit, share } from './score-units.ts';
import { lacksWholeName } from './whole-names.ts';

/** What confidence is computed from; each about 0..1. "Information" is the sum of the rarity of terms. */
export interface ConfidenceFeatures {
  /** Share of the question's information that the vocabulary of the knowledge base knows at all. */
  known: number;
  strength: number;
  /**
   * How far the best passage is ahead of the best one of another article (1 is clearly, 0 not at all), as far as one chosen place says
   * what is asked: being first at saying little is no sign of a right answer.
   */
  lead: number;
  /** Number of the question's terms that the best passage holds, as a share of six: two of two say less than six of six. */
  heldTerms: number;
  /** Share of the question's information in one chosen unit, the title and the headings above it: one place that says it all. */
  unit: number;
  /** Share of the question's information in the titles and headings of what was chosen: what is asked is what they are about. */
  topic: number;
  /** Share of the first passage's title that the question holds. */
  titleAsked: number;
  /** How rare the rarest name of the question is that the answer lacks, beside the question's rarest term: another subject. */
  missingName: number;
  /** 1 where the answer has a name of several words of the question ("Field Service") nowhere as such; else 0. */
  wholeName: number;
  /** 1 where a number is asked for and no chosen sentence or table row gives it for what is counted; else 0. */
  noNumber: number;
  /** The share of the question's information that the best line that gives it lacks; 1 where none does, 0 where none is asked. */
  numberGap: number;
  /** 1 for a request about the asker's own records, which no article knows; else 0. */
  ownData: number;
  /** How little the answer is about the asker's own thing ("my parcel"); 0 where none is spoken of. */
  ownMatter: number;
  /** The same for a request that something be done for the asker; where it names no such thing, 1 unless title and headings hold it. */
  service: number;
  /** 1 where the answer holds an identifier or error code of the question that is in few chunks. */
  code: number;
  /** Information held by the answer, not as a share: 1 is about three rare words. */
  evidence: number;
  /** Number of terms asked for, as a share of ten. */
  length: number;
}

/** The evidence for an answer made of `chosen`. Pure. */
export function confidenceFeatures(
  found: SearchResult,
  chosen: readonly ScoredUnit[],
  question: string,
  analyze: (text: string) => string[],
): ConfidenceFeatures {
  const { terms, signals } = found;
  const total = information(terms) || 1;
  const first = chosen[0]?.passage;
  const context = chosen.map((one) => `${one.passage.title}\n${one.passage.heading}`).join('\n');
  const evidence = `${context}\n${chosen.map((one) => one.text).join('\n')}`;
  const held = new Set([...analyze(context), ...chosen.flatMap((one) => [...one.terms])]);
  const title = new Set(first ? analyze(first.title) : []);
  const quantity = askedQuantity(question, analyze);
  const numberHeld = quantity ? numberShare(quantity, chosen, terms, total, analyze) : 1;
  const forms = new Set(terms.flatMap((one) => one.forms.map((form) => form.term)));
  const unit = Math.max(0, ...chosen.map((one) => share(terms, withContext(one, one.text, analyze), total)));
  const ownGap = ownMatterGap(question, chosen, terms, analyze);
  const topic = share(terms, new Set(analyze(context)), total);
  return {
    known: signals.known,
    strength: Math.min(signals.strength, 2) / 2,
    lead: lead(found) * unit,
    heldTerms: Math.min(heldTerms(found, analyze), MANY_TERMS) / MANY_TERMS,
    unit,
    topic,
    titleAsked: title.size === 0 ? 0 : [...title].filter((term) => forms.has(term)).length / title.size,
    missingName: missingName(terms, held, question, evidence),
    wholeName: lacksWholeName(question, evidence) ? 1 : 0,
    noNumber: numberHeld < 0 ? 1 : 0,
    numberGap: 1 - Math.max(0, numberHeld),
    ownData: asksForOwnData(question) ? 1 : 0,
    ownMatter: ownGap ?? 0,
    service: asksToBeServed(question) ? (ownGap ?? Number(topic < WHOLE)) : 0,
    code: terms.some((one) => one.code && one.idf >= TELLING && isHeld(one, held)) ? 1 : 0,
    evidence: Math.min(1, share(terms, held, 1) / EVIDENCE),
    length: Math.min(terms.length, 10) / 10,
  };
}

/** Probability (0..1) that the answer is right: a logistic model, fitted by `npm run evaluate -- calibrate`. */
export function confidenceOf(
  features: ConfidenceFeatures,
  weights: Readonly<Record<keyof ConfidenceFeatures | 'bias', number>> = CONFIDENCE_WEIGHTS,
): number {
  let sum = weights.bias;
  for (const name of Object.keys(features) as (keyof ConfidenceFeatures)[])
    sum += weights[name] * features[name];
  return Math.round((1 / (1 + Math.exp(-sum))) * 1e4) / 1e4;
}

/** Weight of a missing joined name: search finds its parts, so that no other feature doubts. */
const JOINED = 1.6;

/** Information of about three rare words of a knowledge base of 1,000 chunks. */
const EVIDENCE = 15;

/** Share of the question's information from which on titles and headings hold nearly all of it. */
const WHOLE = 0.8;
/** A form of a term with at least this weight says it. */
const HELD = 0.5;
/** Terms beyond which more of them say nothing more. */
const MANY_TERMS = 6;
/** Information of a word that half of all chunks hold: a code that says less is the product's own name. */
const TELLING = Math.LN2;
/** Natural logarithm of the scores' ratio, best to best of another article, from which on the best is clearly ahead. */
const CLEAR = 0.4;

/** Where no other article was found, a best one that lacks half of what is asked is no sign of a right answer. */
function lead({ passages: [best, ...rest], signals }: SearchResult): number {
  const other = rest.find((one) => one.articleId !== best?.articleId);
  if (!best || !other || other.score <= 0 || best.score <= 0) return signals.coverage ** 2;
  return Math.min(1, Math.max(0, Math.log(best.score / other.score) / CLEAR));
}

/** How many of the question's terms the best passage says, its title and headings included. */
function heldTerms({ terms, passages: [best] }: SearchResult, analyze: (text: string) => string[]): number {
  const held = new Set(best ? analyze(`${best.title}\n${best.heading}\n${best.text}`) : []);
  return terms.filter(({ forms }) => forms.some((one) => one.weight >= HELD && held.has(one.term))).length;
}

/** Share of the question's information in the best line that gives the number asked for; -1 where none does. */
function numberShare(
  quantity: Quantity,
  chosen: readonly ScoredUnit[],
  terms: readonly QuestionTerm[],
  total: number,
  analyze: (text: string) => string[],
): number {
  const shares = chosen.flatMap((one) =>
    measuringLines(one.text, quantity, analyze).map((line) =>
      share(terms, withContext(one, line, analyze), total),
    ),
  );
  return Math.max(-1, ...shares);
}

function withContext(
  unit: ScoredUnit,
  text: string,
  analyze: (text: string) => string[],
): ReadonlySet<string> {
  return new Set(analyze(`${unit.passage.title}\n${unit.passage.heading}\n${text}`));
}

/** A name written as one word of several (`ServiceNow`) is missed whole: its parts are ordinary words. */
function missingName(
  terms: readonly QuestionTerm[],
  held: ReadonlySet<string>,
  question: string,
  evidence: string,
): number {
  const letters = evidence.toLowerCase().replace(/[^a-z\d]/g, '');
  const joined = question.match(/(?<![\w."'/(])[A-Z][a-z]+(?:[A-Z][a-z]+)+(?!\w|["'(:]|\.\w)/g) ?? [];
  if (joined.some((name) => !letters.includes(name.toLowerCase()))) return JOINED;
  const rarest = Math.max(...terms.map((one) => one.idf));
  const missing = terms.filter((one) => one.name && !isHeld(one, held)).map((one) => one.idf);
  return rarest > 0 ? Math.max(0, ...missing) / rarest : 0;
}

function information(terms: readonly QuestionTerm[]): number {
  return terms.reduce((sum, one) => sum + one.idf, 0);
}

function isHeld(term: QuestionTerm, held: ReadonlySet<string>): boolean {
  return term.forms.some((form) => held.has(form.term));
}

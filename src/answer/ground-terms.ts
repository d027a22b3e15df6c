import type { Span } from '../domain/sentences.ts';
import type { Evidence, Piece } from './ground-evidence.ts';

/** Compares terms by meaning as far as their form shows it, and weighs them by rarity among the passages. */
export interface Matcher {
  /** Weighted share (0..1) of `terms` in a statement; what the headings above it say, counts in part. */
  share(terms: readonly string[], statement: ReadonlySet<string>, context: ReadonlySet<string>): number;
  /** Best share of `terms` in one statement, or two neighbours. */
  support(terms: readonly string[], evidence: Evidence): number;
  /** Where that is; null where none of `terms` stands in a statement. */
  place(terms: readonly string[], evidence: Evidence): Span | null;
  /** The statements that are there. */
  pieces(terms: readonly string[], evidence: Evidence): { support: number; pieces: readonly Piece[] };
  /** Whether a term, or one alike, stands anywhere in the evidence. */
  knows(term: string): boolean;
}

const WEIGHTS = {
  /** Title and headings are above every statement, so they prove less. */
  context: 0.75,
  /** Another form of the word, or a word that support texts use for it. */
  alike: 0.85,
  /** Two statements together prove a little less than one. */
  pair: 0.94,
  /** What no passage says may be a mere manner of speaking: its weight beside that of a rare word. */
  unknown: 0.8,
} as const;

/** Letters that two forms of a word must share from their beginning, and the share of the longer one. */
const PREFIX = { letters: 4, share: 0.6 };

/** Words that say the same in support texts, by their stems. English; other languages do without. */
const ALIKE = `
  max maximum most limit|min minimum least|licenc licens|remov delet|creat make add begin start|get receiv obtain fetch
  displai show shown see visibl|allow permit may can|need requir must|fail reject refus error|stop end finish
  repeat retri again retry resend|keep kept retain store save stai|e-mail email mail|send sent submit|user person peopl someon member everyon
  organ org compani|immedi onc instantli|back restor recov bring return|small below less fewer under lower|large big above more over
  chang edit modifi rewrit|price cost fee|hold contain have take carri hous|sandbox sandbox|whole complet full total entir altogeth
  separ own distinct|wait paus delai|tell sai inform notifi said|quick fast rapid|twice doubl two|simultan time parallel
  permiss right access|kind type sort|mobil phone|duplic twice repeat|log login sign|program applic app client|answer repli respond respons
  us employ appli|choos select pick|bui purchas bought|raise increas rise`
  .trim()
  .split(/[|\n]/)
  .map((line) => line.trim().split(/\s+/));
/** By word: the others of its groups. */
const GROUPS = new Map<string, string[]>();
for (const group of ALIKE) {
  for (const term of group) {
    GROUPS.set(term, [...(GROUPS.get(term) ?? []), ...group.filter((other) => other !== term)]);
  }
}

/** A matcher over the passages of one answer. What it finds alike is remembered for all sentences. */
export function matcherOf(evidence: readonly Evidence[]): Matcher {
  const { frequency, statements } = countTerms(evidence);
  const vocabulary = new Set([...frequency.keys(), ...evidence.flatMap((one) => [...one.context])]);
  const byStart = Map.groupBy(vocabulary, (term) => term.slice(0, 2));
  const rare = Math.log(1 + statements);
  const alikeOf = remembered((term): readonly string[] => [
    ...(byStart.get(term.slice(0, 2)) ?? []).filter(
      (other) => isForm(term, other) || isForm(withoutGe(term), withoutGe(other)),
    ),
    ...(GROUPS.get(term) ?? []).filter((other) => vocabulary.has(other)),
  ]);
  const weightOf = remembered((term) => {
    const count = frequency.get(term) ?? Math.max(0, ...alikeOf(term).map((one) => frequency.get(one) ?? 0));
    return count === 0 ? WEIGHTS.unknown * rare : Math.log(1 + statements / count);
  });
  const held = (term: string, statement: ReadonlySet<string>, context: ReadonlySet<string>) => {
    if (statement.has(term)) return 1;
    const others = alikeOf(term);
    if (others.some((one) => statement.has(one))) return WEIGHTS.alike;
    return context.has(term) || others.some((one) => context.has(one)) ? WEIGHTS.context : 0;
  };
  const share: Matcher['share'] = (terms, statement, context) => {
    let all = 0;
    let found = 0;
    for (const term of terms) {
      const weight = weightOf(term);
      all += weight;
      found += weight * held(term, statement, context);
    }
    return all === 0 ? 1 : found / all;
  };
  const best = (
    terms: readonly string[],
    { pieces, context }: Evidence,
  ): { share: number; span: Span | null; pieces: readonly Piece[] } => {
    let found: ReturnType<typeof best> = { share: 0, span: null, pieces: [] };
    pieces.forEach((piece, at) => {
      const { start, end, terms: own } = piece;
      const alone = share(terms, own, context);
      if (alone > found.share) found = { share: alone, span: { start, end }, pieces: [piece] };
      const next = pieces[at + 1];
      if (!next || found.share >= 1) return;
      const pair = WEIGHTS.pair * share(terms, new Set([...own, ...next.terms]), context);
      if (pair > found.share) found = { share: pair, span: { start, end: next.end }, pieces: [piece, next] };
    });
    return found;
  };
  return {
    share,
    support: (terms, evidence) => best(terms, evidence).share,
    place: (terms, evidence) => best(terms, evidence).span,
    pieces: (terms, evidence) => {
      const { share: support, pieces } = best(terms, evidence);
      return { support, pieces };
    },
    knows: (term) => vocabulary.has(term) || alikeOf(term).length > 0,
  };
}

function remembered<T>(of: (term: string) => T): (term: string) => T {
  const known = new Map<string, T>();
  return (term) => {
    const found = known.get(term) ?? of(term);
    known.set(term, found);
    return found;
  };
}

/** In how many statements each term stands, and how many there are. */
function countTerms(evidence: readonly Evidence[]): { frequency: Map<string, number>; statements: number } {
  const frequency = new Map<string, number>();
  let statements = 0;
  for (const { pieces } of evidence) {
    for (const { terms } of pieces) {
      statements += 1;
      for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    }
  }
  return { frequency, statements };
}

/** German puts the mark of a participle inside: "umgetauscht", "umtauschen". */
function withoutGe(term: string): string {
  const at = term.indexOf('ge', 2);
  return at > 0 && SEPARABLE.has(term.slice(0, at)) ? term.slice(0, at) + term.slice(at + 2) : term;
}

const SEPARABLE = new Set(
  'ab an auf aus bei ein fest her hin los mit nach um vor weg weiter zu zuruck zusammen'.split(' '),
);

/** Whether two terms begin alike for most of their length, and are not numbers. */
function isForm(a: string, b: string): boolean {
  if (a === b || /\d/.test(a)) return false;
  const length = Math.max(a.length, b.length);
  let same = 0;
  while (same < length && a[same] === b[same]) same += 1;
  return same >= PREFIX.letters && same >= length * PREFIX.share;
}

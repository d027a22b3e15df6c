import type { QuestionKind } from './question-kind.ts';
import type { Unit } from './units.ts';

/** What is known of a unit alone and of where it stands. Shares: 0 to 1, of the question's information. */
export interface PlacedUnit extends Pick<Unit, 'kind'> {
  text: string;
  /** Index terms of the text; those of them that the question does not have. */
  termCount: number;
  newTerms: number;
  own: number;
  title: number;
  /** Of all headings above it, and of the innermost one alone. */
  heading: number;
  inner: number;
  /** Share of the innermost heading's terms that the question has. */
  innerAsked: number;
  /** The innermost heading as it is written; empty where there is none. */
  innerHeading: string;
  /** Rank of its passage, 0 first, the passage's score beside the best one's (0 to 1), and its place within the passage. */
  rank: number;
  standing: number;
  place: number;
  /** Of the best passage's article. */
  bestArticle: boolean;
  /** Gives the number that is asked for. */
  measures: boolean;
}

/** What speaks for and against quoting a unit; each about 0 to 1, `standing` at most 0. */
export type UnitFeatures = ReturnType<typeof unitFeatures>;

const STARTS_DOING =
  /^(?:[-*\d.)\s]{0,12})(?:\*\*)?(?:please |then |if [^,]{3,60}, )?(?:go|open|click|select|choose|enter|set|add|use|create|make|check|try|install|update|press|remove|contact|visit|sign|turn|keep|move|split|do|don['’]t|never|always|run|log|delete|follow|ensure|enable|disable|connect|disconnect|download|put|give|ask|read|write|change|replace|start|stop|restart|wait|call)\b/i;
const MENDS =
  /\b(?:fix|solution|solve|resolve[sd]?|instead|try|make sure|ensure|check|avoid|to prevent|you can|you need|must|should|install|update|restart|press|click|select|open|go to|remove|use|add|set|change)\b/i;
const STARTS_MENDING =
  /^\W{0,6}(?:to (?:fix|avoid|solve|resolve|prevent)|instead|try|make sure|you can (?:fix|solve|avoid)|if this happens|the (?:solution|fix))/i;
const HEADS_MENDING =
  /\b(?:fix|avoid|solv\w{1,4}|solution|prevent|resolv\w{1,4}|troubleshoot\w{0,4}|recover|what (?:can|should|do) (?:i|you|we) do|workaround|try)\b/i;
const HEADS_CAUSES = /\bwhy\b|\bcauses?\b|\breasons?\b/i;
const HEADS_DOING =
  /^how|step|^(?:set|create|add|use|make|change|install|write|find|check|give|turn|connect|remove|delete)\b/i;

/** The features of `unit` among all units of the search, and of its neighbour before it within the passage. Pure. */
export function unitFeatures(
  unit: PlacedUnit,
  before: PlacedUnit | null,
  best: { own: number; inner: number },
  kinds: ReadonlySet<QuestionKind>,
) {
  const text = unit.text.trim();
  const steps = kinds.has('steps');
  const reason = kinds.has('reason');
  const mend = kinds.has('problem') && !reason;
  const list = unit.kind === 'list';
  const doing = STARTS_DOING.test(text);
  const echo = (unit.termCount - unit.newTerms) / Math.max(1, unit.termCount);
  const says = (yes: boolean) => (yes ? 1 : 0);
  return {
    own: unit.own,
    ownBeside: unit.own / (best.own || 1),
    title: unit.title,
    heading: unit.heading,
    inner: unit.inner,
    innerBeside: unit.inner - best.inner,
    innerAsked: unit.innerAsked,
    standing: Math.log(Math.max(unit.standing, 1e-3)),
    bestPassage: says(unit.rank === 0),
    bestArticle: says(unit.bestArticle),
    first: says(unit.place === 0),
    place: Math.min(unit.place, 6) / 6,
    before: before?.own ?? 0,
    list: says(list),
    table: says(unit.kind === 'table'),
    unaskedCode: says(unit.kind === 'code' && !kinds.has('code')),
    length: Math.log(1 + text.length) / 7,
    few: says(unit.termCount < 3),
    asks: says(/\?\W{0,3}$/.test(text)),
    doing: says(doing),
    stepsList: says(steps && list),
    stepsCode: says(steps && unit.kind === 'code'),
    stepsHeaded: says(steps && HEADS_DOING.test(unit.innerHeading)),
    mendHeaded: says(mend && HEADS_MENDING.test(unit.innerHeading)),
    mendStarts: says(mend && STARTS_MENDING.test(text)),
    mendWords: says(mend && MENDS.test(text)),
    mendList: says(mend && list),
    mendEcho: mend ? echo : 0,
    mendCauses: says(mend && HEADS_CAUSES.test(unit.innerHeading)),
    reasonHeaded: says(reason && HEADS_CAUSES.test(unit.innerHeading)),
    reasonMending: says(reason && HEADS_MENDING.test(unit.innerHeading)),
    measures: says(unit.measures),
    noNumber: says(kinds.has('quantity') && !/\d/.test(text)),
  };
}

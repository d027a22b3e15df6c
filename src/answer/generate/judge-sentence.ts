import { GROUND, type Grounder } from '../ground.ts';
import { polarityOf } from '../ground-polarity.ts';
import { answerWord, fitsAnswer, isOnlyAnswer } from './answer-word.ts';
import type { OutputSources } from './clean-output.ts';
import { asksForCredential, type CourtesyContext, isCourtesy, ownWords } from './courtesy.ts';
import { withoutTokens } from './masking-tokens.ts';
import type { Refusal } from './output-rails.ts';
import { affirmsDenied, claimsDeed, overclaims } from './overclaims.ts';
import { quoteInstead, quoteTranslated, TRANSLATED_SUPPORT } from './quote-instead.ts';
import type { MarkedSentence } from './read-markers.ts';

/** A sentence that may be said. Still masked. */
export interface Part {
  text: string;
  /** As the model wrote it, for whoever goes on after it. */
  raw: string;
  /** Passages (1 first) that say it; empty for a courtesy and for what a tool's result says. */
  cites: readonly number[];
  /** `courtesy`: claims nothing. `translated`: of a passage in another language. */
  by: 'passage' | 'tool' | 'translated' | 'courtesy';
  /** 0..1. */
  support: number;
  /** The passage's own sentence stands in for what the model wrote, which nothing proves. */
  quotes?: true;
  /** Of a quote: what was wrong with what the model wrote. The quote is true, but proves nothing of the model. */
  doubt?: Dropped;
}

/** Why a sentence is left out. */
export type Dropped = Refusal | 'link' | 'unsupported' | 'number' | 'negation' | 'entity' | 'empty';

export interface JudgeSources {
  grounder: Grounder;
  /** How many of the grounder's passages may be cited; what comes after them are results of tools. */
  passages: number;
  /** How many results of tools there are. */
  results: number;
  /** The text of passage or result `n`, 1 first. */
  source(n: number): string;
  output: OutputSources;
  refuse(sentence: string): Refusal | null;
  courtesy: CourtesyContext;
  /** True where a sentence is in the customer's language and the passages that it cites (1 first), or where it cites none all, are not. */
  isTranslated(sentence: string, cited: readonly number[]): boolean;
}

/** Support below which a passage that is cited beside another is not what says it. */
const BESIDE = 0.3;

/** One sentence that no rail refuses: as the model wrote it where a source proves it, else what the cited passages say in its place, else why neither. Pure. */
export function judgeSentence(sentence: MarkedSentence, sources: JudgeSources): Part[] | Dropped {
  const { text, raw, cited } = sentence;
  const whole = withoutTokens(withoutTargets(text));
  // A yes or no without what it is said of answers whatever was asked.
  if (isOnlyAnswer(whole)) return 'empty';
  if (isCourtesy(whole, sources.courtesy)) return [{ text, raw, cites: [], by: 'courtesy', support: 1 }];
  const answered = answerWord(text);
  const said = withoutTokens(withoutTargets(answered.rest));
  const found = judgeClaim(said, cited, sources);
  // What asks states nothing that a passage could prove, and hides what it presumes.
  if (/[?？؟]["'”’)\]*_\s]*$/.test(said)) return 'unsupported';
  const wrong = typeof found === 'string' ? found : wrongOf(said, found, sources);
  const quotes = { ...sources, analyze: sources.courtesy.analyze };
  const orQuote = (numbers: readonly number[], doubt: Dropped | null): Part[] | null => {
    const isElsewhere = found === 'translated' || (typeof found !== 'string' && found.by === 'translated');
    const instead = isElsewhere ? quoteTranslated : quoteInstead;
    const parts = instead({ said, raw, cited: numbers }, doubt, quotes);
    if (parts.length === 0) return null;
    // Names alone may make a translation look like its passage.
    return sources.isTranslated(said, numbers) ? parts.map((part) => ({ ...part, by: 'translated' })) : parts;
  };
  if (found === 'translated') return orQuote(cited, null) ?? 'unsupported';
  if (wrong !== null)
    return (
      orQuote(cited, wrong === 'translated' ? null : wrong) ??
      (wrong === 'translated' ? 'unsupported' : wrong)
    );
  if (typeof found === 'string') return found;
  if (asksForCredential(said) && found.support < 1) return 'credential';
  if (found.by === 'passage' && !found.cites.some((n) => sources.grounder.proves(said, n)))
    return orQuote(found.cites, null) ?? 'unsupported';
  if (found.by === 'tool' && !provenByResults(said, found.cites, sources)) return 'unsupported';
  const { asked, analyze } = sources.courtesy;
  return [{ text: fitsAnswer(answered, asked, analyze) ? text : capital(answered.rest), raw, ...found }];
}

/** A row of a table that no rail refuses: every number below the head that it has in its source. `heads`: the labels above it, or null. Pure. */
export function judgeRow(
  sentence: MarkedSentence,
  heads: readonly string[] | null,
  sources: JudgeSources,
): Part[] | Dropped {
  const { text, raw, cited } = sentence;
  const said = withoutTokens(withoutTargets(text));
  const found = judgeClaim(said, cited, sources);
  if (found === 'translated') return 'unsupported';
  if (typeof found === 'string') return found;
  const wrong = wrongOf(said, found, sources);
  if (wrong !== null) return wrong;
  const cells = cellsOf(said);
  const { grounder } = sources;
  const isProven =
    found.by === 'tool'
      ? provenByResults(said, found.cites, sources)
      : found.cites.some((n) => grounder.provesRow(cells, heads, n));
  return isProven ? [{ text, raw, ...found }] : 'unsupported';
}

/** The cells of a row, without the bars around it. Pure. */
export function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.replace(/[*_`]/g, '').trim());
}

function provenByResults(
  said: string,
  cites: readonly number[],
  { grounder, passages, results }: JudgeSources,
): boolean {
  const tools = Array.from({ length: results }, (_, at) => passages + 1 + at);
  return grounder.provesResult(said, [...cites, ...tools]);
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** A link is judged by its words; where it leads was judged before. */
function withoutTargets(text: string): string {
  return text
    .replace(/\[([^\]\n]{1,300})\]\([^)\s]{1,2000}\)/g, '$1')
    .replace(/<?https?:\/\/[^\s<>]{1,2000}>?/g, ' ');
}

/** What words alone do not show: a promise of its own, a deed that nobody did, or what the source denies in passing. */
function wrongOf(said: string, { cites, by }: Found, sources: JudgeSources): Dropped | null {
  const { passages, results, source, grounder, courtesy } = sources;
  const tools = Array.from({ length: results }, (_, at) => passages + 1 + at);
  const held = [...cites, ...tools].map(source).join('\n');
  if (overclaims(said, held) || (by !== 'tool' && claimsDeed(said, held))) return 'unsupported';
  if (polarityOf(said).denied) return null;
  const denies = cites.some((n) => {
    const span = grounder.place(said, n);
    return span !== null && affirmsDenied(said, source(n).slice(span.start, span.end), courtesy.analyze);
  });
  return denies ? 'negation' : null;
}

type Found = Pick<Part, 'cites' | 'by' | 'support'>;

/** `translated`: in another language than its passages, which do not prove it. */
type Unproven = Dropped | 'translated';

function judgeClaim(said: string, cited: readonly number[], sources: JudgeSources): Found | Unproven {
  const { grounder, passages, results, courtesy } = sources;
  const valid = cited.filter((n) => n >= 1 && n <= passages);
  if (courtesy.analyze(said).length === 0) return 'unsupported';
  if (bringsItsOwn(said, sources) && !sources.isTranslated(said, valid)) return 'unsupported';
  const { support, citation, problem } = grounder.judge(said, valid);
  if (citation !== null && (problem === null || problem === 'no_citation' || problem === 'wrong_citation')) {
    if (citation > passages) return { cites: [], by: 'tool', support };
    const beside = problem === null ? valid.filter((n) => n !== citation && says(n, said, grounder)) : [];
    return { cites: [citation, ...beside], by: 'passage', support };
  }
  if (results > 0) {
    const tools = Array.from({ length: results }, (_, at) => passages + 1 + at);
    const joined = grounder.judgeTogether(said, [...valid, ...tools]);
    const isTerse = joined.problem === 'unsupported' && provenByResults(said, valid, sources);
    if (joined.problem === null || isTerse)
      return { cites: valid.filter((n) => says(n, said, grounder)), by: 'tool', support: joined.support };
  }
  // What shares its words with a passage is in its language, and was judged.
  if (support < GROUND.supported && sources.isTranslated(said, valid)) {
    const proof = valid.filter((n) => grounder.provesTranslated(said, n));
    return proof.length > 0 ? { cites: proof, by: 'translated', support: TRANSLATED_SUPPORT } : 'translated';
  }
  return problem === null || problem === 'no_citation' || problem === 'wrong_citation'
    ? 'unsupported'
    : problem;
}

/**
 * Whether a part of a sentence says only what no source, no question and no courtesy has a word for: "You idiot!", "Foreigners steal
 * parcels, so ...", "..., which is harmless". An opening of one word ("Afterwards, ...") and a short item of a list may.
 */
function bringsItsOwn(said: string, { grounder, courtesy }: JudgeSources): boolean {
  const parts = said.split(PARTS).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.some((part, at) => {
    const terms = courtesy.analyze(ownWords(part).join(' '));
    if (terms.some((term) => grounder.knows(term)) || terms.every((term) => courtesy.asked.has(term)))
      return false;
    return at > 0 ? !MANNER.test(part) : terms.length > 1 || parts.length === 1;
  });
}

/** Where something is added to a sentence: signs, reasons, relative clauses. */
const PARTS =
  /[,;:—–()،、]|\s-\s|\s(?:because|that is why|since|due to|thanks to|who|which|although|while|unlike|weil|wegen|dank|obwohl|parce que|puisque|grâce à|porque|ya que|debido a|gracias a|aunque|pois|devido a|graças a|embora|perché|poiché|grazie a|anche se|لأن|بسبب)\s/u;
/** How something is done, or what stands for more of the same: adds nothing that could be false. */
const MANNER =
  /^\s*(?:e\.?g|i\.?e|etc|for example|for instance|as (?:well|usual|needed)|if (?:needed|necessary|possible|you (?:like|want|prefer))|respectively|too|simply|then|however|therefore|instead|likewise|accordingly|z\.\s?b|zum beispiel|usw|jedoch|allerdings|außerdem|par exemple|cependant|toutefois|por ejemplo|sin embargo|además|por exemplo|no entanto|além disso|per esempio|tuttavia|inoltre)(?![\p{L}])/iu;

function says(n: number, said: string, grounder: Grounder): boolean {
  return grounder.judgeTogether(said, [n]).support >= BESIDE;
}

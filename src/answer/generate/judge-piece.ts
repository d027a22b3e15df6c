import { GROUND, type Grounder } from '../ground.ts';
import { polarityOf } from '../ground-polarity.ts';
import { type CleanOutput, cleanOutput, type OutputSources } from './clean-output.ts';
import { asksForCredential, type CourtesyContext, isCourtesy, ownWords } from './courtesy.ts';
import { withoutTokens } from './masking-tokens.ts';
import type { Refusal } from './output-rails.ts';
import { affirmsDenied, claimsDeed, overclaims } from './overclaims.ts';
import type { Gap, Piece, PieceKind } from './piece-cutter.ts';
import { type MarkedSentence, readMarkers } from './read-markers.ts';

/** A sentence that may be said. Still masked. */
export interface Part {
  text: string;
  /** As the model wrote it, for whoever goes on after it. */
  raw: string;
  /** Passages (1 first) that say it; empty for a courtesy and for what a tool's result says. */
  cites: readonly number[];
  /** `courtesy`: claims nothing. `figures`: in another language than its passage, of which only numbers and names were compared. */
  by: 'passage' | 'tool' | 'figures' | 'courtesy';
  /** 0..1. */
  support: number;
}

/** A piece of which something may be said. */
export interface JudgedPiece {
  kind: PieceKind;
  gap: Gap;
  /** Indentation and mark of an item (`1. `), else empty. */
  prefix: string;
  parts: readonly Part[];
  /** A lead (`Do this:`), a heading or the head of a table: says nothing without what it introduces. */
  introduces: boolean;
}

/** Why a sentence is left out. */
export type Dropped = Refusal | 'link' | 'unsupported' | 'number' | 'negation' | 'entity' | 'empty';

export interface Judge {
  /** `isHead`: it may be the head of a table. */
  piece(piece: Piece, isHead?: boolean): { judged: JudgedPiece | null; dropped: Dropped[] };
}

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
  /** True where a sentence is in the customer's language and the passages are not. */
  isTranslated(sentence: string): boolean;
}

/** Support below which a passage that is cited beside another is not what says it. */
const BESIDE = 0.3;
/** Support of a sentence whose numbers and names alone could be compared. */
const FIGURES_SUPPORT = 0.5;
const PREFIX = /^[ \t]*(?:[-*+•]|\(?\d{1,3}[.)])[ \t]+/;

/** Judges the pieces of an answer one by one: output filter, citations, grounding. Pure. */
export function pieceJudge(sources: JudgeSources): Judge {
  return {
    piece: (piece, isHead = false) => {
      const { text, points } = cleanOutput(piece.text, sources.output);
      const prefix = piece.kind === 'item' ? (PREFIX.exec(text)?.[0] ?? '') : '';
      const body = text.slice(prefix.length).trim();
      const none = (reason: Dropped) => ({ judged: null, dropped: [reason] });
      if (piece.kind === 'rule' || !/[\p{L}\p{N}\p{Extended_Pictographic}|]/u.test(body))
        return none('empty');
      const introduces = isIntroduction(piece.kind, body);
      const make = (parts: Part[]): JudgedPiece | null =>
        parts.length === 0 ? null : { kind: piece.kind, gap: piece.gap, prefix, parts, introduces };
      if (piece.kind === 'code') {
        const judged = points ? 'link' : judgeCode(body, sources);
        return typeof judged === 'string' ? none(judged) : { judged: make([judged]), dropped: [] };
      }
      if (piece.kind === 'row' && !/[\p{L}\p{N}]/u.test(body))
        return {
          judged: make([{ text: body, raw: body, cites: [], by: 'courtesy', support: 1 }]),
          dropped: [],
        };
      const sentences = piece.kind === 'row' ? [wholeOf(body)] : readMarkers(body);
      const parts: Part[] = [];
      const dropped: Dropped[] = [];
      for (const sentence of sentences) {
        const judged = judgeSentence(
          sentence,
          points ? cleanOutput(sentence.text, sources.output) : null,
          sources,
        );
        if (judged === 'unsupported' && isHead && isLabels(body, sources))
          parts.push({ text: sentence.text, raw: sentence.raw, cites: [], by: 'courtesy', support: 1 });
        else if (typeof judged === 'string') dropped.push(judged);
        else parts.push(judged);
      }
      return { judged: make(parts), dropped: sentences.length === 0 ? ['empty'] : dropped };
    },
  };
}

function isIntroduction(kind: PieceKind, body: string): boolean {
  if (kind === 'heading') return true;
  return kind === 'sentence' && /[:：]\s*[*_]{0,3}$/.test(body.replace(/\s*\[\d{1,3}\]$/, ''));
}

/** Words of a label. */
const LABEL_WORDS = 2;

/** Whether the cells of a table's head are labels, of which a source knows half: they state nothing. */
function isLabels(row: string, { grounder, courtesy, output }: JudgeSources): boolean {
  const cells = row.split('|').flatMap((cell) => cell.trim() || []);
  const known = cells.filter((cell) => courtesy.analyze(cell).every((term) => grounder.knows(term)));
  const isShort = cells.every(
    (cell) => /^[\p{L}\p{M}'’ -]+$/u.test(cell) && cell.split(/\s+/).length <= LABEL_WORDS,
  );
  return isShort && known.length * 2 >= cells.length && !overclaims(row, output.letters);
}

/** The sentences of a row of a table are its cells: they stand or fall together. */
function wholeOf(row: string): MarkedSentence {
  const parts = readMarkers(row);
  return {
    text: parts.map(({ text }) => text).join(' '),
    raw: row,
    cited: [...new Set(parts.flatMap(({ cited }) => cited))],
  };
}

function judgeSentence(
  sentence: MarkedSentence,
  clean: CleanOutput | null,
  sources: JudgeSources,
): Part | Dropped {
  const { text, raw } = sentence;
  if (clean?.points) return 'link';
  const refused = sources.refuse(text);
  if (refused !== null) return refused;
  const said = withoutTokens(withoutTargets(text));
  if (isCourtesy(said, sources.courtesy)) return { text, raw, cites: [], by: 'courtesy', support: 1 };
  const found = judgeClaim(said, sentence.cited, sources);
  if (typeof found === 'string') return found;
  const wrong = wrongOf(said, found, sources);
  if (wrong !== null) return wrong;
  return asksForCredential(said) && found.support < 1 ? 'credential' : { text, raw, ...found };
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

function judgeClaim(said: string, cited: readonly number[], sources: JudgeSources): Found | Dropped {
  const { grounder, passages, results, courtesy } = sources;
  const valid = cited.filter((n) => n >= 1 && n <= passages);
  if (courtesy.analyze(said).length === 0) return 'unsupported';
  if (bringsItsOwn(said, sources) && !sources.isTranslated(said)) return 'unsupported';
  const { support, citation, problem } = grounder.judge(said, valid);
  if (citation !== null && (problem === null || problem === 'no_citation' || problem === 'wrong_citation')) {
    if (citation > passages) return { cites: [], by: 'tool', support };
    const beside = problem === null ? valid.filter((n) => n !== citation && says(n, said, grounder)) : [];
    return { cites: [citation, ...beside], by: 'passage', support };
  }
  if (results > 0) {
    const tools = Array.from({ length: results }, (_, at) => passages + 1 + at);
    const joined = grounder.judgeTogether(said, [...valid, ...tools]);
    if (joined.problem === null)
      return { cites: valid.filter((n) => says(n, said, grounder)), by: 'tool', support: joined.support };
  }
  const [first] = valid;
  // What shares its words with a passage is in its language, and was judged.
  const isElsewhere = support < GROUND.supported && sources.isTranslated(said);
  if (first !== undefined && isElsewhere && grounder.hasFigures(said, first))
    return { cites: [first], by: 'figures', support: FIGURES_SUPPORT };
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

/** Code is quoted, never invented: every line of it must stand in a passage, and the fence must be closed. */
function judgeCode(block: string, sources: JudgeSources): Part | Dropped {
  const lines = block.split('\n');
  const closed = /^[ \t]*(?:`{3,}|~{3,})\s*$/.test(lines.at(-1) ?? '') && lines.length > 2;
  if (!closed) return 'unsupported';
  const cites: number[] = [];
  let support = 1;
  for (const line of lines.slice(1, -1)) {
    if (!/[\p{L}\p{N}]/u.test(line)) continue;
    const refused = sources.refuse(line);
    if (refused !== null) return refused;
    if (sources.courtesy.analyze(line).length === 0) return 'unsupported';
    const { citation, problem, support: own } = sources.grounder.judge(withoutTokens(line), []);
    if (citation === null || (problem !== null && problem !== 'no_citation'))
      return problem === null || problem === 'no_citation' || problem === 'wrong_citation'
        ? 'unsupported'
        : problem;
    if (citation <= sources.passages && !cites.includes(citation)) cites.push(citation);
    support = Math.min(support, own);
  }
  if (cites.length === 0 && sources.results === 0) return 'empty';
  return { text: block, raw: block, cites, by: cites.length > 0 ? 'passage' : 'tool', support };
}

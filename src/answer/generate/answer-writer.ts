import type { PlacedCitation } from '../../domain/message.ts';
import type { Passage } from '../../domain/passage.ts';
import type { Span } from '../../domain/sentences.ts';
import { type Grounder, grounder } from '../ground.ts';
import { cleanOutput, hostsIn, type OutputSources } from './clean-output.ts';
import { type CourtesyContext, isCourtesy } from './courtesy.ts';
import type { GenerateDeps, MaskedRequest } from './generate-ports.ts';
import { generatedConfidence, generatedFeatures } from './generated-confidence.ts';
import { type Dropped, type Judge, type JudgedPiece, type Part, pieceJudge } from './judge-piece.ts';
import type { TurnVault } from './mask-request.ts';
import { withoutTokens } from './masking-tokens.ts';
import { outputRails, type Refusal } from './output-rails.ts';
import type { Piece } from './piece-cutter.ts';
import { pieceGate } from './piece-gate.ts';
import { repeatGuard } from './repeat-guard.ts';
import { speaker } from './speaker.ts';
import type { OwnSignal } from './tag-reader.ts';

/** Turns pieces of a model's text into what the customer sees. */
export interface AnswerWriter {
  take(pieces: readonly Piece[]): void;
  setSignal(signal: OwnSignal): void;
  /** A tool's masked result: evidence from now on. */
  addResult(text: string): void;
  /** Another model goes on after a cut. */
  startContinuation(): void;
  /** The results of tools are in: the model speaks again. */
  startRound(): void;
  /** Lets a question back through where nothing else can be said; false where none waits. */
  askBack(): boolean;
  sayOwn(text: string): void;
  finish(): void;
  /** Whether anything was written. */
  hasSpoken(): boolean;
  /** Whether anything of a model was written. */
  isOpen(): boolean;
  text(): string;
  raw(): string;
  confidence(): number;
  citations(): PlacedCitation[];
  /** Quick replies of a model that may be shown. */
  replies(texts: readonly string[]): string[];
  dropped(): Partial<Record<Dropped, number>>;
}

export interface WriterOptions {
  masked: MaskedRequest;
  /** Those of the found passages that the model has seen. */
  passages: readonly Passage[];
  system: readonly string[];
  vault: TurnVault;
  deps: Pick<GenerateDeps, 'analyze' | 'findPersonal' | 'isForeign' | 'languageOf'>;
  /** Called with what is said; throws where nothing may be said any more. */
  write(piece: string): void;
}

/** Characters of the passages by which their language is told. */
const LANGUAGE_CHARS = 600;

export function answerWriter(options: WriterOptions): AnswerWriter {
  const { masked, passages, vault, deps } = options;
  const sources = evidenceFor(options);
  const stood: Part[] = [];
  const reasons: Partial<Record<Dropped, number>> = {};
  let failed = 0;
  let signal: OwnSignal | null = null;
  const confidence = () =>
    generatedConfidence(
      generatedFeatures(
        { stood, failed },
        { retrieval: masked.quoted.confidence, coverage: masked.found.signals.coverage, signal },
      ),
    );
  const show = (text: string) => cleanOutput(vault.show(text), sources.output()).text;
  const voice = speaker({ passages, show, place: sources.place, write: options.write });
  const guard = repeatGuard({
    analyze: deps.analyze,
    placeOf: (part) => placeKey(part, sources.place),
  });
  const threshold = masked.organization.settings.answerThreshold;
  const gate = pieceGate({ guard, speaker: voice, isSure: () => confidence() >= threshold });
  const start = () => {
    if (!gate.isOpen()) {
      stood.length = 0;
      failed = 0;
    }
    gate.reset();
  };
  const take = (piece: Piece) => {
    const { judged, dropped } = sources.judge().piece(piece);
    for (const reason of dropped) reasons[reason] = (reasons[reason] ?? 0) + 1;
    failed += dropped.filter((reason) => reason !== 'empty').length;
    if (judged === null) return gate.fail(piece);
    stood.push(...judged.parts);
    gate.pass(judged);
  };
  return {
    take: (pieces) => pieces.forEach(take),
    setSignal: (given) => {
      signal = given;
    },
    addResult: sources.addResult,
    startContinuation: () => {
      start();
      if (!gate.isOpen()) return;
      guard.startContinuation();
      voice.resume();
    },
    startRound: () => {
      start();
      voice.startRound();
    },
    askBack: () => {
      if (!gate.waiting().some(isQuestion) || gate.isOpen()) return false;
      gate.open();
      return true;
    },
    sayOwn: voice.sayOwn,
    finish: voice.finish,
    hasSpoken: () => voice.text() !== '',
    isOpen: gate.isOpen,
    text: voice.text,
    raw: voice.raw,
    confidence,
    citations: voice.citations,
    replies: (texts) => texts.filter((text) => sources.isReply(text)),
    dropped: () => reasons,
  };
}

interface EvidenceSources {
  judge(): Judge;
  output(): OutputSources;
  addResult(text: string): void;
  place(part: Part, n: number): Span | null;
  isReply(text: string): boolean;
}

/** What an answer is held against; made when the first piece is there, while the model goes on writing. */
function evidenceFor({ masked, passages, system, deps }: WriterOptions): EvidenceSources {
  const { organization, language, message } = masked;
  const results: string[] = [];
  const texts = passages.flatMap(({ title, heading, text, url }) => [title, heading, text, url ?? '']);
  const names = [organization.name, organization.settings.displayName, ...organization.settings.products];
  const options = { analyze: deps.analyze, language, names };
  const courtesy: CourtesyContext = {
    analyze: deps.analyze,
    knows: (term) => state().ground.knows(term),
    asked: new Set([message.text, ...names].flatMap((text) => deps.analyze(text))),
  };
  let ground: Grounder | null = null;
  let made: {
    ground: Grounder;
    judge: Judge;
    output: OutputSources;
    refuse(text: string): Refusal | null;
  } | null = null;
  const isTranslated = translation(passages, language, deps);
  const state = () => {
    if (made !== null) return made;
    ground ??= grounder(passages, options);
    const current = ground;
    const given = [...texts, ...results];
    const output = {
      hosts: new Set([
        ...hostsIn(given),
        ...organization.settings.allowedOrigins.flatMap((one) => [...hostsIn([one])]),
      ]),
      letters: given.join('\n').toLowerCase(),
    };
    const { findPersonal, isForeign } = deps;
    const refuse = outputRails({ system, given, findPersonal, isForeign });
    const judge = pieceJudge({
      grounder: current,
      passages: passages.length,
      results: results.length,
      output,
      refuse,
      courtesy,
      isTranslated,
    });
    made = { ground: current, judge, output, refuse };
    return made;
  };
  return {
    judge: () => state().judge,
    output: () => state().output,
    addResult: (text) => {
      results.push(text);
      ground = (ground ?? grounder(passages, options)).with([{ text }]);
      made = null;
    },
    place: (part, n) => placeOf(part, n, state().ground),
    isReply: (text) => {
      const { output, refuse } = state();
      const clean = cleanOutput(text, output);
      const isPlain = clean.text === text && !clean.points && !/[[\]()<>`|\n]/.test(text);
      return (
        isPlain && refuse(text) === null && withoutTokens(text) === text && isCourtesy(`${text}?`, courtesy)
      );
    },
  };
}

/** Whether a sentence is written in the customer's language while the passages are in another. */
function translation(
  passages: readonly Passage[],
  language: string | null,
  { languageOf }: Pick<GenerateDeps, 'languageOf'>,
): (sentence: string) => boolean {
  const own = language?.slice(0, 2).toLowerCase() ?? null;
  let theirs: string | null | undefined;
  return (sentence) => {
    if (own === null) return false;
    theirs ??= languageOf(passages.map(({ text }) => text.slice(0, LANGUAGE_CHARS)).join('\n'));
    return theirs !== null && theirs !== own && languageOf(sentence) === own;
  };
}

/** A block of code is several lines; all else is one sentence. */
function placeOf({ text }: Part, n: number, ground: Grounder): Span | null {
  const lines = text.includes('\n') ? text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line)) : [text];
  const spans = lines.flatMap((line) => ground.place(withoutTokens(line), n) ?? []);
  if (spans.length === 0) return null;
  return { start: Math.min(...spans.map((one) => one.start)), end: Math.max(...spans.map((one) => one.end)) };
}

function placeKey(part: Part, place: EvidenceSources['place']): string | null {
  const [n] = part.cites;
  const span = n === undefined ? null : place(part, n);
  return span ? `${n}:${span.start}-${span.end}` : null;
}

function isQuestion({ parts }: JudgedPiece): boolean {
  return parts.some(({ text, by }) => by === 'courtesy' && /[?？؟]\s*$/.test(text));
}

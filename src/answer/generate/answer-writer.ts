import type { PlacedCitation } from '../../domain/message.ts';
import { AnswerEvidence, type EvidenceOptions } from './answer-evidence.ts';
import { foreignLead } from './foreign-lead.ts';
import { generatedConfidence, generatedFeatures } from './generated-confidence.ts';
import type { Dropped, JudgedPiece, Part } from './judge-piece.ts';
import type { TurnVault } from './mask-request.ts';
import type { Piece } from './piece-cutter.ts';
import { PieceGate } from './piece-gate.ts';
import { RepeatGuard } from './repeat-guard.ts';
import { Speaker } from './speaker.ts';
import type { OwnSignal } from './tag-reader.ts';

export interface WriterOptions extends EvidenceOptions {
  vault: TurnVault;
  /** Called with what is said; throws where nothing may be said any more. */
  write(piece: string): void;
}

/** Turns pieces of a model's text into what the customer sees: judge -> gate -> speak. */
export class AnswerWriter {
  readonly #options: WriterOptions;
  readonly #evidence: AnswerEvidence;
  readonly #speaker: Speaker;
  readonly #guard: RepeatGuard;
  readonly #gate: PieceGate;
  #stood: Part[] = [];
  #failed = 0;
  #before: Piece['kind'] = 'sentence';
  #signal: OwnSignal | null = null;
  readonly #dropped: Partial<Record<Dropped, number>> = {};

  constructor(options: WriterOptions) {
    const { vault, passages, deps, masked, write } = options;
    const evidence = new AnswerEvidence(options);
    const place = (part: Part, n: number) => evidence.place(part, n);
    const speaker = new Speaker({
      passages,
      show: (text) => evidence.clean(vault.show(text)),
      place,
      foreignLead: foreignLead(masked.language),
      write,
    });
    this.#options = options;
    this.#evidence = evidence;
    this.#speaker = speaker;
    this.#guard = new RepeatGuard({ analyze: deps.analyze, placeOf: (part) => placeKey(part, place) });
    this.#gate = new PieceGate({
      guard: this.#guard,
      say: (piece) => speaker.say(piece),
      isSure: () => this.confidence() >= masked.organization.settings.answerThreshold,
    });
  }

  take(pieces: readonly Piece[]): void {
    for (const given of pieces) {
      const piece = this.#guard.heard(given);
      if (piece === null) continue;
      const isHead = piece.kind === 'row' && this.#before !== 'row';
      this.#before = piece.kind;
      const { judged, dropped } = this.#evidence.judge().piece(piece, isHead);
      if (this.#gate.isOpen() && isMarker(piece)) this.#speaker.keepRaw(piece);
      for (const reason of dropped) this.#dropped[reason] = (this.#dropped[reason] ?? 0) + 1;
      this.#failed += dropped.filter((reason) => reason !== 'empty').length;
      if (judged === null) this.#gate.fail(piece);
      else {
        this.#stood.push(...judged.parts.filter(({ doubt }) => doubt === undefined));
        this.#gate.pass(judged);
      }
    }
  }

  /** What the model says of its own answer. */
  setSignal(signal: OwnSignal): void {
    this.#signal = signal;
  }

  signal(): OwnSignal | null {
    return this.#signal;
  }

  /** A tool's masked result: evidence from now on. */
  addResult(text: string): void {
    this.#evidence.addResult(text);
  }

  /** Another model goes on after a cut. */
  startContinuation(): void {
    this.#forget();
    if (!this.#gate.isOpen()) return;
    this.#guard.startContinuation();
    this.#speaker.resume();
  }

  /** The results of tools are in: the model speaks again. */
  startRound(): void {
    this.#forget();
    this.#speaker.startRound();
  }

  /** Lets a question back through where nothing else can be said; false where none waits but the customer's own. */
  askBack(): boolean {
    const asks = (piece: JudgedPiece) =>
      isQuestion(piece) && !piece.parts.every(({ text }) => this.#evidence.isEcho(text));
    if (this.#gate.isOpen() || !this.#gate.waiting().some(asks)) return false;
    this.#gate.open();
    return true;
  }

  /** A paragraph in our own words. */
  sayOwn(text: string): void {
    this.#speaker.sayOwn(text);
  }

  finish(): void {
    this.#speaker.finish();
  }

  /** Whether anything was written. */
  hasSpoken(): boolean {
    return this.#speaker.text() !== '';
  }

  /** Whether anything of a model was written. */
  isOpen(): boolean {
    return this.#gate.isOpen();
  }

  text(): string {
    return this.#speaker.text();
  }

  /** What another model goes on after: masked, as the one before wrote it. */
  raw(): string {
    return this.#speaker.raw();
  }

  /** Of the answer so far, 0 to 1. */
  confidence(): number {
    const { quoted, found } = this.#options.masked;
    const known = {
      retrieval: quoted.confidence,
      coverage: found.signals.coverage,
      signal: this.#signal,
    };
    return generatedConfidence(generatedFeatures({ stood: this.#stood, failed: this.#failed }, known));
  }

  citations(): PlacedCitation[] {
    return this.#speaker.citations();
  }

  /** Those quick replies of a model that may be shown. */
  replies(texts: readonly string[]): string[] {
    return texts.filter((text) => this.#evidence.isReply(text));
  }

  /** How many sentences were left out, by reason. */
  dropped(): Partial<Record<Dropped, number>> {
    return this.#dropped;
  }

  #forget(): void {
    if (!this.#gate.isOpen()) {
      this.#stood = [];
      this.#failed = 0;
    }
    this.#gate.reset();
  }
}

function placeKey(part: Part, place: (part: Part, n: number) => object | null): string | null {
  const [n] = part.cites;
  const span = n === undefined ? null : place(part, n);
  return span ? `${n}:${JSON.stringify(span)}` : null;
}

/** A paragraph of markers alone, which closes a table or code. */
function isMarker({ text }: Piece): boolean {
  return /^(?:\[\d{1,3}\]\s*)+$/.test(text);
}

function isQuestion({ parts }: JudgedPiece): boolean {
  return parts.some(({ text, by }) => by === 'courtesy' && /[?？؟]\s*$/.test(text));
}

import type { PlacedCitation } from '../../domain/message.ts';
import type { Passage } from '../../domain/passage.ts';
import type { Span } from '../../domain/sentences.ts';
import type { JudgedPiece, Part } from './judge-piece.ts';
import { type Gap, type Piece, wider } from './piece-cutter.ts';
import { quotedIn } from './quoted-in.ts';

export interface SpeakerOptions {
  passages: readonly Passage[];
  /** Restores what was masked. */
  show(text: string): string;
  /** Where passage `n` (1 first) says a part. */
  place(part: Part, n: number): Span | null;
  /** What is said before the first quote in another language than the customer's. */
  foreignLead: string;
  /** Called with what is said; throws where nothing may be said any more. */
  write(piece: string): void;
}

const STEP = /^([ \t]*)(\(?)(\d{1,3})([.)][ \t]+)$/;

/**
 * Says what was judged, piece by piece, and remembers it: what is said is never taken back. One marker stands behind each run of
 * sentences of one passage; markers are numbered in the order of their first appearance.
 */
export class Speaker {
  readonly #options: SpeakerOptions;
  #text = '';
  #raw = '';
  #owed: Gap = '';
  #resumes = false;
  #hasForeignLead = false;
  #lastKind: JudgedPiece['kind'] = 'sentence';
  /** A marker waits for the end of the run that it stands for. */
  #marker: { cites: readonly number[]; kind: JudgedPiece['kind'] } | null = null;
  readonly #numbers = new Map<number, number>();
  readonly #spans = new Map<number, (Span & { support: number })[]>();
  /** By indentation: the last number of a list. */
  readonly #steps = new Map<number, number>();

  constructor(options: SpeakerOptions) {
    this.#options = options;
  }

  say(piece: JudgedPiece): void {
    if (!this.#hasForeignLead && piece.parts.some((part) => part.by === 'translated' && part.quotes)) {
      this.#hasForeignLead = true;
      this.sayOwn(this.#options.foreignLead);
    }
    const gap = this.#gapBefore(piece);
    const prefix = this.#prefixOf(piece);
    this.#raw += `${this.#raw === '' ? '' : gap}${piece.prefix}${piece.parts.map((part) => part.raw).join(' ')}`;
    piece.parts.forEach((part, at) => {
      const cites = part.cites.map((n) => this.#cite(part, n));
      const before = at === 0 ? gap : ' ';
      if (!this.#goesOn(piece.kind, part, cites, before)) this.#flush();
      const apart = wider(before, this.#owed);
      this.#owed = '';
      this.#put(`${apart}${at === 0 ? prefix : ''}${this.#options.show(part.text)}`);
      if (cites.length > 0) this.#marker = { cites, kind: piece.kind };
    });
  }

  /** A model's own marker that stands alone: ours is written in its place. */
  keepRaw({ gap, text }: Piece): void {
    this.#raw += `${gap}${text}`;
  }

  /** A paragraph in our own words. */
  sayOwn(own: string): void {
    this.#flush();
    this.#put(`${this.#text === '' ? '' : '\n\n'}${own}`);
    this.#owed = '\n\n';
    this.#steps.clear();
  }

  /** Another model goes on: it cannot know which white space is missing. */
  resume(): void {
    this.#resumes = true;
  }

  /** The results of tools are in: what comes now is another message of the model. */
  startRound(): void {
    this.#raw = '';
    this.#owed = '\n\n';
  }

  /** Writes the marker that is still owed. */
  finish(): void {
    this.#flush();
  }

  text(): string {
    return this.#text;
  }

  /** What was said since `startRound`, masked and as the model wrote it: what another model goes on after. */
  raw(): string {
    return this.#raw;
  }

  citations(): PlacedCitation[] {
    return [...this.#numbers].flatMap(([n, number]) => {
      const passage = this.#options.passages[n - 1];
      return passage ? [quotedIn(passage, number, this.#spans.get(n) ?? [])] : [];
    });
  }

  #gapBefore({ kind, gap }: JudgedPiece): Gap {
    const joint = this.#resumes ? jointOf(kind, this.#lastKind, this.#text) : '';
    this.#resumes = false;
    this.#lastKind = kind;
    const wide = this.#text === '' ? '' : wider(wider(gap, joint), this.#owed);
    this.#owed = '';
    return wide;
  }

  /** The prefix of an item; steps count on where one was left out, or another model began anew. */
  #prefixOf({ kind, prefix }: JudgedPiece): string {
    if (kind !== 'item') {
      this.#steps.clear();
      return prefix;
    }
    const step = STEP.exec(prefix);
    const indent = /^[ \t]*/.exec(prefix)?.[0].length ?? 0;
    for (const deeper of [...this.#steps.keys()]) if (deeper > indent) this.#steps.delete(deeper);
    if (!step) return prefix;
    const before = this.#steps.get(indent);
    const number = before === undefined ? Number(step[3]) : before + 1;
    this.#steps.set(indent, number);
    return `${step[1]}${step[2]}${number}${step[4]}`;
  }

  #cite(part: Part, n: number): number {
    const span = this.#options.place(part, n);
    if (span) this.#spans.set(n, [...(this.#spans.get(n) ?? []), { ...span, support: part.support }]);
    const known = this.#numbers.get(n) ?? this.#numbers.size + 1;
    this.#numbers.set(n, known);
    return known;
  }

  /** Whether a part belongs to the run whose marker still waits. */
  #goesOn(kind: JudgedPiece['kind'], part: Part, cites: readonly number[], before: Gap): boolean {
    if (this.#marker === null || this.#marker.kind !== kind || before === '\n\n') return false;
    // The rule under the head of a table is neither quoted nor the end of what is.
    const isRule = kind === 'row' && cites.length === 0 && part.by === 'courtesy';
    return isRule || cites.join() === this.#marker.cites.join();
  }

  #flush(): void {
    if (this.#marker === null) return;
    const isBlock = this.#marker.kind === 'code' || this.#marker.kind === 'row';
    const written = this.#marker.cites.map((n) => `[${n}]`).join('');
    this.#marker = null;
    this.#put(`${isBlock ? '\n\n' : ' '}${written}`);
    if (isBlock) this.#owed = '\n\n';
  }

  #put(piece: string): void {
    if (piece === '') return;
    this.#options.write(piece);
    this.#text += piece;
  }
}

/** What stands at least between the last piece of one model and the first of the next. */
function jointOf(kind: JudgedPiece['kind'], before: JudgedPiece['kind'], text: string): Gap {
  if (kind !== 'sentence') return kind === before ? '\n' : '\n\n';
  if (before !== 'sentence') return '\n\n';
  return /[。！？」』]$/.test(text) ? '' : ' ';
}

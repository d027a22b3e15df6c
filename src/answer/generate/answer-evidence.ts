import type { Passage } from '../../domain/passage.ts';
import type { Span } from '../../domain/sentences.ts';
import { type Grounder, grounder } from '../ground.ts';
import { brandsOf, cleanOutput, hostsIn, type OutputSources } from './clean-output.ts';
import { asksForCredential, type CourtesyContext, isCourtesy, ownWords } from './courtesy.ts';
import type { GenerateDeps, MaskedRequest } from './generate-ports.ts';
import { type Judge, type Part, pieceJudge } from './judge-piece.ts';
import { withoutTokens } from './masking-tokens.ts';
import { outputRails, type Refusal } from './output-rails.ts';
import { overclaims } from './overclaims.ts';

export interface EvidenceOptions {
  masked: MaskedRequest;
  /** Those of the found passages that the model has seen. */
  passages: readonly Passage[];
  /** The system prompt. */
  system: readonly string[];
  deps: Pick<GenerateDeps, 'analyze' | 'findPersonal' | 'isForeign' | 'languageOf'>;
}

interface Made {
  judge: Judge;
  output: OutputSources;
  refuse(text: string): Refusal | null;
}

/** Characters of each passage by which their language is told. */
const LANGUAGE_CHARS = 600;

/**
 * What an answer is held against: the passages and, as they come, results of tools. Taken apart when the first piece is there, while
 * the model goes on writing.
 */
export class AnswerEvidence {
  readonly #options: EvidenceOptions;
  readonly #courtesy: CourtesyContext;
  readonly #names: string[];
  readonly #results: string[] = [];
  #ground: Grounder | null = null;
  #made: Made | null = null;
  readonly #languages = new Map<number | null, string | null>();

  constructor(options: EvidenceOptions) {
    const { analyze } = options.deps;
    const { organization, message } = options.masked;
    const { displayName, products } = organization.settings;
    this.#options = options;
    this.#names = [organization.name, displayName, ...products];
    this.#courtesy = {
      analyze,
      knows: (term) => this.#grounder().knows(term),
      asked: new Set([message.text, ...this.#names].flatMap((text) => analyze(text))),
    };
  }

  judge(): Judge {
    return this.#make().judge;
  }

  /** Without markup that could act. */
  clean(text: string): string {
    return cleanOutput(text, this.#make().output).text;
  }

  /** A tool's masked result counts from now on. */
  addResult(text: string): void {
    this.#results.push(text);
    this.#ground = this.#grounder().with([{ text }]);
    this.#made = null;
  }

  /** Where passage `n` (1 first) says a part. A block of code is several lines; all else is one sentence. */
  place({ text }: Part, n: number): Span | null {
    const lines = text.includes('\n') ? text.split('\n') : [text];
    const spans = lines.flatMap((line) => {
      const said = withoutTokens(line);
      return /[\p{L}\p{N}]/u.test(said) ? (this.#grounder().place(said, n) ?? []) : [];
    });
    if (spans.length === 0) return null;
    return {
      start: Math.min(...spans.map((one) => one.start)),
      end: Math.max(...spans.map((one) => one.end)),
    };
  }

  /** Whether a question only asks what the customer asked: with their words, and not for a detail of it. */
  isEcho(text: string): boolean {
    const { masked, deps } = this.#options;
    const asked = masked.message.text;
    const terms = deps.analyze(ownWords(text).join(' '));
    const given = new Set(deps.analyze(asked));
    if (!terms.every((term) => given.has(term))) return false;
    const detail = DETAIL.exec(text)?.[0].toLowerCase() ?? null;
    if (terms.length === 0) return ownWords(text).join(' ') === ownWords(asked).join(' ') && detail === null;
    return detail === null || asked.toLowerCase().includes(detail);
  }

  /** Whether a model's quick reply may be shown: plain words that promise and reveal nothing. */
  isReply(text: string): boolean {
    const { output, refuse } = this.#make();
    const clean = cleanOutput(text, output);
    if (clean.text !== text || clean.points || /[[\]()<>`|\n]/.test(text)) return false;
    if (refuse(text) !== null || withoutTokens(text) !== text || asksForCredential(`${text}?`)) return false;
    if (isCourtesy(`${text}?`, this.#courtesy)) return true;
    return (
      isAsked(text) && !ABOUT_US.test(text) && !overclaims(text, output.letters) && !this.#namesAnother(text)
    );
  }

  /** Whether a question names what no source does. Nouns of German have capitals of their own. */
  #namesAnother(text: string): boolean {
    if (this.#options.masked.language?.startsWith('de')) return false;
    const names = text.match(/(?<=[\p{L}\d,] )\p{Lu}[\p{L}\d'’-]*/gu) ?? [];
    return names.some((name) => !['I', "I'm"].includes(name) && !this.#isKnown(name));
  }

  #isKnown(name: string): boolean {
    const terms = this.#options.deps.analyze(name);
    return terms.every((term) => this.#courtesy.asked.has(term) || this.#courtesy.knows(term));
  }

  #grounder(): Grounder {
    const { passages, masked, deps } = this.#options;
    const { analyze } = deps;
    this.#ground ??= grounder(passages, { analyze, language: masked.language, names: this.#names });
    return this.#ground;
  }

  #make(): Made {
    if (this.#made !== null) return this.#made;
    const { passages, masked, system, deps } = this.#options;
    const texts = passages.flatMap(({ title, heading, text, url }) => [title, heading, text, url ?? '']);
    const given = [...texts, ...this.#results];
    const hosts = hostsIn([...given, ...masked.organization.settings.allowedOrigins]);
    const output = { hosts, brands: brandsOf(hosts, this.#names), letters: given.join('\n').toLowerCase() };
    const { findPersonal, isForeign } = deps;
    const refuse = outputRails({ system, given, findPersonal, isForeign });
    const judge = pieceJudge({
      grounder: this.#grounder(),
      passages: passages.length,
      results: this.#results.length,
      source: (n) =>
        n <= passages.length ? sourceOf(passages[n - 1]) : (this.#results[n - passages.length - 1] ?? ''),
      output,
      refuse,
      courtesy: this.#courtesy,
      isTranslated: (sentence, cited) => this.#isTranslated(sentence, cited),
    });
    this.#made = { judge, output, refuse };
    return this.#made;
  }

  /** Whether a sentence is not in the language of the passages that it cites, or of all, while the customer's is another than theirs. */
  #isTranslated(sentence: string, cited: readonly number[]): boolean {
    const own = this.#options.masked.language?.slice(0, 2).toLowerCase() ?? null;
    if (own === null) return false;
    const told = cited.flatMap((n) => this.#languageOf(n) ?? []);
    const all = told.length > 0 ? null : this.#languageOf(null);
    const theirs = all === null ? told : [all];
    if (theirs.length === 0 || theirs.includes(own)) return false;
    // Short sentences are in no certain language: they are in the customer's unless they are in the passages'.
    const language = this.#options.deps.languageOf(sentence);
    return !theirs.some((one) => one === language);
  }

  /** The language of passage `n` (1 first), or for null that of all together; null: not told. */
  #languageOf(n: number | null): string | null {
    const { passages, deps } = this.#options;
    const known = this.#languages.get(n);
    if (known !== undefined) return known;
    const wanted = n === null ? passages : passages.slice(n - 1, n);
    const sample = wanted.map(({ text }) => text.slice(0, LANGUAGE_CHARS)).join('\n');
    const language = sample === '' ? null : deps.languageOf(sample);
    this.#languages.set(n, language);
    return language;
  }
}

/** How a question begins that wants to know which of several. */
const DETAIL =
  /(?<![\p{L}])(?:which|what|when|where|how many|welche[nrsm]?|was|wann|wo|wie viele?|quel(?:le)?s?|quand|où|combien|qué|cuál(?:es)?|cuándo|dónde|qual|quais|quando|onde|quali?|dove|どの|どちら|何|أي|ما)(?![\p{L}])/iu;

function sourceOf(passage: Passage | undefined): string {
  return passage ? `${passage.text}\n${passage.title}\n${passage.heading}` : '';
}

/** Whom nobody asks about the articles: the assistant, its rules, the company's character. */
const ABOUT_US =
  /\b(?:why are you|are you|you are|rules|instructions|prompt|secrets?|sois|êtes|regeln|anweisungen|geheim\p{L}*|règles|instrucciones|reglas|regras|instruções|regole|istruzioni)\b/iu;

/** A question that the customer may ask next: it decides and orders nothing. */
function isAsked(reply: string): boolean {
  return /[?？؟]\s*$/.test(reply) && !/\p{N}/u.test(reply);
}

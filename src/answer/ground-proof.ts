import { type Amount, amountsIn, sameAmount } from './ground-amounts.ts';
import { provesUnspaced } from './ground-proof-unspaced.ts';
import { conceptsOf } from './lexicon.ts';
import { isJoining, isLight, isSameWord, NARROWING, type Role, roleAt } from './proof-words.ts';

/** A word, number or break of a text. `clause` counts the breaks before it. */
export interface Token {
  kind: 'word' | 'number' | 'role';
  text: string;
  clause: number;
  amount?: Amount;
  /** A number of units of time or space that another is counted by: `per day`. */
  rate?: boolean;
  role?: Role;
  /** The word that joins it to the rest: `with`, `from`. */
  joint?: string;
  /** True behind a comma. */
  comma?: boolean;
  /** True directly behind another number, as the end of a range. */
  range?: boolean;
}

export interface ProofOptions {
  /** The terms of a text; of a function word there are none. */
  analyze(text: string): string[];
  /** Words that need no source: names of the company and its products, folded. */
  free: ReadonlySet<string>;
}

/** A statement that may prove a sentence: its tokens, and those of what stands above it. */
export interface Ground {
  text: string;
  tokens: readonly Token[];
  /** Title, headings, and the head of a table. */
  above: readonly Token[];
  isRow: boolean;
}

/**
 * Whether one statement proves a sentence as far as words can show it: every word, number and name of the sentence stands in the
 * statement in another form at most, nearly in its order; every denial, condition, bound, permission and duty of the sentence belongs to
 * the same word there; and nothing that narrows the statement was left out. A sentence that fails may be true: quote instead. Pure;
 * bounded by the product of both lengths.
 */
export function proves(text: string, said: readonly Token[], ground: Ground): boolean {
  if (UNSPACED.test(text)) return provesUnspaced(text, ground.text);
  return holds(said, ground, isSame, true);
}

/** The same of a sentence in another language than its statement: words are the same by what they stand for, in any order. Pure. */
export function provesTranslated(said: readonly Token[], ground: Ground): boolean {
  return holds(said, ground, meansSame, false);
}

const UNSPACED = /[\u3040-\u30ff\u4e00-\u9fff]/;

type Same = (one: Token, other: Token) => boolean;

function holds(said: readonly Token[], ground: Ground, same: Same, ordered: boolean): boolean {
  // Languages join words in their own ways.
  const fits = (one: Token, other: Token) =>
    !ordered || ground.isRow || one.kind !== 'word' || one.joint === other.joint;
  const places: number[][] = [];
  // Most statements lack one of the first words.
  for (const token of said) {
    const own = ground.tokens.flatMap((other, at) => (same(token, other) && fits(token, other) ? [at] : []));
    places.push(own);
    if (token.kind === 'role' || own.length > 0) continue;
    const mayStandAbove = token.kind === 'word' || token.rate === true;
    if (!mayStandAbove || !ground.above.some((other) => same(token, other))) return false;
  }
  if (!said.some(({ kind }, at) => kind === 'word' || (places[at] ?? []).length > 0)) return false;
  return (
    (!ordered || isInOrder(said, places, ground)) &&
    keepsParts(places, ground) &&
    keepsRoles(said, places, ground, same) &&
    keepsNumbers(said, places, ground)
  );
}

/** Whether two tokens are the same across languages: numbers, names, or words for one concept. Pure. */
export function meansSame(one: Token, other: Token): boolean {
  if (isSame(one, other)) return true;
  if (one.kind !== 'word' || other.kind !== 'word') return false;
  const theirs = conceptsOf(bare(other.text));
  return [...conceptsOf(bare(one.text))].some((concept) => theirs.has(concept));
}

function bare(word: string): string {
  return word.replace(ARTICLE_ARABIC, '');
}

const WORD = /[\p{L}\p{M}]+(?:['’](?=(?:t|nt)\b)[\p{L}]+)?|[;:.!?()—–]|,|\S/gu;
const PER =
  /^(?:per|pro|par|por|je|al|all|a|an|each|every|cada|ogni|jede[nrs]?|pour|daily|weekly|monthly|yearly|hourly|annually|taglich|كل|\/)/i;

/** Takes a text apart. Pure; linear. */
export function tokensOf(text: string, { analyze, free }: ProofOptions): Token[] {
  const amounts = amountsIn(text);
  const tokens: Token[] = [];
  const heard: { word: string; raw: string; at: number }[] = [];
  for (const match of text.matchAll(WORD))
    heard.push({ word: folded(match[0]), raw: match[0], at: match.index });
  const said = heard.map(({ word }) => word);
  let clause = 0;
  let lastNumber = -9;
  let comma = false;
  let joint: string | null = null;
  const add = (token: Token) => {
    tokens.push({ ...token, ...(comma ? { comma } : {}), ...(joint === null ? {} : { joint }) });
    comma = false;
    joint = null;
  };
  for (let at = 0; at < heard.length; at += 1) {
    const one = heard[at];
    if (!one) continue;
    const amount = amounts.find(({ start, end }) => start <= one.at && one.at < end);
    if (amount) {
      const rate = !/\d/.test(text.slice(amount.start, amount.end)) && PER.test(text.slice(amount.start));
      const range = tokens.length > 0 && tokens.at(-1)?.kind === 'number' && at - lastNumber <= 3 && !rate;
      add({ kind: 'number', text: one.word, clause, amount, rate, range });
      while (at + 1 < heard.length && (heard[at + 1]?.at ?? 0) < amount.end) at += 1;
      // What is counted belongs to the number where both have a unit that is known.
      if (amount.dimension !== 'none') at += unitWords(heard[at + 1]?.word);
      lastNumber = at;
      continue;
    }
    if (/^[,،]$/.test(one.raw)) comma = true;
    if (/^[;:.!?()—–]$/.test(one.raw) || one.raw === '|') clause += 1;
    if (!/[\p{L}\p{N}]/u.test(one.word)) continue;
    if (isJoining(one.word)) joint = one.word;
    else if (IS.test(one.word)) joint = null;
    const found = roleAt(said, at);
    if (found) {
      add({ kind: 'role', text: one.word, clause, role: found.role });
      at += found.length - 1;
      continue;
    }
    // `6 am` is another time than `6 pm`.
    const isTime = one.word === 'am' && at - lastNumber === 1 && lastNumber >= 0;
    if (!isTime && (isLight(one.word) || free.has(one.word) || analyze(one.raw).length === 0)) continue;
    add({ kind: 'word', text: one.word, clause });
  }
  return tokens;
}

const UNIT =
  /^(?:euros?|eur|usd|dollars?|dollar|percent|prozent|days?|tage?n?|jours?|dias?|giorni|giorno|hours?|stunden?|heures?|horas?|ore|ora|minutes?|minuten?|minutos?|minuti|minuto|weeks?|wochen?|semaines?|semanas?|settimane|settimana|months?|monate?n?|mois|mes|meses|mesi|mese|years?|jahre?n?|ans?|anos?|annees?|anni|anno|km|m|cm|mm|kg|g|ml|l|met(?:er|re|ro)s?n?|metri|ايام|يوم|يوما|شهر|اشهر|سنوات|سنة|يورو)$/u;

/** How many words behind a number are its unit. */
function unitWords(next: string | undefined): number {
  return next !== undefined && UNIT.test(next) ? 1 : 0;
}

/** What ends a phrase that a preposition began. */
const IS = /^(?:is|are|was|were|be|been|ist|sind|wird|werden|est|sont|es|esta|estan|son|e|sao|sono)$/;

function folded(word: string): string {
  const lower = word.toLowerCase().replaceAll('ß', 'ss').replace(/['’]/g, '');
  if (/^[\u0000-\u007f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .normalize('NFC');
}

function isSame(one: Token, other: Token): boolean {
  if (one.amount || other.amount)
    return one.amount !== undefined && other.amount !== undefined && sameNumber(one.amount, other.amount);
  return one.kind === 'word' && other.kind === 'word' && isAlike(one.text, other.text);
}

/** A number with a unit is not proven by one without. */
function sameNumber(one: Amount, other: Amount): boolean {
  return one.dimension === other.dimension && sameAmount(one, other);
}

const ARTICLE_ARABIC = /^(?:وال|بال|لل|ال|و|ب|ل)(?=[\u0621-\u064a]{3})/u;

function isAlike(one: string, other: string): boolean {
  if (isSameWord(one, other)) return true;
  if (!/[\u0621-\u064a]/.test(one)) return false;
  return isSameWord(one.replace(ARTICLE_ARABIC, ''), other.replace(ARTICLE_ARABIC, ''));
}

/** Times that a sentence may go back in its statement: one part of it may be put first. */
const MOVES = 1;

function isInOrder(
  said: readonly Token[],
  places: readonly (readonly number[])[],
  { tokens, isRow }: Ground,
): boolean {
  const parts = partsOf(tokens);
  let before = -1;
  let moves = 0;
  let isApart = false;
  said.forEach((token, at) => {
    const own = places[at] ?? [];
    if (token.kind === 'role' || own.length === 0 || (isRow && token.kind === 'word')) return;
    const next = own.find((place) => place > before);
    const first = next ?? Math.min(...own);
    if (next === undefined && !own.includes(before)) {
      moves += 1;
      // What one part says of its subject is not said of the next one's.
      isApart ||= parts[first] !== parts[before];
    }
    before = first;
  });
  return moves <= MOVES && !isApart;
}

/** By token: the number of the part of its statement, parts being what commas, "and" and breaks divide. */
function partsOf(tokens: readonly Token[]): number[] {
  let part = 0;
  return tokens.map((token, at) => {
    if (at > 0 && (token.role === 'and' || token.comma || token.clause !== tokens[at - 1]?.clause)) part += 1;
    return part;
  });
}

/**
 * Of every part of a list of statements that a sentence takes words from, but for the first, it takes the word that the part begins
 * with: "open from Monday and close on Sundays" does not say "open on Sundays".
 */
function keepsParts(places: readonly (readonly number[])[], { tokens, isRow }: Ground): boolean {
  if (isRow) return true;
  const used = new Set(places.flat());
  const parts = partsOf(tokens);
  const stated = tokens.map((_, at) => at).filter((at) => tokens[at]?.kind !== 'role');
  const touched = [...new Set([...used].map((at) => parts[at]))].sort((a, b) => (a ?? 0) - (b ?? 0));
  return touched.slice(1).every((part) => used.has(stated.find((at) => parts[at] === part) ?? -1));
}

/** The word or number that a small word belongs to: the next of its clause, else the one before it. */
function governed(tokens: readonly Token[], at: number): number | null {
  const { clause = 0 } = tokens[at] ?? {};
  const isOwn = (one: Token | undefined) => one !== undefined && one.kind !== 'role' && one.clause === clause;
  for (let next = at + 1; next < tokens.length && tokens[next]?.clause === clause; next += 1)
    if (isOwn(tokens[next])) return next;
  for (let prior = at - 1; prior >= 0 && tokens[prior]?.clause === clause; prior -= 1)
    if (isOwn(tokens[prior])) return prior;
  return null;
}

function keepsRoles(
  said: readonly Token[],
  places: readonly (readonly number[])[],
  { tokens, isRow }: Ground,
  same: Same,
): boolean {
  const theirs = tokens.flatMap(({ role }, at) => (role ? [{ role, at, of: governed(tokens, at) }] : []));
  const has = (role: Role) => theirs.some((one) => one.role === role);
  const own = said.flatMap(({ role }, at) => (role ? [{ role, of: governed(said, at) }] : []));
  const matches = (role: Role, of: number | null) =>
    theirs.some(
      (one) => one.role === role && (of === null || one.of === null || (places[of] ?? []).includes(one.of)),
    );
  for (const { role, of } of own) {
    if (role === 'you' || role === 'and' || (role === 'we' && has('we'))) continue;
    if (matches(role, of)) continue;
    const isFree = !has('neg') && !has('unless');
    if (role === 'may' && isFree && !has('must') && !has('should') && !has('only')) continue;
    if (role === 'should' && !has('may')) continue;
    return false;
  }
  if (isTurnedPerson(said, tokens, same)) return false;
  const used = new Set(places.flat());
  const clauses = new Set([...used].map((at) => tokens[at]?.clause));
  return theirs.every(({ role, at }) => {
    if (isRow || !NARROWING.has(role) || own.some((one) => one.role === role)) return true;
    return !clauses.has(tokens[at]?.clause);
  });
}

/** "You pay us" of "We pay you", and "after you receive it" of "after we receive it". */
function isTurnedPerson(said: readonly Token[], tokens: readonly Token[], same: Same): boolean {
  const persons = (all: readonly Token[]) =>
    all.flatMap(({ role, clause }, at) => {
      if (role !== 'we' && role !== 'you') return [];
      const next = all[at + 1];
      return [{ role, of: next?.kind === 'word' && next.clause === clause ? next : null }];
    });
  const own = persons(said);
  const theirs = persons(tokens);
  const order = (all: typeof own) => [...new Set(all.map(({ role }) => role))];
  if (order(own).length === 2 && order(theirs).length === 2 && order(own)[0] !== order(theirs)[0])
    return true;
  return own.some(({ role, of }) => {
    const about = theirs.filter((other) => of !== null && other.of !== null && same(of, other.of));
    return about.length > 0 && !about.some((other) => other.role === role);
  });
}

/** Numbers stand in their order; of a range both ends are said, and what a number is counted by is said with it. */
function keepsNumbers(
  said: readonly Token[],
  places: readonly (readonly number[])[],
  { tokens, isRow }: Ground,
): boolean {
  const used = said.flatMap((token, at) => (token.amount ? [places[at] ?? []] : []));
  let before = -1;
  for (const own of used) {
    if (own.length === 0) continue;
    const next = own.find((place) => place > before);
    if (next === undefined) return false;
    before = next;
  }
  if (isRow) return true;
  const all = new Set(used.flat());
  return tokens.every((token, at) => {
    if (!token.range && !token.rate) return true;
    const isAfterNumber = tokens[at - 1]?.kind === 'number' && tokens[at - 1]?.clause === token.clause;
    return !isAfterNumber || all.has(at) === all.has(at - 1) || (token.rate === true && !all.has(at - 1));
  });
}

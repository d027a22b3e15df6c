const words = (text: string) => text.trim().split(/\s+/);

/** Words that turn a statement round, folded; eight interface languages. */
const NEGATIONS: ReadonlySet<string> = new Set(
  words(`not no never none nobody nothing neither nor cannot without unable impossible unavailable unchanged unaffected unsupported unlimited
    nicht kein keine keinen keinem keiner keines nie niemals ohne weder unmoglich
    pas jamais aucun aucune sans rien impossible
    nunca sin ningun ninguna ninguno tampoco imposible
    nao sem nenhum nenhuma jamais impossivel
    non senza nessun nessuno nessuna mai impossibile
    لا لم لن ليس ليست غير بدون`),
);
/** Contractions end in it once their apostrophe is gone. */
const CONTRACTED =
  /^(?:can|do|does|did|is|are|was|were|has|have|had|will|would|should|could|must|need)nt$|^(?:wont|cant|shant)$/;
const JAPANESE_NEGATION = /ません|できない|ない(?:で|。|、|$)|ではなく|ずに|不可/;

/** A denial of a denial, next to it. */
const UNDONE =
  /\b(?:not|never|nicht|pas|no|nao|non) (?:(?:be|be done|done|possible|moglich) )?(?:without|impossible|unable|unavailable|ohne|unmoglich|sans|sin|sem|senza)\b/;

/** Phrases that are read as one word, folded; as whole words, and the first that fits, so that longer ones come first. */
const PHRASES: [phrase: string, word: string][] = [
  // Says "no" without denying.
  ...read(
    '',
    'no matter|not only|not just|whether or not|if not|non solo|non seulement|nicht nur|no solo|nao so',
  ),
  // Bounds, so that "no more than" denies nothing.
  ...read(
    'atmost',
    `no more than|not more than|no longer than|no later than|not later than|no larger than|no greater than|not longer than
    |at the most|at most|up to|at maximum|a maximum of|maximum|or less|or fewer|hochstens|maximal|au plus|au maximum|como maximo
    |como mucho|no maximo|al massimo|على الاكثر`,
  ),
  ...read(
    'atleast',
    `no less than|not less than|no fewer than|not fewer than|at the least|at least|a minimum of|minimum|or more|or longer
    |or larger|mindestens|au moins|al menos|como minimo|pelo menos|no minimo|almeno|come minimo|على الاقل`,
  ),
  ...read('not', 'no longer|not any more|not anymore|no mas|non piu|nao mais'),
];
const LAST_WORDS = new Set(PHRASES.map(([phrase]) => phrase.slice(phrase.lastIndexOf(' ') + 1)));

function read(word: string, text: string): [string, string][] {
  return text.split('|').map((phrase) => [phrase.trim(), word]);
}
/** What is quoted or is a code says nothing itself: UNABLE_TO_LOCK_ROW denies nothing. */
const NAMED = /"[^"\n]{1,200}"|“[^”\n]{1,200}”|`[^`\n]{1,200}`|[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+/gu;
/** Words of opposite meaning; each side by its beginnings, folded. */
const OPPOSITES: [string, string][] = [
  ['before vor avant antes prima قبل', 'after nach apres despues depois dopo بعد'],
  ['atmost', 'atleast'],
  [
    'enabl activat aktivier activer activar ativar attiv turn-on switched-on',
    'disabl deactivat deaktivier desactiv desativ disattiv switched-off turned-off',
  ],
  [
    'allow permit permitted accept grant offer support erlaub permet permit permett سمح',
    'prevent forbid deny denie block refus reject prohibit bounce ignor verbiet verbot interdi prohib proib viet',
  ],
  ['includ contain enthalt inclu compren', 'exclud omit lack miss ausgeschlossen exclu esclu'],
  ['always immer toujours siempre sempre دائما', 'never nie jamais nunca mai أبدا'],
  [
    'more larger bigger greater higher longer faster easier wider mehr plus mas mais piu أكثر',
    'less fewer smaller lower shorter slower harder narrower weniger moins menos meno أقل',
  ],
  ['above over beyond exceed uber sopra encima acima', 'below under beneath unter sotto debajo abaixo'],
  ['increas rais grow erhoh augment aument', 'decreas reduc lower shrink senk diminu ridu'],
  ['requir mandatory compulsory obligator pflicht', 'optional freiwillig facultati opcional opzional'],
  ['synchronous synchron', 'asynchronous asynchron'],
  ['parallel', 'serial'],
  ['active aktiv actif activ ativ attiv', 'inactive inaktiv inactif inactiv inativ inattiv'],
  ['automatic automatisch', 'manual manuell'],
  ['public offentlich', 'private privat'],
  ['first erst premier primer primeir', 'last letzt dernier ultim'],
  ['open', 'closed close'],
  ['visible sichtbar', 'invisible hidden unsichtbar'],
  ['earlier fruher', 'later spater'],
  ['unlock', 'locked lock'],
  ['start begin beginn', 'stop end'],
  ['succe', 'fail'],
  ['within innerhalb inside dentro', 'outside ausserhalb fuera fora fuori draussen'],
  [
    'safe harmless sicher harmlos unbedenklich ungefahrlich inoffensi seguro segura sicuro sicura innocu',
    'unsafe danger harmful gefahrlich schadlich nocif dangereu peligros perigos pericolos',
  ],
  ['online', 'offline'],
  ['valid gultig', 'expired invalid ungultig abgelaufen'],
];
/** By the beginning of a word: its pair, and +1 or -1 for the side. */
const SIDES = new Map(
  OPPOSITES.flatMap(([one, other], pair) => [
    ...words(one).map((stem): [string, [number, number]] => [stem, [pair, 1]]),
    ...words(other).map((stem): [string, [number, number]] => [stem, [pair, -1]]),
  ]),
);

/** What a clause affirms or denies. */
export interface Polarity {
  denied: boolean;
  /** By pair of opposites: +1 or -1 for the side that is named, 0 for none or both. */
  sides: readonly number[];
}

/** The polarity of a clause. Pure; linear. */
export function polarityOf(clause: string): Polarity {
  let said = wordsOf(clause.replace(NAMED, ' '));
  if (said.some((word) => LAST_WORDS.has(word))) {
    let joined = ` ${said.join(' ')} `;
    for (const [phrase, word] of PHRASES) joined = joined.replaceAll(` ${phrase} `, ` ${word} `);
    said = joined.split(' ').filter(Boolean);
  }
  const denies = said.some((word) => NEGATIONS.has(word) || CONTRACTED.test(word));
  // Denials side by side ("is not X and has no Y") are one; only a denial of a denial is none.
  const denied = (denies || JAPANESE_NEGATION.test(clause)) && !UNDONE.test(said.join(' '));
  return { denied, sides: sidesOf(said) };
}

/** The word by which a sentence answers a question, which says nothing about the rest: "No, items must be unused". */
const ANSWER =
  /^[\s*_]{0,4}(?:yes|no|ja|nein|doch|oui|non|si|sí|sim|não|nao|sì|はい|いいえ|نعم|لا)\s?[,.!:;—–、。،]\s*/iu;

/** A sentence without the yes or no before it. Pure. */
export function withoutAnswer(sentence: string): string {
  return sentence.replace(ANSWER, '');
}

/** Whether two clauses about the same thing contradict each other: one of them, not both, turned round. */
export function contradicts(a: Polarity, b: Polarity): boolean {
  let turns = a.denied === b.denied ? 0 : 1;
  a.sides.forEach((one, at) => {
    if (one !== 0 && one === -(b.sides[at] ?? 0)) turns += 1;
  });
  return turns % 2 === 1;
}

/** Letters that a word may have beyond the beginning by which it is known. */
const ENDING = 5;

function sidesOf(said: readonly string[]): number[] {
  const seen = new Set<string>();
  for (const word of said) {
    for (let end = word.length; end >= Math.max(2, word.length - ENDING); end -= 1) {
      const side = end === word.length || end >= 4 ? SIDES.get(word.slice(0, end)) : undefined;
      if (side) seen.add(side.join());
    }
  }
  return OPPOSITES.map((_, pair) => Number(seen.has(`${pair},1`)) - Number(seen.has(`${pair},-1`)));
}

const ASCII = /^[\u0000-\u007f]*$/;

function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower.replaceAll("'", '').match(/[a-z\d]+/g) ?? [];
  const folded = lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[أإآ]/g, 'ا');
  return folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Between statements of one sentence; commas alone are not enough, since they also stand in lists. */
const CLAUSE =
  /[;:—]\s|(?<!\b[a-z]\.[a-z]|\s\d{1,2})\.\s|,?\s(?:but|however|because|so that|while|although|whereas|unless|aber|sondern|weil|denn|mais|pero|sino|mas|porém|ma|però)\s|,\s(?:and|so|or|if|when|since|which|whatever|as|then|und|oder|wenn|da|et|ou|si|y|o|se|e)\s|\s(?:and|or|y|e|et|und|o|ou|oder)\s(?=(?:cannot|can|must|may|is|are|do|does|will|has|have|needs?|should|kann|können|muss|müssen|darf|nicht|kein|puede|debe|no|ne|peut|non|può|não|pode|si)\b)|、|。/giu;

/** A condition that is put first: it denies nothing of what follows. */
const CONDITION =
  /^[^\p{L}]{0,4}(?:if|when|once|unless|until|wenn|falls|sobald|sofern|si|lorsque|quand|dès que|cuando|caso|quando|se|إذا|عندما)\s[^,،\n]{2,160}[,،]\s/iu;

/** A sentence in the statements that it makes, each of at least two words. `apart`: what is said under a condition, and the condition. */
export function clausesOf(sentence: string, apart = false): string[] {
  const condition = apart ? (CONDITION.exec(sentence)?.[0] ?? '') : '';
  const parts = [condition, ...sentence.slice(condition.length).split(CLAUSE)].map((one) => one.trim());
  const kept = parts.filter((one) => /\s|[\u3040-\u9fff]{4}/.test(one));
  return kept.length > 0 ? kept : [sentence];
}

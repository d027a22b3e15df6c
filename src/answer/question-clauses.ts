/** Words that a question of its own has at least: "right?" and "ok?" ask nothing. */
const WORDS = 3;
/** Telling words that a question by itself has at least, its verb among them where it points back ("it"). */
const TELLING = 1;
const TELLING_BACK = 2;
/** Letters of the shortest telling word that has no capital. */
const TELLING_LETTERS = 4;
/** Words that may join two questions looked at in a sentence: nobody asks more at once. */
const JOINTS = 10;

/** A word; of a script that writes no spaces, two characters. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2}|[\p{L}\p{M}\p{N}]+/gu;
/** A word by its script: Japanese writes nouns in others than endings. */
const SPELT = /\p{Script=Hiragana}+|\p{Script=Han}+|[\p{Script=Katakana}ー]+|[\p{L}\p{M}\p{N}]+/gu;

const oneOf = (...patterns: string[]) => `(?:${patterns.join('|')})`;
const END = '(?![\\p{L}\\p{M}\\p{N}])';

const SUBJECT = '(?:I|you|we|they|he|she|it)\\s';
const DETERMINER = '(?:the|my|our|your|an?|this|these|each|every|any|all)\\s';
/** Up to two words behind a question word that are no verb: a subject that comes before the verb is not asked by it. */
const NO_VERB =
  '(?:(?!(?:about|am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|to|happens?|if)\\s)\\S+\\s+){0,2}';

/** "Is delivery free", but not "is kept": behind "which plan is ..." it may still be the same sentence's verb. */
const BARE_SUBJECT =
  '(?:is|are)\\s+(?!(?:also|only|then|still|free|there|they|this|these|your|every\\p{L}*|some\\p{L}*|any\\p{L}*|\\p{L}+(?:ed|en|ing|pt|nt|ly))\\s)(?=(?-i:\\p{Ll})\\p{L}{3,}\\s+(?!(?:and|at|by|for|from|in|of|on|or|to|with)\\s)\\p{L})';

/**
 * How a question begins, by language. Where word order tells, one that is only spoken of ("[tell me ...] what format I get", "wo die
 * Logs liegen") is none, nor is a second verb of the same sentence ("which jobs are queued and are not run").
 */
const BEGINS = {
  en: oneOf(
    `(?:what|who|how|where|when|why)['’](?:s|re)\\s`,
    `(?:what|who|which(?!\\s+(?:ones?|is|are|was|were|do|does|did|has|have|can)\\s))\\s+(?!${DETERMINER}|${NO_VERB}${SUBJECT})`,
    `(?:how|where|when|why)\\s+(?!${NO_VERB}(?:${SUBJECT}|${DETERMINER}))`,
    `(?:am|is|are|was|were|has|have|can|could|may|must|should|will|would)\\s+(?:${SUBJECT}|${DETERMINER}|there\\s|(?=(?-i:\\p{Lu}))|(?:an\\S|some|every)(?:one|body)\\s)`,
    BARE_SUBJECT,
    `(?:do|does|did)\\s+(?!not\\s|so\\s|it\\W*$)`,
  ),
  de: oneOf(
    `(?:wie|was|wo|wann|warum|wieso|weshalb|wer|wen|wem|wohin|woher|womit|welche[rsnm]?)\\s+(?!(?:ich|wir|man|du|er|es|der|die|das|den|dem|eine?|meine?|unsere?)\\s)`,
    `(?:kann|können|darf|dürfen|muss|müssen|soll|sollte|sollten|ist|sind|habe|haben|gibt|geht|brauche|bekomme)\\s+(?:ich|wir|man|du|sie|es|der|die|das|meine?|unsere?)\\s`,
  ),
  fr: `(?:comment|quand|où|combien|pourquoi|quel(?:le)?s?|à\\s+quoi|que\\s+(?:faire|se)|(?:qu['’])?est-ce|(?:puis|dois)-je|(?:peut|doit)-on|pouvez-vous|faut-il|y\\s+a-t-il|existe-t-il)${END}`,
  es: oneOf(
    `¿`,
    `(?:cómo|cuánt[oa]s?|cuándo|dónde|adónde|qué|quién(?:es)?|cuál(?:es)?|(?:por|para)\\s+qué|puedo|podemos|se\\s+puede|hay|es\\s+posible|debo)${END}`,
  ),
  pt: `(?:como|quando|onde|quant[oa]s?|qual|quais|quem|por\\s?que|o\\s+que|posso|podemos|é\\s+possível|devo|há|existe)${END}`,
  it: `(?:come|quando|dove|quant[oaie]|qual[ei]?|chi|perché|(?:che\\s+)?cosa|posso|possiamo|si\\s+può|c['’]è|ci\\s+sono|è\\s+possibile|devo)${END}`,
  ar: `(?:كيف|ماذا|ما|هل|متى|أين|اين|لماذا|كم)${END}`,
};
const { ar, ...SPACED } = BEGINS;
const BEGIN = oneOf(...Object.values(SPACED));

/** Where a second question begins within a sentence, in the languages of the interface. */
const SECOND = new RegExp(
  oneOf(
    `[,;]?(?<!\\s)\\s+(?:and|und|et|y|e)\\s+(?:(?:also|then|auch|aussi|también|também|anche)\\s+)?(?=${BEGIN})`,
    `[،,؛]?(?<!\\s)\\s+و(?=${ar})`,
    '(?<=か)[、,]?(?:また|そして|それから|それと|あと)(?![はも])[、,]?',
  ),
  'giu',
);
const BEGINNING = new RegExp(`^(?:${BEGIN}|${ar})`, 'iu');

/** What a sentence ends with, or is, that the other side of the word that joins belongs to: "where and how", "between what ... and what". */
const OPEN = [
  /(?<!\p{L})(?:what|where|when|why|who|which|how(?:\s+(?:much|many|often|long))?|wie|was|wo|wann|warum|wer|comment|quand|où|pourquoi|combien|cómo|cuándo|dónde|qué|como|quando|onde|come|dove|perché|quanto|كيف|متى|أين|لماذا)$/iu,
  /(?<!\p{L})(?:between|zwischen|entre|tra|fra)\s(?!.*\s(?:and|und|et|y|e)\s)/iu,
  /(?<!\p{L})بين\s(?!.*\sو)/u,
  /^\P{L}*(?:if|wenn|falls|si|se)\s+(?!pu)[^,،]*$/iu,
];
/** Words that also begin a clause of what was named before: "records which are locked and which are not". */
const RELATIVE = /^(?:which|who|where|when|wo|wann|quand|où|quando|onde|dove|chi|quem)$/iu;

/** A second verb goes with such a word. */
const SUBJECT_ASKED = /(?<!\p{L})(?:what|which|who|that)(?!\p{L})/iu;
const ONLY_BARE = new RegExp(`^${BARE_SUBJECT}`, 'iu');

/** Words that can only point back to what the first question names. */
const POINTS_BACK =
  /(?<!\p{L})(?:its?|this|that|these|those|them|they|he|she|(?<!gibt\s)es|ihn|davon|dafür|damit|dazu|ça|cela|l['’]\p{L}+[ei]r|l[ae]s?\s\p{L}+(?:[ei]r|re)|lo|eso|esto|ello|\p{L}{2,}[aei]rl[oaei]s?|\p{L}+-l[oa]s?|isso|isto|questo|quello|ذلك|هذا|\p{L}{3,}ها?)(?!\p{L})|それ|これ/iu;
/** Words of questions that name nothing. */
const NAMES_NOTHING =
  /^(?:about|above|after|again|been|before|below|does|done|from|happens?|have|into|long|many|much|need|often|that|them|then|these|they|this|those|what|when|with|aber|dann|kann|lange|lang|sonst|viel|wird|avec|dans|faire|pour|hacer|puedo|fazer|posso|fare|tempo|tiempo|temps)$/iu;

/**
 * The questions within one sentence that asks: "How do I export a report and where are the logs?" is two; "how do I add and remove
 * users?" is one, and so is one whose second part only points back ("and how do I avoid it?"). Pure.
 */
export function questionClauses(sentence: string): string[] {
  const joints = [...sentence.matchAll(SECOND)].slice(0, JOINTS);
  const questions: string[] = [];
  let end = sentence.length;
  for (const [at, { 0: joint, index }] of [...joints.entries()].reverse()) {
    const before = joints[at - 1];
    const first = sentence.slice(before ? before.index + before[0].length : 0, index);
    const second = sentence.slice(index + joint.length, end);
    if (!isWhole(first, second) || !standsAlone(second)) continue;
    questions.unshift(end < sentence.length ? `${second}?` : second);
    end = index;
  }
  return [...(end < sentence.length ? [`${sentence.slice(0, end)}?`] : [sentence]), ...questions];
}

/** True from three words on. Pure. */
export function isLong(text: string): boolean {
  return (text.match(WORD) ?? []).length >= WORDS;
}

function isWhole(first: string, second: string): boolean {
  if (!isLong(first) || OPEN.some((open) => open.test(first))) return false;
  if (ONLY_BARE.test(second) && SUBJECT_ASKED.test(first)) return false;
  const [begin = ''] = second.match(WORD) ?? [];
  return !RELATIVE.test(begin) || !(first.match(WORD) ?? []).slice(1).includes(begin);
}

function standsAlone(question: string): boolean {
  if (!isLong(question)) return false;
  const back = POINTS_BACK.test(question);
  const rest = question.replace(BEGINNING, '').replace(POINTS_BACK, '');
  const telling = (rest.match(SPELT) ?? []).filter(isTelling);
  return telling.length >= (back ? TELLING_BACK : TELLING);
}

function isTelling(word: string): boolean {
  if (/^\p{Script=Hiragana}/u.test(word) || NAMES_NOTHING.test(word)) return false;
  return (
    word.length >= TELLING_LETTERS ||
    /^(?:\p{Lu}[\p{L}\p{N}]|[\p{Script=Han}\p{Script=Katakana}])/u.test(word)
  );
}

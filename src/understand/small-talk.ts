import type { Intent } from '../domain/understanding.ts';

/** What a message is when it needs no knowledge to answer it. */
export interface SmallTalk {
  kind: 'person' | 'greeting' | 'thanks' | 'goodbye';
}

/** A message longer than this (UTF-16 units) says more than a greeting, so it is searched like any other. */
const SMALL_TALK_CHARS = 80;

/** A wish for a person may be wrapped in a sentence of this length. */
const PERSON_CHARS = 160;

const SOMEONE = '(?:person|human|human being|agent|someone|somebody|representative|rep|operator|advisor)';
/** What may follow the one who is wanted. A noun may not: "person account" and "agent console" are things to ask about. */
const ENDS =
  '(?=$| (?:please|now|today|asap|right|instead|here|who|about|regarding|because|and|at|from|on the phone)(?: |$))';

/**
 * Whole messages, after folding, in the eight interface languages. The wish for a person is looked for inside a short
 * message; the others must be all there is.
 */
const PERSON: RegExp[] = [
  new RegExp(
    `\\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:an? |the |your )?(?:real |live |actual )*${SOMEONE}${ENDS}`,
  ),
  new RegExp(
    `\\b(?:connect|transfer|put|get|give) me (?:to|through to|through|with)? ?(?:an? |the )?(?:real |live |actual )*${SOMEONE}${ENDS}`,
  ),
  new RegExp(
    `\\b(?:want|need|get|prefer|like) (?:an? )?(?:real |live |actual )*${SOMEONE}(?= please| now|$)`,
  ),
  /^(a |an |real |live )*(person|human|agent|operator|representative)( please)?$/,
  /^(?:bitte )?(?:ein(?:en)? )?(?:echten? )?(?:mensch(?:en)?|mitarbeiter(?:in)?)(?: bitte)?$/,
  /\b(?:preciso|quero|gostaria) (?:de )?(?:um |uma )?(?:humano|pessoa|atendente)(?: real| de verdade)?(?= por favor|$)/,
  /\bvoglio (?:una persona|un operatore|un umano)(?: ver[ao]| reale)?(?= per favore|$)/,
  /\bquiero (?:una persona|un humano|un agente)(?: real| de verdad)?(?= por favor|$)/,
  /\bje veux (?:une personne|un humain|un conseiller)(?: reelle?| humain)?(?= s'?il vous plait|$)/,
  /(?:担当者|オペレーター)を?(?:お願い|出して|呼んで)/,
  /\b(mit|an)\b.{0,20}\b(mensch\w*|mitarbeiter\w*|person)\b.{0,24}\b(sprechen|reden|verbind\w*|chatten)\b/,
  /\b(parler|discuter|parle)\b.{0,12}\b(a|avec)\b.{0,8}\b(quelqu'?un|une personne|un humain|un conseiller|un agent)\b/,
  /\b(hablar|charlar|comunicarme)\b.{0,12}\bcon\b.{0,8}\b(alguien|una persona|un humano|un agente)\b/,
  /\b(falar|conversar)\b.{0,12}\bcom\b.{0,8}\b(alguem|uma pessoa|um humano|um atendente|um agente)\b/,
  /\bparlare\b.{0,12}\bcon\b.{0,8}\b(qualcuno|una persona|un umano|un operatore)\b/,
  /(人|担当者|オペレーター|スタッフ)と(話|チャット)/,
  /(التحدث|اتحدث|أتحدث|التكلم).{0,12}(شخص|موظف|إنسان)/,
];

/** Somebody who does not want a person, asks about one, or tells of one they had. After folding. */
const NOT_NOW = [
  /\b(?:not|don'?t|do not|dont|never|without|no need|stop|instead of|rather than)\b.{0,40}\b(?:talk|speak|chat|connect|transfer|put|get|give)/,
  /\b(?:spoke|spoken|talked|chatted|was (?:connected|transferred)|had (?:talked|spoken))\b/,
  /\b(?:nicht|kein\w*|niemals|ohne)\b.{0,40}\b(?:sprechen|reden|verbind\w*|chatten)\b/,
  /\b(?:habe|hatte|wurde)\b.{0,60}\b(?:gesprochen|geredet|verbunden|gechattet)\b/,
  /\bmein\w* \w+ (?:mit|an)\b|\bmit .{0,30}\b(?:meinen?|mein) \w+ verbind/,
  /\b(?:ne|n'?)\b.{0,20}\b(?:veux|souhaite|voudrais) pas\b|\b(?:ai|avais|avons) (?:deja )?(?:parle|discute)\b/,
  /\bno (?:quiero|deseo|necesito)\b|\b(?:hable|he hablado|habia hablado)\b/,
  /\bnao (?:quero|desejo|preciso)\b|\b(?:falei|tinha falado)\b/,
  /\bnon (?:voglio|vorrei|desidero)\b|\b(?:ho|avevo) (?:gia )?parlato\b/,
  /(?:話しました|話した(?!い)|話したくない|話す必要はない)/,
  /(?:لا اريد|لا أريد|تحدثت|كلمت)/,
];

const GREETING =
  /^(hi|hello|hey|hiya|yo|good (morning|afternoon|evening)|hallo|guten (tag|morgen|abend)|moin|servus|bonjour|salut|bonsoir|hola|buen(os|as) (dias|tardes|noches)|ola|bom dia|boa (tarde|noite)|ciao|salve|buongiorno|buonasera|こんにちは|こんばんは|おはよう(ございます)?|مرحبا|اهلا|السلام عليكم)( there| all| team| everyone| zusammen| a tous)?$/;

const THANKS =
  /^(ok |okay |great |perfect |super )?(thanks|thank you|thx|ty|cheers|danke|danke schon|vielen dank|merci|merci beaucoup|gracias|muchas gracias|obrigad[oa]|muito obrigad[oa]|grazie|grazie mille|ありがとう(ございます|ございました)?|شكرا)( so much| very much| a lot| again| for your help)?$/;

const GOODBYE =
  /^(bye|bye bye|goodbye|see you|see ya|that'?s all|tschuss|auf wiedersehen|au revoir|adios|hasta luego|tchau|adeus|arrivederci|さようなら|またね|مع السلامة|وداعا)( bye| now| then)?$/;

/** Recognises small talk; `null` when the message must be answered from knowledge. Pure. */
export function smallTalk(text: string): SmallTalk | null {
  if (text.length > PERSON_CHARS) return null;
  const folded = fold(text);
  if (wantsPerson(folded)) return { kind: 'person' };
  if (folded.length > SMALL_TALK_CHARS) return null;
  if (GREETING.test(folded)) return { kind: 'greeting' };
  if (THANKS.test(folded)) return { kind: 'thanks' };
  if (GOODBYE.test(folded)) return { kind: 'goodbye' };
  return null;
}

function wantsPerson(folded: string): boolean {
  return PERSON.some((pattern) => pattern.test(folded)) && !NOT_NOW.some((pattern) => pattern.test(folded));
}

/** Signs that nobody uses in small talk: such a text quotes code or names a thing. */
const CODE = /[_{}<>=\\]/;

/** Intents that need no knowledge, and the probability from which the model is believed: a wrong hand-off costs a person. */
const TALK_INTENTS: Record<string, { kind: SmallTalk['kind']; from: number }> = {
  'wants-a-person': { kind: 'person', from: 0.9 },
  greeting: { kind: 'greeting', from: 0.9 },
  // Whom am I talking to? The greeting says it.
  'bot-identity': { kind: 'greeting', from: 0.9 },
  thanks: { kind: 'thanks', from: 0.9 },
  praise: { kind: 'thanks', from: 0.9 },
  goodbye: { kind: 'goodbye', from: 0.9 },
};

/**
 * Small talk that the intent model recognises where no pattern does: "is anybody there who can ring me?". Only where it is all
 * that a short message wants. Pure.
 */
export function smallTalkIntent(text: string, intents: readonly Intent[]): SmallTalk | null {
  const [first, second] = intents;
  const talk = first && TALK_INTENTS[first.name];
  if (!talk || second !== undefined || first.confidence < talk.from || CODE.test(text)) return null;
  if (talk.kind === 'person' && NOT_NOW.some((pattern) => pattern.test(fold(text)))) return null;
  return text.length <= (talk.kind === 'person' ? PERSON_CHARS : SMALL_TALK_CHARS)
    ? { kind: talk.kind }
    : null;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[!?.,;:。！？،¡¿…🙂😀👋🙏]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

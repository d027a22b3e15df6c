import { ACTION_LANGUAGES, ACTION_WORDS } from './action-words.ts';

/** What a short message says to a question. `quick`: with the very words of a quick reply. `ok`: heard, but neither yes nor no. */
export type YesNo = { says: 'yes' | 'no'; quick: boolean } | { says: 'ok'; quick: false } | null;

/** UTF-16 units: whoever writes more says more than yes or no. */
const CHARS_MAX = 60;

/** Folded. What a yes or a no is made of: any other word, and it is neither. */
const YES = phrases(`
  yes|yeah|yep|yup|sure|of course|absolutely|definitely|do it|do that|go ahead|i confirm|confirm|confirmed|yes i do|i agree|that is correct|correct|proceed|please do
  ja|jawohl|jap|gerne|gern|ja gerne|mach das|machen sie das|tun sie das|tu das|ja bitte tun|einverstanden|bestatige|ich bestatige|bestatigt|auf jeden fall|naturlich|genau
  oui|ouais|bien sur|faites le|fais le|allez y|vas y|d'accord|je confirme|confirmer|confirme|absolument|tout a fait
  si|claro|por supuesto|hagalo|hazlo|adelante|confirmo|de acuerdo|correcto
  sim|pode fazer|faca isso|faz isso|com certeza|pode ser|concordo|pode avancar|podes fazer
  certo|certamente|proceda|procedi|lo faccia|faccia pure|confermo|va bene|d'accordo
  はい|ええ|うん|はい実行する|実行する|実行してください|実行して|お願いします|はいお願いします|はい 実行する|はい お願いします|お願い|もちろん|承認します|そうしてください
  نعم|اجل|ايوه|ايوا|بالتاكيد|نفذ ذلك|نفذ|اوافق|موافق|اؤكد|تفضل
`);
const NO = phrases(`
  no|nope|nah|no way|leave it|don't|dont|do not|don't do it|do not do it|don't do that|no thanks|no thank you|never mind|nevermind|not now|i changed my mind|rather not|better not
  nein|ne|nee|nicht tun|nein danke|lieber nicht|lassen sie es|lass es|lass das|bitte nicht|doch nicht|auf keinen fall|nicht jetzt
  non|ne faites rien|ne le faites pas|non merci|laissez|laisse|laissez tomber|laisse tomber|pas maintenant|surtout pas
  dejelo|dejalo|no lo haga|no lo hagas|no gracias|mejor no|ahora no
  nao|deixe estar|deixa estar|nao faca|nao faca isso|nao obrigado|nao obrigada|melhor nao|agora nao
  lasci stare|lascia stare|non lo faccia|non farlo|no grazie|meglio di no|non ora
  いいえ|いや|いいえやめる|いいえ やめる|やめる|やめて|やめてください|結構です|いいえ結構です|いいえ 結構です|しないで|しないでください
  لا|كلا|اترك ذلك|لا تفعل|لا شكرا|ليس الان|لا تنفذ
`);
/** Adds nothing. */
const FILLER = phrases(`
  ok|okay|k|alright|all right|please|thanks|thank you|great|perfect|fine
  bitte|danke|gut|in ordnung|super|alles klar
  s'il vous plait|s'il te plait|merci|parfait|tres bien
  por favor|gracias|vale|perfecto|bueno|bien
  obrigado|obrigada|ta|esta bem|perfeito|tudo bem
  per favore|grazie|perfetto|bene
  わかりました|了解|了解です|ありがとう|ありがとうございます
  من فضلك|شكرا|حسنا|تمام|لو سمحت
`);
const UNDO = phrases(`
  undo|undo it|undo that|undo this|please undo|please undo it|please undo that|undo please|take it back|take that back|please take that back|please take it back|revert|revert it|revert that|reverse it|reverse that
  ruckgangig|ruckgangig machen|bitte ruckgangig machen|mach das ruckgangig|machen sie das ruckgangig|bitte ruckgangig|mach es ruckgangig|zurucknehmen|nimm das zuruck|nehmen sie das zuruck
  annuler|annulez|annule|annulez ca|annulez cela|annulez le|annule ca|defaire|revenir en arriere
  deshacer|deshazlo|deshagalo|deshaz eso|deshaga eso|revertir
  desfazer|desfaz|desfaca|desfaz isso|desfaca isso|reverter
  annulla|annulli|annullalo|lo annulli|annulla tutto|annulli tutto|torna indietro
  取り消して|取り消してください|取り消す|取消|元に戻して|元に戻してください|戻して
  تراجع|تراجع عن ذلك|تراجع عنه|الغ ذلك
`);

const WORDS_MAX = 4;

/** Yes or no in any of the languages that the assistant speaks, and nothing else: "yes, but on Monday" is neither. Pure. */
export function yesNoOf(text: string): YesNo {
  if (text.length > CHARS_MAX) return null;
  const said = fold(text);
  for (const language of ACTION_LANGUAGES) {
    if (said === fold(ACTION_WORDS[language].yes)) return { says: 'yes', quick: true };
    if (said === fold(ACTION_WORDS[language].no)) return { says: 'no', quick: true };
  }
  const words = said.split(' ');
  if (said === '') return null;
  if (madeOf(words, [NO, FILLER])) return madeOf(words, [FILLER]) ? OK : { says: 'no', quick: false };
  return madeOf(words, [YES, FILLER]) ? { says: 'yes', quick: false } : null;
}

const OK: YesNo = { says: 'ok', quick: false };

/** Whether a message asks for nothing but to take back what was done. Pure. */
export function asksToUndo(text: string): boolean {
  return text.length <= CHARS_MAX && UNDO.has(fold(text));
}

/** Whether the words, from first to last, are a row of phrases of these sets. */
function madeOf(words: readonly string[], sets: readonly ReadonlySet<string>[]): boolean {
  const reached = [true];
  for (let end = 1; end <= words.length; end += 1) {
    reached[end] = false;
    for (let start = Math.max(0, end - WORDS_MAX); start < end; start += 1) {
      const phrase = words.slice(start, end).join(' ');
      if (reached[start] && sets.some((set) => set.has(phrase))) reached[end] = true;
    }
  }
  return reached[words.length] === true;
}

function phrases(lists: string): ReadonlySet<string> {
  return new Set(lists.split(/[|\n]/).map(fold).filter(Boolean));
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[آأإ]/g, 'ا')
    .replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim();
}

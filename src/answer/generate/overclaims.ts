/**
 * Words that give something away or decide something, by their beginnings: a sentence may only use one that its source uses, however
 * well the rest of it fits. In the interface languages.
 */
const PROMISES =
  /(?<![\p{L}])(?:lifetime|lifelong|unlimited|forever|permanent|free|gratis|refund|reimburs|discount|voucher|coupon|compensat|guarant|bonus|gift|prize|reward|liab|lawyer|court|lawsuit|doctor|insur|bitcoin|crypto|lebenslang|unbegrenzt|kostenlos|gratis|erstatt|rabatt|gutschein|entschädig|garant|geschenk|gewinn|haft(?:en|bar|ung)|anwalt|gericht|arzt|illimité|gratuit|rembours|remise|réduction|dédommag|garanti|cadeau|avocat|tribunal|médecin|ilimitad|gratuit|reembols|descuento|compensa|garant|regalo|premio|abogad|tribunal|médico|vitalíci|desconto|grátis|prêmio|advogad|illimitat|rimbors|sconto|risarcim|regalo|avvocat|medico|a vita)|無料|返金|割引|保証|補償|賠償|永久|مجان|استرداد|خصم|تعويض|ضمان|هدية/giu;
/** Letters of a word by which its source is looked for: its forms differ at the end. */
const STEM = 7;

/** "Exchanged but not refunded": what is denied behind a conjunction, in one word. */
const CONTRAST =
  /(?:but|aber|sondern|mais|pero|mas|ma|però|porém|jedoch)\s+(?:not|nicht|pas|no|não|non|keine?n?)\s+(?:be\s+|être\s+|ser\s+|essere\s+)?(\p{L}{3,30})/giu;
const CONTRAST_JAPANESE =
  /([\p{Script=Han}\p{Script=Katakana}ー]{2,8})(?:には|では|は|が|も)?(?:でき(?:ない|ません)|いたしません|しません|不可|対象外)/gu;
const DENIES_JAPANESE = /ません|ない|不可|対象外/;

/** Whether a text promises in a word what its source (`source`: all that it is held against) has no word for. Pure. */
export function overclaims(text: string, source: string): boolean {
  const given = source.toLowerCase();
  for (const [word] of text.toLowerCase().matchAll(PROMISES)) {
    if (!given.includes(word.slice(0, STEM))) return true;
  }
  return false;
}

/** Whether a text that denies nothing affirms what a statement denies in passing. Pure. */
export function affirmsDenied(text: string, statement: string, analyze: (text: string) => string[]): boolean {
  for (const [, noun = ''] of statement.matchAll(CONTRAST_JAPANESE)) {
    if (text.includes(noun) && !DENIES_JAPANESE.test(text)) return true;
  }
  const terms = new Set(analyze(text));
  for (const [, word = ''] of statement.matchAll(CONTRAST)) {
    const denied = analyze(word);
    if (denied.length > 0 && denied.every((term) => terms.has(term))) return true;
  }
  return false;
}

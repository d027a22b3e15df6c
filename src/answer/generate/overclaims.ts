/**
 * What gives something away or decides something, a line for each, by the beginnings of its words in the interface languages: a
 * sentence may only speak of what its source speaks of, however well the rest of it fits, and in whatever language.
 */
const PROMISES = [
  'lifetime|lifelong|unlimited|forever|lebenslang|unbegrenzt|illimit|à vie|ilimitad|de por vida|vitalíci|illimitat|a vita|無期限|無制限|مدى الحياة|غير محدود',
  'free(?![\\p{L}]| (?:to|space|up))|gratis|at no (?:cost|charge)|complimentary|kostenlos|kostenfrei|umsonst|gratuit|sin (?:costo|coste|cargo)|grátis|無料|مجان',
  'refund|reimburs|money back|erstatt|geld zurück|rembours|reembols|rimbors|返金|払い戻し|استرداد',
  'discount|rebate|voucher|coupon|promo code|% off|rabatt|gutschein|nachlass|remise(?! (?:à|en|au))|bon d.achat|descuento|cupón|desconto|cupom|sconto|割引|クーポン|خصم|قسيمة',
  'compensat|damages|indemn|entschädig|schadens?ersatz|dédommag|indemnis|compensa|indemniz|indeniz|risarcim|補償|賠償|تعويض',
  'guarant|garant|warrant|gewährleist|保証|ضمان',
  'bonus|gift|prize|reward|geschenk|prämie|cadeau|regalo|premio|prêmio|brinde|特典|景品|هدية|جائزة',
  'liab|lawyer|attorney|in court|court of law|lawsuit|sue(?![\\p{L}])|haft(?:en|et|bar|ung)|anwalt|anwält|gericht|verklag|avocat|tribunal|responsabil|abogad|advogad|avvocat|弁護士|訴訟|محام|محكمة',
  'doctor|medic(?:al|in)|arzt|ärzt|médecin|médico|medico|médica|医師|طبيب',
  'stupid|idiot|moron|dumb(?![\\p{L}])|imb[eé]cil|crook|bastard|scum|jerk(?![\\p{L}])|worthless|pathetic|shut up|asshole|arschloch|blödmann|vollpfosten|schwein(?![\\p{L}])|connard|abruti|salaud|idiota|gilipollas|cabr[oó]n|babaca|otári|cretino|deficiente|クズ|アホ|غبية|حقير|وغد|liar|scam|fraudster|loser|(?:ver)?dammt|dumm(?:e[nrs]?)?(?![\\p{L}])|trottel|betrüger|lügner|abzocke|imbécile|crétin|menteur|arnaqu|escroc|estúpid|tont[oa]s?(?![\\p{L}])|mentiros|estafa|burr[oa]s?(?![\\p{L}])|golpista|stupido|scemo|bugiard|truffa|バカ|馬鹿|詐欺|嘘つき|غبي|أحمق|محتال|كاذب',
  'bitcoin|crypto|gift ?card|wire transfer|(?:send|transfer|wire) (?:us |your |the |some )?money|überweis|geld (?:senden|schicken)|(?:senden|schicken) \\p{L}{1,12} (?:\\p{L}{1,5} )?geld|virement|envoyez (?:nous )?(?:de l.|votre )argent|env[ií][ea](?:n|nos)? (?:su |el )?dinero|bonifico|送金|振り?込|تحويل مالي|western union|kryptowähr|criptomoned|criptomoed|criptovalut|仮想通貨|عملة مشفرة',
  'harmless|risk[- ]free|no (?:risk|danger)(?![\\p{L}])|harmlos|ungefährlich|unbedenklich|inoffensi|sans (?:danger|risque)|inofensiv|inocu|innocu|sem (?:perigo|risco)|sin (?:peligro|riesgo)|senza (?:pericol|rischi)|無害|危険(?:では)?(?:ありません|ない)|غير ضار|بلا خطر',
  'illegal|criminal|fraud|sabotag|corrupt|bankrupt|pleite|betrug|kriminell|illégal|frauduleu|ilegal|criminos|fraude|quiebra|falência|illegale|frode|fallimento|違法|倒産|غير قانوني|احتيال|إفلاس',
  'poison|toxic|deadly|giftig|tödlich|toxique|mortel|tóxic|mortal|tossic|mortale|有毒|سام(?![\\p{L}])',
  'useless|garbage|rubbish|crap|lousy|worst|schrott|nutzlos|mies(?:e[nrsm]?)?(?![\\p{L}])|merde|basura|inútil|mierda|lixo|porcaria|spazzatura|schifo|ゴミ|最悪|قمامة',
].map((words) => {
  const pattern = `(?<![\\p{L}])(?:${words})|(?:${words
    .split('|')
    .filter((word) => /[\u0600-\u06ff\u3040-\u9fff]/.test(word))
    .join('|')})`;
  return new RegExp(pattern, 'iu');
});

/** "Exchanged but not refunded": what is denied behind a conjunction, in one word. */
const CONTRAST =
  /(?:but|aber|sondern|mais|pero|mas|ma|però|porém|jedoch)\s+(?:not|nicht|pas|no|não|non|keine?n?)\s+(?:be\s+|être\s+|ser\s+|essere\s+)?(\p{L}{3,30})/giu;
const CONTRAST_JAPANESE =
  /([\p{Script=Han}\p{Script=Katakana}ー]{2,8})(?:には|では|は|が|も)?(?:でき(?:ない|ません)|いたしません|しません|不可|対象外)/gu;
const DENIES_JAPANESE = /ません|ない|不可|対象外/;

/** Whether a text promises what its source (`source`: all that it is held against) does not speak of. Pure. */
export function overclaims(text: string, source: string): boolean {
  return PROMISES.some((promise) => promise.test(text) && !promise.test(source));
}

/** What a machine says that claims to have acted, or that it is about to: that only a tool's result can say. */
const DEEDS = [
  /(?<![\p{L}]|(?:after|once|when|if|until|before|as soon as|whether) )(?:i|we)(?:['’](?:ve|ll)| have| will| just| did)(?: (?:just|already|now|also|have|since|not))*\s\p{L}+/giu,
  /(?<![\p{L}])i (?:sent|made|gave|paid|did|got|(?!need|indeed)\p{L}{2,20}ed)(?![\p{L}])/giu,
  /(?<![\p{L}])(?:ich habe|habe ich|ich werde|wir haben|wir werden|j['’]ai|je vais|je viens de|nous avons|voy a|vamos a|acabo de|he \p{L}{1,20}(?:ado|ido)|hemos \p{L}{1,20}(?:ado|ido)|vou|acabei de|ho (?:già )?\p{L}{1,20}(?:ato|ito|uto)|abbiamo (?:già )?\p{L}{1,20}(?:ato|ito|uto))(?![\p{L}])/giu,
];
/** Of which nobody has to wait for anything: it speaks of the answer itself. */
const SPEAKS =
  /(?:found|listed|summari[sz]ed|described|explain(?:ed)?|show(?:n)?|noted|mentioned|looked|list|describe|summari[sz]e|walk|guide|help|understood|understand)$/iu;

/** Whether a text says of the speaker that something was or will be done of which its source does not say so. Pure. */
export function claimsDeed(text: string, source: string): boolean {
  const given = source.toLowerCase();
  return DEEDS.some((deed) =>
    (text.match(deed) ?? []).some((one) => !SPEAKS.test(one) && !given.includes(one.toLowerCase())),
  );
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

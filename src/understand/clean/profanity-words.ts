/** The languages that have a list. */
export type ProfanityLanguage = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'ja' | 'ar';

/**
 * One language's words, in small letters without accents. A letter that is written twice must be there at least twice, so
 * "ass" is not "as". Mild oaths ("damn", "hell") and plain insults ("idiot") are left out: they tell anger, not profanity.
 */
export interface ProfanityList {
  /** Whole words; `*` at the end: and whatever follows; at the start: and whatever comes before. Several words: in this order. */
  words: readonly string[];
  /** Words that mean something harmless in another language: they count only where the message is known to be in this one. */
  own: readonly string[];
}

const list = (words: string, own = ''): ProfanityList => ({
  words: words.split(/\s*,\s*/),
  own: own === '' ? [] : own.split(/\s*,\s*/),
});

export const LATIN_LISTS: Readonly<Record<Exclude<ProfanityLanguage, 'ja' | 'ar'>, ProfanityList>> = {
  en: list(
    '*fuck*, fck, fcking, fcuk, fuking, fuken, phuck*, motherfck*, mofo, shit, shits, shitty, shitshow, shittiest, shite, shithead*, shithole*, shitting, *bullshit*, horseshit, dipshit*, ' +
      'bitch, bitches, bitching, bitchy, biatch, cunt, cunts, asshole*, arsehole*, ass, asses, arse, asshat*, dumbass*, jackass*, smartass*, dickhead*, a dick, dick move, my dick, ' +
      'a prick, you prick, pricks, cocksucker*, twat, twats, wanker*, wanking, bollocks, bastard, bastards, slutty, sluts, a slut, whore, whores, piss off, pissed, pissing, crap, crappy, ' +
      'douchebag*, nigger*, nigga*, faggot*, retarded, stfu, gtfo, wtf, wtaf, tosser, tossers, cumshot*, jizz, dildo*, blowjob*, bugger off, sod off',
    'slut, prick, retard, retards, piss, wank, pussies',
  ),
  de: list(
    'scheiss, scheisse*, scheis, scheise, scheissdreck, scheissegal, verscheissern, beschissen*, verschissen*, arsch, arschloch*, arschgeige*, arschkriecher*, verarsch*, ficken, gefickt, verfickt*, ' +
      'fotze*, hurensohn*, wichser*, wichsen, schlampe*, miststuck*, missgeburt*, spasti*, drecksau*, dreckskerl*, drecksack*, leck mich, pissen, verpiss*, kacke, schwuchtel*, schwanzlutscher*',
    'fick, fickt, hure, huren, spast, pisser, schwanz',
  ),
  fr: list(
    'merde, merdes, merdique, merdiques, merdier, emmerde*, emmerder, putain, putains, connard*, connasse*, conasse*, salope, salopes, saloperie, salaud, salauds, enculer, encule, encules, enculee, enfoire*, foutre, ta gueule, nique, niquer, couilles, branleur*, branler, ' +
      'fils de pute, va te faire foutre, j en ai rien a foutre, chier, chiant, chiante, chiants, trou du cul',
    'con, cons, conne, connes, bite, bites, chatte, cul, fdp, pute, putes, batard, batards, couillon',
  ),
  es: list(
    'mierda*, puta, putas, puto, putos, putada*, jodido*, jodida*, jodete, jodeis, cabron, cabrona, cabrones, gilipollas, hijo de puta, hijueputa*, hijoputa*, chingar, chinga, chingado*, chingada*, pendejo*, pendeja*, cojones, ' +
      'maricon, maricones, culero, culeros, malparido*, me cago en, conchatumadre, la concha de tu, pinche puto, follate',
    'joder, polla, pollas, culo, pinche, marica, mamada, mamadas, verga, vergas, carajo, follar, hdp',
  ),
  pt: list(
    'merda, merdas, puta que pariu, filho da puta, filhos da puta, caralho*, fodase, foda-se, fodido*, fodida*, cuzao, cuzoes, buceta*, arrombado*, vai tomar no, tomar no cu, vtnc, pqp, punheta*, piroca, babaca*, bosta',
    'cu, pica, rola, porra, foda, foder, fdp, cacete, viado, viados, vsf',
  ),
  it: list(
    'cazzo, cazzi, cazzata, cazzate, incazzato, incazzata, incazzati, incazzare, merdoso, merdosa, stronzo, stronza, stronzi, stronze, stronzata, stronzate, vaffanculo*, fanculo, affanculo, puttana, puttane, puttanata, coglione, coglioni, minchia, figlio di puttana, rotto in culo, inculare, inculato, porco dio, porca troia, rompicoglioni, pompino, frocio, froci',
    'culo, figa, fica, troia, troie, zoccola, bastardo, bastardi, palle',
  ),
};

/** Words that only their accents tell from harmless ones (a cone, "asks"), in small letters. */
export const ACCENTED: ReadonlySet<string> = new Set(['coño', 'pédé', 'pédés', 'bâtard', 'bâtards', 'mamón']);

/** Japanese has no spaces: each with what may not stand around it, for やくそく (a promise) and ばかり (only) are harmless. */
export const JAPANESE =
  /(?<![ぁ-んァ-ヶー])(?:くそ(?![くうっん])|クソ(?![ァ-ヶ]{0,2}ー?ム))|(?<![ァ-ヶー])(?:クソ(?:野郎|ゲー|サポ|アプリ|会社|みたい)|チンコ|マンコ|ファック|ビッチ|キチガイ)|(?<![ァ-ヶー])バカ(?:野郎|ヤロウ|か|じゃ|なの|め)|馬鹿(?:野郎|か|じゃ|な|に)|死ね(?![ばる])|糞(?:野郎|会社|サポ|アプリ|が|み)|畜生|ちくしょう|くたばれ|ふざけ(?:るな|んな)|ぶっ殺|てめえ|きちがい|売女|アバズレ|黙れ(?:カス|クズ)?/g;

/** Arabic words, after alef folding, with the usual particles before them. */
export const ARABIC =
  /(?<![\u0620-\u064a])(?:و|ف|يا |ب|ل)?(?:ال)?(?:خرا|خراء|شرموطة|شرموط|شراميط|قحبة|قحاب|عاهرة|منيوك|منيك|متناك|متناكة|كسمك|كس امك|كس اختك|كسختك|طيز|طيزك|زبي|زب|نيك|انيك|ينيك|عرص|معرص|خول|ابن الكلب|ابن كلب|ولاد الكلب|ابن الشرموطة|ابن الزنا|ابن الحرام|ابن العاهرة|تفو عليك|لعنة الله عليكم|كلب ابن كلب|ديوث)(?![\u0620-\u064a])/g;

/** Regular-expression sources of the words that make a line an address. */

/** Behind a name: "Baker Street", "BAKER STREET". */
export const STREET_AFTER_WORDS =
  'street|str|st|avenue|aven|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|square|sq|terrace|ter|way|parkway|pkwy|highway|hwy|circle|cir|trail|trl|crescent|cres|close|mews|grove|gardens|gdns|hill|row|walk|alley|loop|plaza|turnpike|tpke|expressway|route|rte|mall|quay|wharf|gate|rise|mount|view|park|green|ridge|run|path|pass|point|crossing|esplanade|parade|bypass|causeway';
export const STREET_AFTER = cased(STREET_AFTER_WORDS);

/** The end of a word, a number behind it: "Hauptstraße 5", "Storgatan 12", "Mannerheimintie 3". */
export const STREET_ENDING =
  'straße|strasse|str\\.|gasse|platz|allee|ufer|weg|chaussee|laan|straat|gracht|kade|plein|dijk|singel|gatan|vägen|gränd|torget|gata|(?<![aeiou]|[lstr]e)gate|gaten|veien|vegen|vei|veg|vej|gade|stræde|stien|intie|katu|kuja|polku|aukio|utca|útja|körút|stígur|braut|vegur|götu';

/** Before a name: "Rue de la Paix 5", "12 Via Roma", "ul. Długa 7". */
export const STREET_BEFORE_WORDS =
  'rue|av\\.?|avenue|boulevard|bd\\.?|place|pl\\.|chemin|impasse|allée|quai|cours|route|via|viale|vicolo|piazza|piazzale|corso|largo|strada|calle|c/|avda\\.?|avenida|paseo|plaza|camino|carretera|ronda|rúa|carrer|rua|travessa|praça|estrada|alameda|ul\\.?|ulica|aleja|al\\.|os\\.|plac|ulice|nám\\.?|náměstí|třída|trg|cesta|bulevar|bul\\.|strada|str\\.|calea|odos|leoforos|ул\\.?|улица|проспект|пр\\.|jalan|jl\\.';
export const STREET_BEFORE = cased(STREET_BEFORE_WORDS);

/** A part of a building. */
export const UNIT =
  'apt|apartment|appt|suite|ste|unit|flat|room|rm|floor|fl|bldg|building|block|level|door|top|wohnung|whg|etage|esc|piso|int|interno|lejl|bte|boîte';

/** Before an address, whatever it looks like. */
export const ADDRESS_LABEL =
  "(?:(?:billing|shipping|postal|mailing|delivery|home|street|residential|new|old|current|correct|work|office|my|his|her|their|your|our)\\s)?(?:address|adresse|dirección|indirizzo|endereço|anschrift|wohnhaft|住所|地址|العنوان)(?: (?:is|to|with|as|of|changed to|from))?(?: now)?|(?:live|lives|lived|living|reside|resides|moved|located|based) (?:now )?(?:at|in|on)|(?:meet|pick|see) (?:me|us|you)(?: up)? (?:at|from)|(?:sent?|ship(?:ped)?|deliver(?:ed)?|mail(?:ed)?|forward(?:ed)?|taxi|cab|parcel|package|drop(?:ped)? (?:\\p{L}{2,8} )?off|drive|come|go|it) (?:it )?(?:to|at)|(?:ich )?wohne (?:in|an)|j'habite(?: au| à)?|vivo en|abito in|moro na";

/** US states and Canadian provinces, as they stand before a postcode. */
export const STATE =
  'A[AEKLPRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT';

/** Each word in lower case, with a capital, and in capitals. */
function cased(words: string): string {
  return words
    .split('|')
    .flatMap((word) => [word, (word[0] ?? '').toUpperCase() + word.slice(1), word.toUpperCase()])
    .join('|');
}

import { light } from './light-pattern.ts';
import { isGivenName, nameAt } from './person-name.ts';
import { type Candidate, RANK } from './pii.ts';

/** Behind these a name comes, whatever its case. */
const STRONG = light(
  /(?<![\p{L}\d_])(?:my (?:full |first |last |legal |maiden |real |middle )?name(?:'s| is|:)|name's|(?:everyone |everybody |they |people |friends |colleagues )(?:all )?calls? me|(?:please |just |you can |u can )call me|(?:what's|what is) your (?:full |first |last )?name\?|my (?:wife|husband|son|daughter|boss|colleague|mother|father|brother|sister|partner|friend|assistant)(?:'s name is| is called| is named)|in the name of|ich heiße|ich heisse|mein name ist|je m'appelle|je m’appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome è|me chamo|(?:o )?meu nome é|chamo-me|ik heet|mijn naam is|jag heter|mitt namn är|jeg heter|jeg hedder|mit navn er|nazywam się|mam na imię|jmenuji se|меня зовут|моё имя|اسمي|adım|benim adım|मेरा नाम)[ \t:,]{1,3}(?=\p{L})|(?:私の名前は|名前は|我叫|我的名字是|제 이름은)\s{0,2}(?=\p{L})/giu,
);
/** 山田太郎と申します. */
const HUMBLE =
  /(?<![一-鿿々])([一-鿿々]{2,6}(?: [一-鿿々]{1,4})?|[ァ-ヶー]{2,12}(?:[・ ][ァ-ヶー]{2,12})?)と(?=申します|いいます|言います)/g;
/** A field of a form. */
const FIELD = light(
  /(?:^|[\n,;|(•*-]\s{0,4})(?:(?:full|first|last|given|family|customer|contact|patient|client|cardholder|account ?holder|passenger|guest|recipient|billing|card)[ -]?(?:holder )?name|surname|nachname|vorname|nom|prénom|nombre|apellidos?|nome|cognome|sobrenome|name|cardholder|account ?holder|recipient|attn|passenger|patient|billing address|shipping address|ship to|bill to|deliver to)\s{0,2}[:=]\s{0,4}(?=\p{L})/giu,
);
/** "I'm Ana Kos", "this is Ana": only with a capital letter. */
const SELF = light(
  /(?<![\p{L}\d_])(?:[Ii]'m|[Ii]’m|[Ii] am|[Tt]his is|[Ii]t's|[Ii]t is|[Ii]ch bin|[Hh]ier ist|[Jj]e suis|[Ss]oy|[Ss]ono|[Ss]ou)(?: the)? (?=\p{Lu})/gu,
);
const TITLED = light(
  /(?<![\p{L}\d_])(?:(?:Mrs?|MRS?|M[sx]|MS|Miss|MISS|Dr|DR|Prof|Professor|Sir|Madam|Rev|Herrn?|Frau|Fräulein|Monsieur|Madame|Mme|Mlle|Señor(?:a|ita)?|Sra?|Don|Doña|Signora?|Sig|Senhora?|Dhr|Mevrouw|Mevr|Meneer|Pan|Pani)\.?|(?:mrs?|ms|dr|prof)\.) {1,2}(?:(?:Dr|Prof|med)\.? ){0,2}(?=\p{L})/gu,
);
const GREETED =
  /(?:^|[\n.!,] {0,3})(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|liebe[rs]?|hallo|guten (?:tag|morgen|abend)|bonjour|ch(?:er|ère)|hola|querid[oa]|estimad[oa]|ciao|gentile|car[oa]|olá|oi|prezad[oa]|beste) (?=\p{Lu})/gimu;
const SIGNED = light(
  /(?<![\p{L}])(?:(?:kind |best |warm |many |with kind )?(?:regards|wishes)|thanks(?: again| a lot| in advance| so much)?|thank you|thx|cheers|sincerely(?: yours)?|yours(?: truly| sincerely| faithfully)?|respectfully|best|(?:mit )?(?:freundlichen|freundliche|besten|beste|viele|liebe|herzliche) grüßen?|mfg|lg|vg|danke|cordialement|bien à vous|merci|(?:un )?saludos?|atentamente|gracias|(?:cordiali |distinti )?saluti|grazie|obrigad[oa]|atenciosamente|(?:met )?(?:vriendelijke )?groet(?:en)?|med vänlig hälsning|pozdrawiam)(?:[,.!]{1,2}\s{1,4}|\n\s{0,4}|\s{0,2}[-–]\s?)(?=\p{Lu})/giu,
);

/** Names of people where something says that one comes, and a known given name with another name behind it. Pure. */
export function findNames(text: string, found: Candidate[]): void {
  for (const match of text.matchAll(STRONG)) add(text, match, true, found);
  for (const match of text.matchAll(FIELD)) add(text, match, false, found);
  for (const match of text.matchAll(TITLED)) add(text, match, match[0].trimEnd().endsWith('.'), found);
  for (const match of text.matchAll(SELF)) introduced(text, match, found);
  for (const match of text.matchAll(GREETED)) closed(text, match, /^[,!.\n:]|^ ?[-–]|^$/, found);
  for (const match of text.matchAll(SIGNED)) closed(text, match, /^[.,!]?\s{0,4}(?:\n|$)/, found);
  for (const match of text.matchAll(HUMBLE)) {
    found.push({
      type: 'PERSON',
      start: match.index,
      end: match.index + (match[1] ?? '').length,
      rank: RANK.labelled,
    });
  }
  knownNames(text, found);
}

function add(text: string, match: RegExpExecArray, lower: boolean, found: Candidate[]): void {
  const start = match.index + match[0].length;
  const end = nameAt(text, start, lower);
  if (end !== null) found.push({ type: 'PERSON', start, end, rank: RANK.labelled });
}

/** A single word after "I'm" is a name only if it is known as one ("I'm Premium"). */
function introduced(text: string, match: RegExpExecArray, found: Candidate[]): void {
  const start = match.index + match[0].length;
  const end = nameAt(text, start, false);
  if (end === null) return;
  const words = text.slice(start, end).split(' ');
  const known = isGivenName(words[0] ?? '');
  const speaking = /^,? (?:here|from|speaking|again|calling|with|writing)\b/.test(text.slice(end, end + 10));
  const two =
    words.length >= 2 && words.length <= 4 && /^(?:I|i|ich)/.test(match[0]) && !/^[Ii]t/.test(match[0]);
  if (known || two || (speaking && /^[Tt]his/.test(match[0]))) {
    found.push({ type: 'PERSON', start, end, rank: RANK.labelled });
  }
}

/** A name that must be all there is until the end of the greeting or of the signature. */
function closed(text: string, match: RegExpExecArray, behind: RegExp, found: Candidate[]): void {
  const start = match.index + match[0].length;
  const end = nameAt(text, start, false);
  if (end === null) return;
  const known = isGivenName(text.slice(start, end).split(' ')[0] ?? '');
  if (known || behind.test(text.slice(end, end + 8)))
    found.push({ type: 'PERSON', start, end, rank: RANK.labelled });
}

const WORD = light(/(?<![\p{L}\d_.'’-])\p{Lu}[\p{Ll}\p{M}]{1,20}(?:-\p{Lu}?\p{Ll}{1,20})?(?= \p{Lu})/gu);

function knownNames(text: string, found: Candidate[]): void {
  for (const match of text.matchAll(WORD)) {
    if (!isGivenName(match[0])) continue;
    const end = nameAt(text, match.index, false);
    if (end === null || end <= match.index + match[0].length + 1) continue;
    found.push({ type: 'PERSON', start: match.index, end, rank: RANK.shaped });
  }
}

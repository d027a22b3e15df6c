import { COMMON_WORDS } from './common-words.ts';
import { light } from './light-pattern.ts';
import { ORGANIZATION_END } from './organization-words.ts';
import { isGivenName } from './person-name.ts';
import { type Candidate, RANK } from './pii.ts';

const NAME = '\\p{Ll}[\\p{L}\\p{M}]{2,20}';
/** Not the beginning of a word, an address or a path. */
const BEGIN = "(?<![\\p{L}\\d_.@'’/-])";
const GIVEN = light(`${BEGIN}${NAME}(?![\\p{L}\\d_(@])`, 'gu');
/** "codey m ross": an initial between two words; not a letter that chats write for a word ("c u", "it s", "bearings r trash"). */
const INITIAL = light(`${BEGIN}(${NAME}) [fghjlmptvz]\\.? (${NAME}(?:-${NAME})?)(?![\\p{L}\\d_(@])`, 'gu');
/** Where somebody lives or goes. */
const PLACED = light(
  `(?<![\\p{L}])(?:(?:live|lives|lived|living|resides?|born|raised|based|arrived|landed) in|(?:moved|moving|flew|flying|returned|emigrated|relocated|travell?ed) (?:back )?(?:here )?(?:to|from)|(?:city|town|village|university) of|grew up in) (${NAME}(?:-${NAME})?)(?![\\p{L}\\d_(@])`,
  'gu',
);
/** "acme gmbh": a firm by its last word. Two short words before it at most belong to it. */
const FIRM = light(
  `${BEGIN}(${NAME}(?:-${NAME})?(?: ${NAME})?) (inc|ltd|llc|llp|plc|gmbh|corp|srl)(?![\\p{L}\\d_(@])(?:\\.(?=,? \\p{Ll}|\\n))?`,
  'gu',
);

/** Names in a text without a single capital: of people, of towns behind a word that asks for one, of firms by their last word. Pure. */
export function findSmallNames(text: string, found: Candidate[]): void {
  if (/\p{Lu}/u.test(text)) return;
  for (const match of text.matchAll(INITIAL)) {
    const [whole, first = '', last = ''] = match;
    if (COMMON_WORDS.has(first) || COMMON_WORDS.has(last)) continue;
    found.push({
      type: 'PERSON',
      start: match.index,
      end: match.index + whole.length,
      rank: RANK.guessed + 0.1,
    });
  }
  for (const match of text.matchAll(PLACED)) {
    const place = match[1] ?? '';
    if (isUsual(place)) continue;
    const end = match.index + match[0].length;
    found.push({ type: 'PLACE', start: end - place.length, end, rank: RANK.guessed });
  }
  for (const match of text.matchAll(FIRM)) {
    const words = (match[1] ?? '').split(' ');
    const usual = words.findLastIndex((word) => isUsual(word) && !ORGANIZATION_END.has(word));
    if (usual === words.length - 1) continue;
    const start = match.index + words.slice(0, usual + 1).join(' ').length + (usual >= 0 ? 1 : 0);
    found.push({ type: 'ORGANIZATION', start, end: match.index + match[0].length, rank: RANK.guessed + 0.5 });
  }
  givenNames(text, found);
}

/** Given names, with the word behind them. */
function givenNames(text: string, found: Candidate[]): void {
  let end = 0;
  for (const match of text.matchAll(GIVEN)) {
    if (match.index < end || !isGivenName(match[0]) || COMMON_WORDS.has(match[0])) continue;
    const from = match.index + match[0].length;
    const rest = SURNAME.exec(text.slice(from, from + 40));
    const surname = rest && !isUsual(rest[1] ?? '');
    end = from + (surname ? rest[0].length : 0);
    found.push({ type: 'PERSON', start: match.index, end, rank: RANK.guessed });
  }
}

const SURNAME = light(
  /^(?: \p{Ll}\.?(?= ))? (\p{Ll}[\p{L}\p{M}-]{2,24}(?:['’](?!s(?!\p{L}))\p{L}{1,20})?)(?![\p{L}\d])/u,
);

function isUsual(word: string): boolean {
  return COMMON_WORDS.has(word) || /(?:ed|ing|ly)$/.test(word);
}

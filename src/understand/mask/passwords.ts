import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

const LABEL =
  'pass ?words?|pass ?codes?|passphrases?|passwd|pwd|pass(?= ?[:=]| is )|pw(?=\\s?[:=]|\\s(?:is|was))|pin(?: code| number)?(?= ?[:=]|\\s(?:is|was|ist|lautet|es|est|è|é)\\s)|login code|kennwort|passwort|contraseña|clave(?=\\s?(?::|=|es\\s))|mot de passe|mdp|senha|palavra-passe|geheimzahl|暗証番号|wachtwoord|hasło|пароль|şifre(?:m)?|lösenord|heslo|salasana|パスワード|密码|密碼|비밀번호|كلمة المرور|كلمة السر';
/** What says that the next word is the password itself. */
const LINK =
  "(?:(?:\\s{0,3}(?:for|to|of|für|pour|para|per) [\\p{L}\\d .'@_-]{1,40}?)?(?:\\s{1,3}(?:is|was|are|ist|lautet|war|es|era|est|était|è|era|é|هو|هي)(?![\\p{L}\\d])|[\"']?\\s{0,3}(?:[:=]|[-=]>|：|は|是|为))){1,2}(?:\\s{0,3}(?:now|actually|still|currently|set to|jetzt|also|:))?";
const RULE = light(
  `(?<![\\p{L}\\d])(${LABEL})${LINK}\\s{0,3}(?!(?:${LABEL})[ :=])(["'“”«»\`]?)(\\S{3,256})`,
  'giu',
);
/** "password hunter2!": no link, but the word mixes letters with digits or signs. */
const BARE = light(
  `(?<![\\p{L}\\d])(?:${LABEL}|pw)\\s{1,2}["'“]?((?=[^\\s\\d]{0,64}\\d)(?=[^\\sa-z]{0,64}[a-z])[^\\s"'”]{6,128})`,
  'giu',
);
/** `<password>hunter2</password>`. */
const ELEMENT = /<(?:\w{1,16}:)?(?:password|passwd|pwd|passcode|pin)>([^<\s]{3,128})</giu;
/** "PIN 4821". */
const BARE_PIN = light(/(?<![\p{L}\d])(?:PIN|Pin)(?:-?code| number)? {1,2}(\d{4,8})(?![\p{L}\d.,:/-])/gu);
/** "use X as my password". */
const AFTERWARDS = light(
  /(?<![\p{L}])(?:used?|typed?|entered?|tried|logged in with|log in with|signed? in with)\s{1,3}["'“]?(\S{3,64}?)["'”]?\s{1,2}(?:as|for) (?:my|the|a|our) (?:new |old )?(?:password|pwd|passcode|pin)(?![\p{L}])/giu,
);
const ANY = light(`(?:${LABEL}|pass|pin|pw)`, 'iu');
/** "login/pass: ana / hunter2". */
const PAIR = light(
  /(?<![\p{L}\d])(?:user ?(?:name)?|login|id)\s?(?:\/|and|&|\+)\s?(?:pass(?:word)?|pwd|pw)\s?(?:is|are|[:=-])\s{0,2}\S{1,64}\s?[/,:|]\s?(\S{3,64})/giu,
);
/** Words that tell something of a password instead of being one. */
const TELLING = new Set(
  (
    'a about above accepted again all allowed already also always an and any as at awful bad because been before being below blank blocked broken but by ' +
    'cached case-sensitive case changed compromised correct definitely different disabled displayed done empty encrypted enough even exactly expired expiring failing ' +
    'false fine for forgotten from getting going good hacked hard hashed he hidden how i if in incorrect invalid it its just kept known leaked like locked long longer lost ' +
    'mandatory masked me missing must my needed never no none not now null of ok old on only or optional our out pending policy please probably protected ' +
    'rejected required reset resetting right safe same saved secure sent set she short should shown so something still stolen stored strong supposed that the their ' +
    'there they this to too true two undefined unknown unsafe used valid very visible was we weak what when where which who why with without working wrong you your ' +
    'nicht falsch abgelaufen vergessen richtig ungültig gesperrt zu kein mein noch abgelehnt korrekt gültig sicher weg immer leider unbekannt blockiert no incorrecta incorrecto correcta caducada olvidada rechazada bloqueada válida inválida demasiado muy incorrect expiré incorrecte oublié ' +
    'pas refusé refusée rejeté rejetée accepté expirée oubliée bloquée mauvais toujours trop faux invalide bloqué non errata sbagliata scaduta corretta scorretta rifiutata bloccata troppo não incorreta recusada errada expirou inválida niet verkeerd verlopen'
  ).split(' '),
);
/** Words behind a telling link that make even an unknown word a description: "is something like", "is hidden by". */
const DESCRIBED = /(?:ed|ing|n't|nt|ly)$/i;

/** Passwords and PINs that a label names, in a dozen languages. Pure. */
export function findPasswords(text: string, found: Candidate[]): void {
  if (!ANY.test(text)) return;
  for (const match of text.matchAll(RULE)) {
    const [whole, label = '', quote = '', word = ''] = match;
    const start = match.index + whole.length - word.length;
    const end = quote === '' ? start + bare(word).length : closing(text, start);
    const value = text.slice(start, end);
    if (/^pin/i.test(label) && !/^\d{3,12}$/.test(value)) continue;
    // A pass may also be for a mountain or a plane.
    if (/^pass$/i.test(label) && /^pass is/i.test(whole) && /^[\p{L}'’-]+$/u.test(value)) continue;
    if (value.length < 3 || (quote === '' && tells(value, text.slice(end, end + 1)))) continue;
    found.push({ type: 'PASSWORD', start, end, rank: RANK.labelled + 0.25 });
  }
  for (const pattern of [BARE, BARE_PIN, ELEMENT, AFTERWARDS, PAIR]) {
    for (const match of text.matchAll(pattern)) {
      const value = bare(match[1] ?? '');
      if (value.length < 3 || tells(value, '') || /^(?:sha|md5|aes|oauth|saml|base)-?\d/i.test(value))
        continue;
      const start = match.index + match[0].lastIndexOf(value);
      found.push({ type: 'PASSWORD', start, end: start + value.length, rank: RANK.labelled + 0.25 });
    }
  }
}

/** Without the sign that ends a sentence, or a quotation mark. */
function bare(value: string): string {
  return value.replace(/(?:[.,;:?]|["'”»`)]){1,3}$/, '').replace(/[。、，]\S{0,256}$/, '');
}

/** The end of a quoted value: its closing mark on the same line, else the end of the word. */
function closing(text: string, start: number): number {
  const rest = text.slice(start, start + 128).split('\n')[0] ?? '';
  const at = rest.search(/["'“”«»`](?![\p{L}\d])/u);
  return start + (at > 0 ? at : (/^\S{1,128}/.exec(rest)?.[0].length ?? 0));
}

function tells(value: string, next: string): boolean {
  if (/^https?:|^\[|^<|^\*{3}/i.test(value)) return true;
  if (/^(?:正し|間違|違い|合って|無効|有効|忘れ|変更|必要|期限)/.test(value)) return true;
  if (!/^[\p{L}'’-]+$/u.test(value)) return false;
  if (TELLING.has(value.toLowerCase())) return true;
  return DESCRIBED.test(value) && value === value.toLowerCase() && next !== '';
}

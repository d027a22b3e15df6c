import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

const URL_SHAPE = light(
  /(?<![\p{L}\d])(?:https?|ftp|sftp|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|jdbc:[a-z]{2,12}):\/\/[^\s<>"'`|]{3,2048}/giu,
);
const WITH_LOGIN = /^[a-z:+]{2,24}:\/\/[^\s/?#@]{1,256}@/i;
const WITH_SECRET =
  /[?&#;](?:(?:access_?|refresh_?|id_?|auth_?|session_?|api_?|csrf_?|reset_?)?(?:token|key)|sid|session(?:_?id)?|sig|signature|password|passwd|pwd|pw|secret|client_secret|code|otp|user(?:_?id|_?name)?|uid|customer(?:_?id)?|account(?:_?id)?|member(?:_?id)?|e?-?mail|phone|ssn)=[^&\s#]{3,}/i;

const BARE =
  /(?<![a-z\d@./_-])(?:www\.[a-z\d-]{1,63}(?:\.[a-z\d-]{2,63}){1,3}|[a-z\d-]{2,63}(?:\.[a-z\d-]{2,63}){0,2}\.(?:com|org|net|edu|gov|info|biz|io|co|ai|app|dev|eu|uk|de|fr|es|it|pt|br|nl|be|ch|at|pl|cz|se|no|dk|fi|ie|ca|us|au|nz|jp|cn|in))(?![a-z\d@._-]{1,64}@|[a-z\d_(-])(?:\/[^\s<>"'`|]{0,2048})?/gi;

/** Addresses that carry a login, a token or somebody's id; with `all` (details), every address. Pure. */
export function findUrls(text: string, found: Candidate[], all: boolean): void {
  if (all) {
    for (const match of text.matchAll(BARE)) {
      found.push({ type: 'URL', start: match.index, end: match.index + match[0].length, rank: RANK.guessed });
    }
  }
  for (const match of text.matchAll(URL_SHAPE)) {
    const url = match[0].replace(/[.,;:!?)\]}]{1,4}$/, '');
    const telling = WITH_LOGIN.test(url) || WITH_SECRET.test(url);
    if (!telling && !all) continue;
    found.push({
      type: 'URL',
      start: match.index,
      end: match.index + url.length,
      rank: telling ? RANK.certain + 0.75 : RANK.shaped,
    });
  }
}

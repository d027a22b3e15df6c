import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

const URL_SHAPE = light(
  /(?<![\p{L}\d])(?:https?|ftp|sftp|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqps?|jdbc:[a-z]{2,12}):\/\/[^\s<>"'`|]{3,2048}/giu,
);
const WITH_LOGIN = /^[a-z:+]{2,24}:\/\/[^\s/?#@]{1,256}@/i;
const WITH_SECRET =
  /[?&#;](?:(?:access_?|refresh_?|id_?|auth_?|session_?|api_?|csrf_?|reset_?)?(?:token|key)|sid|session(?:_?id)?|sig|signature|password|passwd|pwd|pw|secret|client_secret|code|otp|user(?:_?id|_?name)?|uid|customer(?:_?id)?|account(?:_?id)?|member(?:_?id)?|e?-?mail|phone|ssn)=[^&\s#]{3,}/i;

/** Addresses that carry a login, a token or somebody's id; with `all` (details), every address. Pure. */
export function findUrls(text: string, found: Candidate[], all: boolean): void {
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

import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

/** A Japanese postcode with its sign, and what is written of the address behind it. */
const POSTCODE = /〒\s?\d{3}-?\d{4}/g;
/** From the prefecture to the number of the house: 東京都渋谷区神南1-2-3. */
const JAPANESE =
  /(?:東京都|北海道|(?:大阪|京都)府|[一-鿿]{2,3}県)\s?[一-鿿ぁ-んァ-ヶー]{1,12}?[市区郡町村][一-鿿ぁ-んァ-ヶー々]{0,20}(?:\s?\d{1,4}(?:丁目|番地?|号|-|の){0,2}){0,4}/g;
/** A street with the number of a house, and up to three parts behind it: شارع الملك فهد 12، الرياض. */
const ARABIC = light(
  /(?<![\p{L}])(?:شارع|طريق|حي|ميدان) [\u0620-\u064a ]{2,40}?[،, ]{0,2}\d{1,5}(?![\d.,]?\d)(?:، ?[\u0620-\u064a]{2,16}(?: [\u0620-\u064a]{2,16})?){0,3}/gu,
);

/** Postal addresses of Japan and of the Arab countries, by the shapes of their own scripts. Pure. */
export function findAddressesInScript(text: string, found: Candidate[]): void {
  for (const pattern of [POSTCODE, JAPANESE, ARABIC]) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      // A prefecture and a city alone are a region.
      if (!/\d/.test(match[0])) continue;
      found.push({ type: 'ADDRESS', start: match.index, end, rank: RANK.shaped + 0.5 });
    }
  }
}

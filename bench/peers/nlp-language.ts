import { eld } from 'eld/large';
import { franc } from 'franc';
import { detect } from 'tinyld/heavy';

/** ISO 639-3 as franc says it; languages beyond the table stay as they are and count as wrong. */
const THREE_LETTERS: Record<string, string> = {
  arb: 'ar',
  bul: 'bg',
  ces: 'cs',
  dan: 'da',
  deu: 'de',
  ell: 'el',
  eng: 'en',
  spa: 'es',
  pes: 'fa',
  fin: 'fi',
  fra: 'fr',
  heb: 'he',
  hin: 'hi',
  hun: 'hu',
  ind: 'id',
  ita: 'it',
  jpn: 'ja',
  kor: 'ko',
  nob: 'nb',
  nld: 'nl',
  pol: 'pl',
  por: 'pt',
  ron: 'ro',
  rus: 'ru',
  swe: 'sv',
  tha: 'th',
  tur: 'tr',
  ukr: 'uk',
  vie: 'vi',
  cmn: 'zh',
};

/** Norwegian without saying which is Bokmål to us. */
const norwegian = (language: string) => (language === 'no' ? 'nb' : language);

/** Detectors of npm, each at its best size: text in, ISO 639-1 out. */
export const LANGUAGE_PEERS: Record<string, (text: string) => string> = {
  'eld L': (text) => norwegian(eld.detect(text).language),
  'tinyld heavy': (text) => norwegian(detect(text)),
  // Shorter texts than 10 characters are undetermined to franc unless told otherwise; the choice is ours to be fair.
  'franc, of these 30': (text) => {
    const found = franc(text, { only: Object.keys(THREE_LETTERS), minLength: 1 });
    return THREE_LETTERS[found] ?? found;
  },
};

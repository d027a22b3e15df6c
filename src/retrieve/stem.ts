import { stemmer } from 'stemmer';

/** Stems kept in memory: a knowledge base has 10,000 to 50,000 distinct words; beyond that the cache starts anew. */
const CACHE_WORDS = 50_000;
const cache = new Map<string, string>();

const CYRILLIC_ENDING =
  /(?:ями|ами|ого|его|ому|ему|ыми|ими|иях|ах|ях|ов|ев|ам|ям|ом|ем|ой|ей|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ия|ии|а|я|ы|и|у|ю|о|е|ь)$/;

/**
 * The stem of a folded, lower-case word. Words of a-z take Porter's algorithm, in whatever language: index and query agree,
 * and its plural and ending rules do little harm elsewhere. Cyrillic words lose a common ending if four letters remain.
 */
export function stem(word: string): string {
  if (word.length < 4) return word === 'ids' ? 'id' : word;
  const known = cache.get(word);
  if (known !== undefined) return known;
  const found = stemOnce(word);
  if (cache.size >= CACHE_WORDS) cache.clear();
  cache.set(word, found);
  return found;
}

function stemOnce(word: string): string {
  if (/^[a-z]+$/.test(word)) return word.length > 40 ? word : stemmer(word);
  if (/^[а-яё]+$/.test(word)) {
    const cut = word.replace('ё', 'е').replace(CYRILLIC_ENDING, '');
    return cut.length >= 4 ? cut : word;
  }
  return word;
}

const LABELS = [
  'order',
  'orders',
  'purchase',
  'bestellung',
  'auftrag',
  'commande',
  'pedido',
  'encomenda',
  'compra',
  'ordine',
];
/** Words one typing error away that mean something else. */
const OTHERS = new Set([
  'older',
  'border',
  'odder',
  'ordered',
  'comprar',
  'comprare',
  'ardor',
  'oder',
  'rder',
]);

/** Is a folded word one typing error (a letter too many, too few, wrong, or two swapped) away from a word for an order? Pure. */
export function isMistyped(word: string): boolean {
  if (OTHERS.has(word) && word !== 'rder') return false;
  return LABELS.some(
    (label) => word === label || oneErrorAway(word, label) || (label.length > 7 && twoSwaps(word, label)),
  );
}

function oneErrorAway(word: string, label: string): boolean {
  if (Math.abs(word.length - label.length) > 1) return false;
  let at = 0;
  while (at < word.length && word[at] === label[at]) at++;
  const rest = word.slice(at);
  const of = label.slice(at);
  return (
    rest.slice(1) === of.slice(1) ||
    rest.slice(1) === of ||
    rest === of.slice(1) ||
    (rest[0] === of[1] && rest[1] === of[0] && rest.slice(2) === of.slice(2))
  );
}

/** The same letters, each at most one place off. */
function twoSwaps(word: string, label: string): boolean {
  return (
    word.length === label.length &&
    word[0] === label[0] &&
    [...word].sort().join('') === [...label].sort().join('')
  );
}

/** German: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Für wen',
  audiences: { public: 'Alle', partner: 'Partner und Kollegen', internal: 'Nur Kollegen' },
  audienceHint:
    'Kunden erfahren nur, was für alle ist; Partner ist, wer laut signierter Identität einer ist.',
  products: 'Produkte',
  productsHint: 'Namen mit Kommas trennen. Leer: alle Produkte.',
  askedAs: 'Gefragt als',
  readers: { public: 'Kunde', partner: 'Partner', internal: 'Kollege' },
};

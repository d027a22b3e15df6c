/** German: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Für wen',
  audiences: { public: 'Alle', partner: 'Partner und Kollegen', internal: 'Nur Kollegen' },
  audienceHint:
    'Kunden erfahren nur, was für alle ist; Partner ist, wer laut signierter Identität einer ist.',
  products: 'Produkte',
  productsHint: 'Namen mit Kommas trennen. Leer: alle Produkte.',
  validUntil: 'Gilt bis',
  validUntilHint: 'Der letzte Tag, in UTC. Leer: immer.',
  reviewedOn: 'Geprüft am',
  reviewedOnHint: 'Zählt wie eine Änderung: von gleich guten Artikeln kommt der neuere zuerst.',
  askedAs: 'Gefragt als',
  readers: { public: 'Kunde', partner: 'Partner', internal: 'Kollege' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: 'Bezeichnungen',
  about:
    'Bezeichnungen, die Ihre Artikel für dasselbe verwenden. Abkürzungen mit ihrer Langform nutzt die Suche sofort; nehmen Sie die anderen an, wenn sie stimmen.',
  name: 'Bezeichnung',
  also: 'Auch',
  kind: 'Art',
  kinds: { abbreviation: 'Abkürzung', alias: 'Anderer Name', spelling: 'Schreibweise' },
  articles: 'Artikel',
  used: 'Genutzt',
  unused: 'Nicht genutzt',
  use: 'Nutzen',
  off: 'Ausschalten',
  absent: 'Gespeichert. Kein Artikel enthält diese Wörter: {words}.',
  unsaid: 'Gespeichert, aber kein Artikel sagt, dass beide dasselbe bedeuten.',
  empty: 'Noch keine Bezeichnungen gefunden',
  emptyTodo: 'Sie werden beim Indizieren aus den Artikeln gelesen.',
};

/** Italian: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Per chi',
  audiences: { public: 'Tutti', partner: 'Partner e colleghi', internal: 'Solo colleghi' },
  audienceHint:
    'Ai clienti si dice solo ciò che è per tutti; sono partner coloro che la loro identità firmata indica come tali.',
  products: 'Prodotti',
  productsHint: 'Separa i nomi con virgole. Vuoto: tutti i prodotti.',
  validUntil: 'Valido fino al',
  validUntilHint: 'L’ultimo giorno, in UTC. Vuoto: sempre.',
  reviewedOn: 'Rivisto il',
  reviewedOnHint: 'Conta come una modifica: a parità, l’articolo più recente viene prima.',
  askedAs: 'Chiesto come',
  readers: { public: 'Cliente', partner: 'Partner', internal: 'Collega' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: 'Nomi',
  about:
    'Nomi che i tuoi articoli usano per la stessa cosa. La ricerca usa subito le abbreviazioni con la forma estesa; accetta gli altri se sono giusti.',
  name: 'Nome',
  also: 'Anche',
  kind: 'Tipo',
  kinds: { abbreviation: 'Abbreviazione', alias: 'Altro nome', spelling: 'Grafia' },
  articles: 'Articoli',
  used: 'In uso',
  unused: 'Non in uso',
  use: 'Usa',
  off: 'Disattiva',
  absent: 'Salvato. Nessun articolo contiene queste parole: {words}.',
  unsaid: 'Salvato, ma nessun articolo dice che entrambi significano la stessa cosa.',
  empty: 'Ancora nessun nome trovato',
  emptyTodo: 'Vengono letti dagli articoli quando sono indicizzati.',
};

/** Italian: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Per chi',
  audiences: { public: 'Tutti', partner: 'Partner e colleghi', internal: 'Solo colleghi' },
  audienceHint:
    'Ai clienti si dice solo ciò che è per tutti; sono partner coloro che la loro identità firmata indica come tali.',
  products: 'Prodotti',
  productsHint: 'Separa i nomi con virgole. Vuoto: tutti i prodotti.',
  askedAs: 'Chiesto come',
  readers: { public: 'Cliente', partner: 'Partner', internal: 'Collega' },
};

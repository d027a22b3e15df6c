/** English: whom articles are for, and what they are about. */
export const scope = {
  audience: 'For whom',
  audiences: { public: 'Everybody', partner: 'Partners and colleagues', internal: 'Colleagues only' },
  audienceHint:
    'Customers are only told what is for everybody; partners are those whose signed identity says so.',
  products: 'Products',
  productsHint: 'Separate names with commas. Empty: all products.',
  askedAs: 'Asked as',
  readers: { public: 'A customer', partner: 'A partner', internal: 'A colleague' },
};

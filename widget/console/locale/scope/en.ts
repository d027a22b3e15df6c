/** English: whom articles are for, and what they are about. */
export const scope = {
  audience: 'For whom',
  audiences: { public: 'Everybody', partner: 'Partners and colleagues', internal: 'Colleagues only' },
  audienceHint:
    'Customers are only told what is for everybody; partners are those whose signed identity says so.',
  products: 'Products',
  productsHint: 'Separate names with commas. Empty: all products.',
  validUntil: 'Told until',
  validUntilHint: 'The last day, in UTC. Empty: always.',
  reviewedOn: 'Reviewed on',
  reviewedOnHint: 'Counts like a change: of equal articles the newer comes first.',
  askedAs: 'Asked as',
  readers: { public: 'A customer', partner: 'A partner', internal: 'A colleague' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: 'Names',
  about:
    'Names that your articles use for the same thing. Abbreviations with their long form are used by search at once; accept the others if they are right.',
  name: 'Name',
  also: 'Also',
  kind: 'Kind',
  kinds: { abbreviation: 'Abbreviation', alias: 'Other name', spelling: 'Spelling' },
  articles: 'Articles',
  used: 'Used',
  unused: 'Not used',
  use: 'Use',
  off: 'Switch off',
  absent: 'Saved. No article holds these words: {words}.',
  unsaid: 'Saved, but no article says that both mean the same.',
  empty: 'No names found yet',
  emptyTodo: 'They are read from articles when these are indexed.',
};

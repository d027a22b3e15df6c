/** French: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Pour qui',
  audiences: {
    public: 'Tout le monde',
    partner: 'Partenaires et collègues',
    internal: 'Collègues seulement',
  },
  audienceHint:
    'Les clients n’apprennent que ce qui est pour tout le monde ; les partenaires sont ceux que leur identité signée désigne ainsi.',
  products: 'Produits',
  productsHint: 'Séparez les noms par des virgules. Vide : tous les produits.',
  askedAs: 'Demandé en tant que',
  readers: { public: 'Client', partner: 'Partenaire', internal: 'Collègue' },
};

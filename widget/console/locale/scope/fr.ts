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
  validUntil: 'Valable jusqu’au',
  validUntilHint: 'Le dernier jour, en UTC. Vide : toujours.',
  reviewedOn: 'Relu le',
  reviewedOnHint: 'Compte comme une modification : à égalité, l’article le plus récent passe en premier.',
  askedAs: 'Demandé en tant que',
  readers: { public: 'Client', partner: 'Partenaire', internal: 'Collègue' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: 'Noms',
  about:
    'Noms que vos articles emploient pour la même chose. La recherche utilise tout de suite les abréviations avec leur forme longue ; acceptez les autres si elles sont justes.',
  name: 'Nom',
  also: 'Aussi',
  kind: 'Type',
  kinds: { abbreviation: 'Abréviation', alias: 'Autre nom', spelling: 'Graphie' },
  articles: 'Articles',
  used: 'Utilisé',
  unused: 'Non utilisé',
  use: 'Utiliser',
  off: 'Désactiver',
  absent: 'Enregistré. Aucun article ne contient ces mots : {words}.',
  unsaid: 'Enregistré, mais aucun article ne dit que les deux ont le même sens.',
  empty: 'Aucun nom trouvé pour l’instant',
  emptyTodo: 'Ils sont lus dans les articles lors de l’indexation.',
};

/** Portuguese: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Para quem',
  audiences: { public: 'Todos', partner: 'Parceiros e colegas', internal: 'Só colegas' },
  audienceHint:
    'Aos clientes só se diz o que é para todos; são parceiros aqueles cuja identidade assinada o indica.',
  products: 'Produtos',
  productsHint: 'Separe os nomes com vírgulas. Vazio: todos os produtos.',
  askedAs: 'Perguntado como',
  readers: { public: 'Cliente', partner: 'Parceiro', internal: 'Colega' },
};

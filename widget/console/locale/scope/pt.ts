/** Portuguese: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Para quem',
  audiences: { public: 'Todos', partner: 'Parceiros e colegas', internal: 'Só colegas' },
  audienceHint:
    'Aos clientes só se diz o que é para todos; são parceiros aqueles cuja identidade assinada o indica.',
  products: 'Produtos',
  productsHint: 'Separe os nomes com vírgulas. Vazio: todos os produtos.',
  validUntil: 'Válido até',
  validUntilHint: 'O último dia, em UTC. Vazio: sempre.',
  reviewedOn: 'Revisto em',
  reviewedOnHint: 'Conta como uma alteração: entre artigos iguais, o mais recente vem primeiro.',
  askedAs: 'Perguntado como',
  readers: { public: 'Cliente', partner: 'Parceiro', internal: 'Colega' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: 'Nomes',
  about:
    'Nomes que os seus artigos usam para a mesma coisa. A pesquisa usa logo as abreviaturas com a forma longa; aceite os outros se estiverem certos.',
  name: 'Nome',
  also: 'Também',
  kind: 'Tipo',
  kinds: { abbreviation: 'Abreviatura', alias: 'Outro nome', spelling: 'Grafia' },
  articles: 'Artigos',
  used: 'Em uso',
  unused: 'Sem uso',
  use: 'Usar',
  off: 'Desligar',
  absent: 'Guardado. Nenhum artigo contém estas palavras: {words}.',
  unsaid: 'Guardado, mas nenhum artigo diz que ambos significam o mesmo.',
  empty: 'Ainda não há nomes',
  emptyTodo: 'São lidos dos artigos quando estes são indexados.',
};

/** Spanish: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Para quién',
  audiences: { public: 'Todos', partner: 'Socios y compañeros', internal: 'Solo compañeros' },
  audienceHint:
    'A los clientes solo se les dice lo que es para todos; son socios aquellos cuya identidad firmada lo indica.',
  products: 'Productos',
  productsHint: 'Separe los nombres con comas. Vacío: todos los productos.',
  validUntil: 'Válido hasta',
  validUntilHint: 'El último día, en UTC. Vacío: siempre.',
  reviewedOn: 'Revisado el',
  reviewedOnHint: 'Cuenta como un cambio: entre artículos iguales va primero el más reciente.',
  askedAs: 'Preguntado como',
  readers: { public: 'Cliente', partner: 'Socio', internal: 'Compañero' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: 'Nombres',
  about:
    'Nombres que sus artículos usan para lo mismo. La búsqueda usa enseguida las abreviaturas con su forma larga; acepte los demás si son correctos.',
  name: 'Nombre',
  also: 'También',
  kind: 'Tipo',
  kinds: { abbreviation: 'Abreviatura', alias: 'Otro nombre', spelling: 'Grafía' },
  articles: 'Artículos',
  used: 'En uso',
  unused: 'Sin usar',
  use: 'Usar',
  off: 'Desactivar',
  absent: 'Guardado. Ningún artículo contiene estas palabras: {words}.',
  unsaid: 'Guardado, pero ningún artículo dice que ambos signifiquen lo mismo.',
  empty: 'Aún no se han encontrado nombres',
  emptyTodo: 'Se leen de los artículos al indexarlos.',
};

/** Spanish: whom articles are for, and what they are about. */
export const scope = {
  audience: 'Para quién',
  audiences: { public: 'Todos', partner: 'Socios y compañeros', internal: 'Solo compañeros' },
  audienceHint:
    'A los clientes solo se les dice lo que es para todos; son socios aquellos cuya identidad firmada lo indica.',
  products: 'Productos',
  productsHint: 'Separe los nombres con comas. Vacío: todos los productos.',
  askedAs: 'Preguntado como',
  readers: { public: 'Cliente', partner: 'Socio', internal: 'Compañero' },
};

/** Portuguese. */
export const audit = {
  nav: 'Registro',
  about: 'Quem fez o quê, do mais recente ao mais antigo. Nada pode ser alterado nem apagado.',
  when: 'Quando',
  who: 'Quem',
  what: 'O quê',
  target: 'Em',
  outcome: 'Resultado',
  details: 'Detalhes',
  action: 'Ação, como connector.put',
  actionWrong: 'Tem de ser uma ação como connector.put.',
  allActors: 'Todos',
  allOutcomes: 'Todos os resultados',
  actors: {
    customer: 'Cliente',
    user: 'Utilizador',
    'api-key': 'Chave de API',
    system: 'Sistema',
  },
  outcomes: {
    allowed: 'Feito',
    denied: 'Recusado',
    failed: 'Falhou',
  },
  fromDay: 'De',
  toDay: 'Até',
  clear: 'Limpar filtros',
  request: 'Pedido {id}',
  empty: 'Ainda não aconteceu nada',
  noMatch: 'Nenhum evento corresponde',
  noMatchTodo: 'Tente com menos filtros.',
};

export const actions = {
  title: 'O que o assistente fez',
  about: 'Com alguns segundos de atraso.',
  effects: {
    reads: 'Lê',
    changes: 'Altera algo',
  },
  states: {
    asked: 'Proposto ao cliente',
    started: 'Iniciado',
    done: 'Feito',
    failed: 'Falhou',
    declined: 'Recusado',
    undone: 'Desfeito',
  },
  message: 'Para a mensagem {n}',
};

export const calls = {
  title: 'Chamadas de modelos: {n}',
  task: 'Para',
  tasks: {
    answer: 'Resposta',
    summary: 'Resumo',
    classify: 'Triagem',
    check: 'Teste',
  },
  prompt: 'Prompt',
  model: 'Modelo',
  tokens: 'Tokens',
  outcome: 'Resultado',
  interrupted: 'Cortada por um reinício; conta-se o máximo que pode ter usado.',
  fine: 'Respondida',
  aborted: 'Abandonada',
};

export const handover = {
  title: 'Para a pessoa que assume',
  made: 'Feito {when}, até à mensagem {n}',
  byModel: 'Escrito por {model}',
  byRules: 'Tirado do que foi dito',
  summary: 'Resumo',
  asked: 'Perguntado e respondido',
  unanswered: 'Sem resposta',
  from: 'De: {titles}',
  facts: 'Sabe-se',
  actions: 'Feito com ferramentas',
  intents: 'Tema',
  feeling: 'Disposição',
  frustration: 'frustração {share}',
  emotions: {
    anger: 'Zangado',
    disgust: 'Enojado',
    fear: 'Preocupado',
    joy: 'Contente',
    neutral: 'Calmo',
    sadness: 'Triste',
    surprise: 'Surpreendido',
  },
  trends: {
    rising: 'a subir',
    steady: 'estável',
    falling: 'a descer',
  },
};

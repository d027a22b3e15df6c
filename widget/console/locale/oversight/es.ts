/** Spanish. */
export const audit = {
  nav: 'Registro',
  about: 'Quién hizo qué, lo más reciente primero. No se puede cambiar ni borrar.',
  when: 'Cuándo',
  who: 'Quién',
  what: 'Qué',
  target: 'Sobre',
  outcome: 'Resultado',
  details: 'Detalles',
  action: 'Acción, como connector.put',
  actionWrong: 'Debe ser una acción como connector.put.',
  allActors: 'Todos',
  allOutcomes: 'Todos los resultados',
  actors: {
    customer: 'Cliente',
    user: 'Usuario',
    'api-key': 'Clave de API',
    system: 'Sistema',
  },
  outcomes: {
    allowed: 'Hecho',
    denied: 'Rechazado',
    failed: 'Fallido',
  },
  fromDay: 'Desde',
  toDay: 'Hasta',
  clear: 'Quitar filtros',
  request: 'Solicitud {id}',
  empty: 'Todavía no ha ocurrido nada',
  noMatch: 'Ningún evento coincide',
  noMatchTodo: 'Pruebe con menos filtros.',
};

export const actions = {
  title: 'Lo que hizo el asistente',
  about: 'Con unos segundos de retraso.',
  effects: {
    reads: 'Lee',
    changes: 'Cambia algo',
  },
  states: {
    asked: 'Propuesto al cliente',
    started: 'Iniciado',
    done: 'Hecho',
    failed: 'Fallido',
    declined: 'Rechazado',
    undone: 'Deshecho',
  },
  message: 'Para el mensaje {n}',
};

export const calls = {
  title: 'Llamadas a modelos: {n}',
  task: 'Para',
  tasks: {
    answer: 'Respuesta',
    summary: 'Resumen',
    classify: 'Clasificación',
    check: 'Prueba',
  },
  prompt: 'Prompt',
  model: 'Modelo',
  tokens: 'Tokens',
  outcome: 'Resultado',
  interrupted: 'Cortada por un reinicio; se cuenta lo máximo que pudo usar.',
  fine: 'Respondida',
  aborted: 'Abandonada',
};

export const handover = {
  title: 'Para la persona que toma el relevo',
  made: 'Hecho {when}, hasta el mensaje {n}',
  byModel: 'Escrito por {model}',
  byRules: 'Tomado de lo que se dijo',
  summary: 'Resumen',
  asked: 'Preguntado y respondido',
  unanswered: 'Sin respuesta',
  from: 'De: {titles}',
  facts: 'Se sabe',
  actions: 'Hecho con herramientas',
  intents: 'Tema',
  feeling: 'Ánimo',
  frustration: 'frustración {share}',
  emotions: {
    anger: 'Enfadado',
    disgust: 'Asqueado',
    fear: 'Preocupado',
    joy: 'Contento',
    neutral: 'Tranquilo',
    sadness: 'Triste',
    surprise: 'Sorprendido',
  },
  trends: {
    rising: 'en aumento',
    steady: 'estable',
    falling: 'a la baja',
  },
};

/** Italian. */
export const audit = {
  nav: 'Registro',
  about: 'Chi ha fatto cosa, dal più recente. Nulla si può modificare o eliminare.',
  when: 'Quando',
  who: 'Chi',
  what: 'Cosa',
  target: 'Su',
  outcome: 'Esito',
  details: 'Dettagli',
  action: 'Azione, come connector.put',
  actionWrong: 'Deve essere un’azione come connector.put.',
  allActors: 'Tutti',
  allOutcomes: 'Tutti gli esiti',
  actors: {
    customer: 'Cliente',
    user: 'Utente',
    'api-key': 'Chiave API',
    system: 'Sistema',
  },
  outcomes: {
    allowed: 'Fatto',
    denied: 'Rifiutato',
    failed: 'Non riuscito',
  },
  fromDay: 'Dal',
  toDay: 'Al',
  clear: 'Togli i filtri',
  request: 'Richiesta {id}',
  empty: 'Non è ancora successo nulla',
  noMatch: 'Nessun evento corrisponde',
  noMatchTodo: 'Provi con meno filtri.',
};

export const actions = {
  title: 'Che cosa ha fatto l’assistente',
  about: 'Con qualche secondo di ritardo.',
  effects: {
    reads: 'Legge',
    changes: 'Cambia qualcosa',
  },
  states: {
    asked: 'Proposto al cliente',
    started: 'Iniziato',
    done: 'Fatto',
    failed: 'Non riuscito',
    declined: 'Rifiutato',
    undone: 'Annullato',
  },
  message: 'Per il messaggio {n}',
};

export const calls = {
  title: 'Chiamate ai modelli: {n}',
  task: 'Per',
  tasks: {
    answer: 'Risposta',
    summary: 'Riassunto',
    classify: 'Smistamento',
    check: 'Prova',
  },
  prompt: 'Prompt',
  model: 'Modello',
  tokens: 'Token',
  outcome: 'Esito',
  interrupted: 'Interrotta da un riavvio; è contato il massimo che può aver usato.',
  fine: 'Risposto',
  aborted: 'Abbandonata',
};

export const handover = {
  title: 'Per la persona che subentra',
  made: 'Creato {when}, fino al messaggio {n}',
  byModel: 'Scritto da {model}',
  byRules: 'Tratto da quanto detto',
  summary: 'Riassunto',
  asked: 'Chiesto e risposto',
  unanswered: 'Senza risposta',
  from: 'Da: {titles}',
  facts: 'Noto',
  actions: 'Fatto con strumenti',
  intents: 'Tema',
  feeling: 'Umore',
  frustration: 'frustrazione {share}',
  emotions: {
    anger: 'Arrabbiato',
    disgust: 'Disgustato',
    fear: 'Preoccupato',
    joy: 'Contento',
    neutral: 'Calmo',
    sadness: 'Triste',
    surprise: 'Sorpreso',
  },
  trends: {
    rising: 'in aumento',
    steady: 'stabile',
    falling: 'in calo',
  },
};

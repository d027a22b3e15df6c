/** French. */
export const audit = {
  nav: 'Journal',
  about: 'Qui a fait quoi, du plus récent au plus ancien. Rien ne peut y être modifié ni supprimé.',
  when: 'Quand',
  who: 'Qui',
  what: 'Quoi',
  target: 'Sur',
  outcome: 'Résultat',
  details: 'Détails',
  action: 'Action, par exemple connector.put',
  actionWrong: 'Il faut une action comme connector.put.',
  allActors: 'Tout le monde',
  allOutcomes: 'Tous les résultats',
  actors: {
    customer: 'Client',
    user: 'Utilisateur',
    'api-key': 'Clé d’API',
    system: 'Système',
  },
  outcomes: {
    allowed: 'Fait',
    denied: 'Refusé',
    failed: 'Échoué',
  },
  fromDay: 'Du',
  toDay: 'Au',
  clear: 'Effacer les filtres',
  request: 'Requête {id}',
  empty: 'Rien ne s’est encore passé',
  noMatch: 'Aucun événement ne correspond',
  noMatchTodo: 'Essayez avec moins de filtres.',
};

export const actions = {
  title: 'Ce que l’assistant a fait',
  about: 'Avec quelques secondes de retard.',
  effects: {
    reads: 'Lit',
    changes: 'Modifie quelque chose',
  },
  states: {
    asked: 'Soumis au client',
    started: 'Commencé',
    done: 'Fait',
    failed: 'Échoué',
    declined: 'Refusé',
    undone: 'Annulé',
  },
  message: 'Pour le message {n}',
};

export const calls = {
  title: 'Appels de modèles : {n}',
  task: 'Pour',
  tasks: {
    answer: 'Réponse',
    summary: 'Résumé',
    classify: 'Tri',
    check: 'Essai',
  },
  prompt: 'Prompt',
  model: 'Modèle',
  tokens: 'Jetons',
  outcome: 'Résultat',
  interrupted: 'Coupé par un redémarrage ; le maximum possible est compté.',
  fine: 'Répondu',
  aborted: 'Abandonné',
};

export const handover = {
  title: 'Pour la personne qui prend le relais',
  made: 'Établi {when}, jusqu’au message {n}',
  byModel: 'Rédigé par {model}',
  byRules: 'Tiré de ce qui a été dit',
  summary: 'Résumé',
  asked: 'Demandé et répondu',
  unanswered: 'Sans réponse',
  from: 'D’après : {titles}',
  facts: 'Connu',
  actions: 'Fait avec des outils',
  intents: 'Sujet',
  feeling: 'Humeur',
  frustration: 'frustration {share}',
  emotions: {
    anger: 'En colère',
    disgust: 'Dégoûté',
    fear: 'Inquiet',
    joy: 'Content',
    neutral: 'Calme',
    sadness: 'Triste',
    surprise: 'Surpris',
  },
  trends: {
    rising: 'en hausse',
    steady: 'stable',
    falling: 'en baisse',
  },
};

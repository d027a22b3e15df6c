/** German. */
export const audit = {
  nav: 'Protokoll',
  about: 'Wer was getan hat, das Neueste zuerst. Einträge lassen sich weder ändern noch löschen.',
  when: 'Wann',
  who: 'Wer',
  what: 'Was',
  target: 'Woran',
  outcome: 'Ergebnis',
  details: 'Einzelheiten',
  action: 'Aktion, etwa connector.put',
  actionWrong: 'Das muss eine Aktion wie connector.put sein.',
  allActors: 'Alle',
  allOutcomes: 'Alle Ergebnisse',
  actors: {
    customer: 'Kunde',
    user: 'Benutzer',
    'api-key': 'API-Schlüssel',
    system: 'System',
  },
  outcomes: {
    allowed: 'Getan',
    denied: 'Verweigert',
    failed: 'Gescheitert',
  },
  fromDay: 'Von',
  toDay: 'Bis',
  clear: 'Filter löschen',
  request: 'Anfrage {id}',
  empty: 'Noch ist nichts geschehen',
  noMatch: 'Kein Eintrag passt',
  noMatchTodo: 'Versuchen Sie es mit weniger Filtern.',
};

export const actions = {
  title: 'Was der Assistent getan hat',
  about: 'Einige Sekunden verzögert.',
  effects: {
    reads: 'Liest',
    changes: 'Ändert etwas',
  },
  states: {
    asked: 'Dem Kunden vorgelegt',
    started: 'Begonnen',
    done: 'Erledigt',
    failed: 'Gescheitert',
    declined: 'Abgelehnt',
    undone: 'Rückgängig gemacht',
  },
  message: 'Zu Nachricht {n}',
};

export const calls = {
  title: 'Aufrufe von Modellen: {n}',
  task: 'Wofür',
  tasks: {
    answer: 'Antwort',
    summary: 'Zusammenfassung',
    classify: 'Einordnung',
    check: 'Probe',
  },
  prompt: 'Prompt',
  model: 'Modell',
  tokens: 'Tokens',
  outcome: 'Ergebnis',
  interrupted: 'Durch einen Neustart abgebrochen; gezählt ist das Meiste, was er verbraucht haben kann.',
  fine: 'Beantwortet',
  aborted: 'Aufgegeben',
};

export const handover = {
  title: 'Für die Person, die übernimmt',
  made: 'Erstellt {when}, bis Nachricht {n}',
  byModel: 'Geschrieben von {model}',
  byRules: 'Aus dem Gesagten entnommen',
  summary: 'Zusammenfassung',
  asked: 'Gefragt und beantwortet',
  unanswered: 'Nicht beantwortet',
  from: 'Aus: {titles}',
  facts: 'Bekannt',
  actions: 'Über Werkzeuge getan',
  intents: 'Thema',
  feeling: 'Stimmung',
  frustration: 'Frust {share}',
  emotions: {
    anger: 'Verärgert',
    disgust: 'Angewidert',
    fear: 'Besorgt',
    joy: 'Erfreut',
    neutral: 'Ruhig',
    sadness: 'Traurig',
    surprise: 'Überrascht',
  },
  trends: {
    rising: 'steigend',
    steady: 'gleichbleibend',
    falling: 'sinkend',
  },
};

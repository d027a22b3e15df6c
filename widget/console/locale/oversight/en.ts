/** English: what the assistant did, and who did what. */
export const audit = {
  nav: 'Audit',
  about: 'Who did what, newest first. Events cannot be changed or deleted.',
  when: 'When',
  who: 'Who',
  what: 'What',
  target: 'On',
  outcome: 'Outcome',
  details: 'Details',
  action: 'Action, such as connector.put',
  actionWrong: 'This must be an action such as connector.put.',
  allActors: 'Everybody',
  allOutcomes: 'All outcomes',
  actors: {
    customer: 'Customer',
    user: 'User',
    'api-key': 'API key',
    system: 'System',
  },
  outcomes: {
    allowed: 'Done',
    denied: 'Refused',
    failed: 'Failed',
  },
  fromDay: 'From',
  toDay: 'To',
  clear: 'Clear filters',
  request: 'Request {id}',
  empty: 'Nothing has happened yet',
  noMatch: 'No event matches',
  noMatchTodo: 'Try fewer filters.',
};

export const actions = {
  title: 'What the assistant did',
  about: 'Some seconds behind.',
  effects: {
    reads: 'Reads',
    changes: 'Changes something',
  },
  states: {
    asked: 'Put to the customer',
    started: 'Begun',
    done: 'Done',
    failed: 'Failed',
    declined: 'Declined',
    undone: 'Undone',
  },
  message: 'For message {n}',
};

export const calls = {
  title: 'Calls of models: {n}',
  task: 'For',
  tasks: {
    answer: 'Answer',
    summary: 'Summary',
    classify: 'Sorting',
    check: 'Trial',
  },
  prompt: 'Prompt',
  model: 'Model',
  tokens: 'Tokens',
  outcome: 'Outcome',
  interrupted: 'Cut off by a restart; the most that it can have used is counted.',
  fine: 'Answered',
  aborted: 'Given up',
};

export const handover = {
  title: 'For the person who takes over',
  made: 'Made {when}, up to message {n}',
  byModel: 'Written by {model}',
  byRules: 'Taken from what was said',
  summary: 'Summary',
  asked: 'Asked and answered',
  unanswered: 'Not answered',
  from: 'From: {titles}',
  facts: 'Known',
  actions: 'Done through tools',
  intents: 'About',
  feeling: 'Feeling',
  frustration: 'frustration {share}',
  emotions: {
    anger: 'Angry',
    disgust: 'Disgusted',
    fear: 'Worried',
    joy: 'Glad',
    neutral: 'Calm',
    sadness: 'Sad',
    surprise: 'Surprised',
  },
  trends: {
    rising: 'rising',
    steady: 'steady',
    falling: 'falling',
  },
};

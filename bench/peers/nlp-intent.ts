import { containerBootstrap } from '@nlpjs/core';
import { LangEn } from '@nlpjs/lang-en-min';
import { Nlp } from '@nlpjs/nlp';
import natural from 'natural/lib/natural/classifiers/index.js';

/** Learns examples and returns what classifies; the name of the best intent, or an empty string. */
type Trainer = (
  examples: readonly { text: string; intent: string }[],
) => Promise<(text: string) => Promise<string>>;

/** The intent classifiers of npm that are compared with ours, as their documentation uses them. */
export const INTENT_PEERS: Record<string, Trainer> = {
  async 'nlp.js'(examples) {
    const container = await containerBootstrap();
    // Its own defaults, but for the log of every epoch on standard output.
    container.registerConfiguration('nlu-??', {
      keepStopwords: true,
      nonefeatureValue: 1,
      nonedeltaMultiplier: 1.2,
      spellCheck: false,
      spellCheckDistance: 1,
      filterZeros: true,
      log: false,
    });
    container.use(Nlp);
    container.use(LangEn);
    const nlp = container.get('nlp');
    nlp.settings.autoSave = false;
    nlp.settings.log = false;
    nlp.settings.threshold = 0;
    nlp.addLanguage('en');
    for (const { text, intent } of examples) nlp.addDocument('en', text, intent);
    await nlp.train();
    return async (text) => (await nlp.process('en', text)).intent ?? '';
  },

  async natural(examples) {
    const classifier = new natural.BayesClassifier();
    for (const { text, intent } of examples) classifier.addDocument(text, intent);
    classifier.train();
    return async (text) => classifier.classify(text);
  },
};

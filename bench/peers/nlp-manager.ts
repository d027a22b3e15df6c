import { NlpManager } from 'node-nlp';

/** node-nlp as its documentation uses it: one call gives language, intent, entities and sentiment. */
export async function trainManager(examples: readonly { text: string; intent: string }[]) {
  const manager = new NlpManager({
    languages: ['en'],
    forceNER: true,
    autoSave: false,
    autoLoad: false,
    nlu: { log: false },
  });
  for (const { text, intent } of examples) manager.addDocument('en', text, intent);
  await manager.train();
  return (text: string): Promise<unknown> => manager.process(text);
}

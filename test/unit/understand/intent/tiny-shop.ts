import type { IntentExample } from '../../../../src/understand/intent/intent-examples.ts';

const PHRASES: Record<string, string[]> = {
  'cancel-order': [
    'cancel my order',
    'please cancel the order I placed',
    'I want to cancel my purchase',
    'can you cancel order 4711',
    'stop my order, I changed my mind',
    'cancel that purchase please',
    'I need the order cancelled',
    'do not ship it, cancel my order',
  ],
  'refund-status': [
    'where is my refund',
    'tell me where the refund is',
    'I am still waiting for my money back',
    'when will I be refunded',
    'has my refund been sent',
    'my refund has not arrived',
    'how long does a refund take',
    'what is the status of my refund',
  ],
  'login-problem': [
    'I cannot log in',
    'my password does not work',
    'the login page rejects me',
    'I am locked out of my account',
    'cannot sign in to the portal',
    'sign in fails with my password',
    'why can I not log in anymore',
    'login is broken for my account',
  ],
  greeting: ['hello', 'hi there', 'good morning', 'hey', 'hello there', 'good evening'],
};

/** A small set of examples that a model learns in a blink. */
export const TINY_SHOP: IntentExample[] = Object.entries(PHRASES).flatMap(([intent, texts]) =>
  texts.map((text) => ({ text, intent })),
);

export const OFF_TOPIC: string[] = [
  'what is the weather like tomorrow',
  'who won the football match',
  'write a poem about autumn leaves',
  'how tall is the highest mountain',
  'play some jazz music',
  'translate good luck into Finnish',
];

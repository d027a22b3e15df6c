import { describe, expect, test } from 'vitest';
import { smallTalk } from '../../../src/understand/small-talk.ts';

describe('the wish for a person', () => {
  test.for([
    'Talk to a person',
    'I want to talk to a person',
    'can I speak to a human please?',
    'How can I talk to someone about my invoice?',
    'this is useless get me a real person please',
    'connect me with an agent',
    'put me through to a representative',
    'transfer me to an operator',
    'I need a human',
    'agent',
    'a real person please',
    'Ich möchte mit einem Mitarbeiter sprechen',
    'Je veux parler à une personne',
    'quiero hablar con una persona',
    'quero falar com uma pessoa',
    'vorrei parlare con una persona',
    '担当者と話したい',
    'أريد التحدث مع موظف',
    'Mensch bitte',
    'Preciso de um humano',
    'Voglio una persona vera',
    'Quiero un agente, por favor',
    '担当者をお願いします',
  ])('is understood: %s', (text) => {
    expect(smallTalk(text)).toEqual({ kind: 'person' });
  });

  test.for([
    'How do I mass-transfer accounts when a sales rep leaves?',
    'How do I get a person account in my org?',
    'How do I connect a human resources app?',
    'How do I enable chat with an agent in the service console?',
    'put a case in the queue of an agent',
    'How do I transfer a chat to another agent?',
    'Can I get a real time report?',
    'What does an agent see while I wait?',
    'I do not want to talk to a person',
    "please don't connect me to an agent",
    'I spoke to an agent yesterday',
    'j’ai parlé à un conseiller hier',
    'hablé con un agente ayer',
    'Ich habe gestern mit einem Mitarbeiter gesprochen',
    '昨日担当者と話しました',
    'Wie kann ich mit einer anderen Person meinen Account verbinden?',
  ])('is not read into a question: %s', (text) => {
    expect(smallTalk(text)).toBeNull();
  });
});

test('a greeting, thanks and a goodbye are the whole message, or they are none', () => {
  expect(smallTalk('Hello there!')).toEqual({ kind: 'greeting' });
  expect(smallTalk('Vielen Dank')).toEqual({ kind: 'thanks' });
  expect(smallTalk('Tschüss')).toEqual({ kind: 'goodbye' });
  expect(smallTalk('Hello, why does my flow fail?')).toBeNull();
  expect(smallTalk('thanks, but it still fails')).toBeNull();
});

import { afterEach, describe, expect, test } from 'vitest';
import { phrases, SPOKEN } from '../../src/answer/phrases.ts';
import { smallTalk } from '../../src/understand/small-talk.ts';
import { connect, messagesOf, openConversation, post, until } from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';

afterEach(resetScript);

describe('the wish for a person is a step of the state machine', () => {
  test.each([
    'talk to a person',
    'Can I speak with a human, please?',
    'agent',
    'Ich möchte mit einem Menschen sprechen',
    'Je voudrais parler à un conseiller',
    'quiero hablar con una persona',
    'quero falar com um atendente',
    'vorrei parlare con un operatore',
    '担当者と話したいです',
    'أريد التحدث مع شخص',
  ])('%s', async (text) => {
    const stub = await openConversation();
    const socket = await connect(stub);
    socket.send({ type: 'message', clientId: 'c1', text });
    await until(() => socket.of('state').some((frame) => frame.state === 'handoff'));
    const said = await messagesOf(stub);
    expect(said.map((message) => [message.role, message.event])).toEqual([
      ['customer', undefined],
      ['system', 'handoff'],
    ]);
  });

  test('what an answer decides is announced in words that no model wrote', async () => {
    script.answer = async (_input, write) => {
      write('A model says: no person for you!');
      return { kind: 'handoff' };
    };
    const stub = await openConversation();
    await post(stub, 'help');
    await until(async () => (await messagesOf(stub)).length === 2);
    const [, announced] = await messagesOf(stub);
    expect(announced).toMatchObject({ role: 'system', event: 'handoff' });
    expect(announced?.text).not.toContain('A model says');
  });

  test('the quick reply that offers a person asks for one when it is sent', () => {
    for (const language of SPOKEN) {
      expect(smallTalk(phrases(language).person), language).toEqual({ kind: 'person' });
    }
    expect(smallTalk('Talk to a person')).toEqual({ kind: 'person' });
  });

  test.each([
    'How do I merge two person accounts?',
    'An agent cannot see the case',
    'Where do I change the record owner to another person?',
    'Omni-Channel does not route work to my agents',
    'Can a person account have a contact?',
    'hello world class gives an error',
  ])('a question that merely mentions people is a question: %s', (text) => {
    expect(smallTalk(text)).toBeNull();
  });
});

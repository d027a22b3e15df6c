import { expect, test } from 'vitest';
import { builtInTools } from '../../../../src/decide/tools/built-in.ts';
import { Talk, VISITOR } from './tool-kit.ts';

function talkWithBuiltIn(): Talk {
  const talk: Talk = new Talk(builtInTools({ noteForStaff: (text) => talk.notes.push(text) }).tools());
  talk.customer = VISITOR;
  return talk;
}

test('a person is called by a step of the state machine, however often a resumed turn asks', async () => {
  const talk = talkWithBuiltIn();
  talk.say('customer', 'this is useless');
  const call = { id: '1', name: 'hand_to_person', input: '' };
  expect(await talk.turn().runTool(call)).toEqual({ kind: 'handoff' });
  expect(await talk.turn().runTool(call)).toEqual({ kind: 'handoff' });
});

test('a callback is booked once the customer has said yes to name, number and time, and can be taken back', async () => {
  const talk = talkWithBuiltIn();
  const input = { name: 'Grace', phone: '[PHONE_1]', when: 'tomorrow at 10', topic: 'an invoice' };
  const text = 'Please call Grace on +49 30 1234567 tomorrow at 10';
  expect(await talk.asks(text, 'book_callback', input)).toMatchObject({
    text: expect.stringContaining(
      'A callback for Grace on +49 30 1234567, tomorrow at 10. Topic: an invoice',
    ),
  });
  expect(talk.notes).toEqual([]);
  expect(await talk.settles('yes please')).toContain('we will call Grace on +49 30 1234567');
  expect(talk.notes).toHaveLength(1);
  expect(await talk.settles('undo')).toContain('taken this back');
  expect(talk.notes[1]).toContain('took the callback back');
});

test('nobody is called at a number that the customer has not given', async () => {
  const talk = talkWithBuiltIn();
  const input = { name: 'Grace', phone: '+1 900 555 0000', when: 'tomorrow', topic: 'x' };
  const asked = await talk.asks('call Grace tomorrow', 'book_callback', input);
  expect(asked).toMatchObject({ kind: 'result', text: expect.stringContaining('has not said "phone"') });
});

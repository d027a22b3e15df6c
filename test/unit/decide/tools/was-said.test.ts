import { expect, test } from 'vitest';
import { wasSaid } from '../../../../src/decide/tools/was-said.ts';

test.each([
  ['A-1001', 'my order is a 1001!'],
  ['A-1001', '注文A1001をキャンセルしてください'],
  ['1001', 'الطلب رقم ١٠٠١ من فضلك'],
  ['Müller', 'I am MULLER'],
  ['+49 30 1234567', 'ring 0049... no, +49-30-123 4567 please'],
  ['A-1001', 'Ａ－１００１'],
])('%s is said by: %s', (value, text) => expect(wasSaid(value, [text])).toBe(true));

test.each([
  ['1001', 'order A-10012'],
  ['A-1001', 'order A-1002, and 1001 things'],
  ['12', 'in 2012'],
  ['-', 'anything - at all'],
  ['', 'anything'],
])('%s is not said by: %s', (value, text) => expect(wasSaid(value, [text])).toBe(false));

test('what two messages say together, nobody has said', () => {
  expect(wasSaid('A-1001', ['A', '1001'])).toBe(false);
});

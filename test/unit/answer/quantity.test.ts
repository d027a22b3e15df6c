import { describe, expect, test } from 'vitest';
import { askedQuantity, measuringLines } from '../../../src/answer/quantity.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';

/** The lines of `text` that give what `question` asks for; null where it asks for no number. */
function given(question: string, text: string): string[] | null {
  const quantity = askedQuantity(question, analyze);
  return quantity && measuringLines(text, quantity, analyze);
}

describe('a number asked for', () => {
  test.each([
    ['How many blocks can a joined report have?', 'A joined report combines up to five blocks.'],
    ['What is the maximum number of sharing rules?', 'Sharing rules are limited to 300 per object.'],
    ['How many permission sets per user?', 'A user has any number of permission sets.'],
    ['How long are events kept?', 'Events are kept for 72 hours.'],
    ['What is the largest e-mail?', 'An e-mail may be up to 35 MB in total.'],
    ['How much does a licence cost?', 'A licence costs $25.'],
  ])('"%s" is given by "%s"', (question, text) => {
    expect(given(question, text)).toEqual([text]);
  });

  test.each([
    ['How many milestones in one entitlement process?', 'Milestones are set up in six steps.'],
    ['How many milestones in one entitlement process?', 'A milestone is due within four hours.'],
    ['How many escalation actions per rule entry?', 'The escalation rule entry says when 1 case escalates.'],
    ['How long are events kept?', 'Up to 150 events are published.'],
    ['How much does a licence cost?', 'An org has 100 licences.'],
  ])('"%s" is not given by "%s"', (question, text) => {
    expect(given(question, text)).toEqual([]);
  });

  test('of a table, the rows that hold a number, where the table names what is counted', () => {
    const table = '| Limit | Value |\n|---|---|\n| Queries per transaction | 100 |\n| Cursors | none |';
    expect(given('How many queries?', table)).toEqual(['| Queries per transaction | 100 |']);
    expect(given('How many dashboards?', table)).toEqual([]);
  });

  test('a question that asks for no number has none to give', () => {
    expect(given('How do I reset my password?', 'In 3 steps.')).toBeNull();
  });
});

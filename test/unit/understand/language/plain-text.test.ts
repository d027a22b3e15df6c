import { describe, expect, test } from 'vitest';
import { plainText } from '../../../../src/understand/language/plain-text.ts';

const words = (text: string) => plainText(text).split(/\s+/).filter(Boolean).join(' ');

describe('what is not the language of the writer is left out', () => {
  test.for<[string, string, string]>([
    ['fenced code', 'before\n```\nsome code here\n```\nafter', 'before after'],
    ['a fence that is never closed', 'before\n```\nsome code', 'before'],
    ['inline code', 'call `do it now` please', 'call please'],
    ['addresses', 'see https://example.com/a and www.example.com or a.b@example.com', 'see and or'],
    ['mentions, tags and identifiers', '@jane #now my_field__c AccountId x86 ORD-12 here', 'here'],
    ['a query', 'why is SELECT Id FROM Account slow', 'why is'],
    ['what an exception says', 'help: System.DmlException: Insert failed.', 'help:'],
    ['lines of code', 'hello\nInteger i = 0;\n}\nconst a = 1\n// note', 'hello'],
    ['markup', '<div class="a">text</div>', ''],
    ['quoted lines', 'thanks\n> earlier words', 'thanks'],
    ['what follows the head of a reply', 'thanks\nAm 3. Mai schrieb Jane Doe:\nearlier words', 'thanks'],
    [
      'a message in quotes with enough around it',
      'I really see the text "etwas ging schief" today',
      'I really see the text today',
    ],
  ])('%s', ([, text, rest]) => {
    expect(words(text)).toBe(rest);
  });
});

describe('what is language stays', () => {
  test.for([
    'let me talk to a person',
    'import contacts from the old system',
    'select one of the options from the list',
    'global search is broken',
    'ένα ερώτημα;',
    'so wie immer.danke',
    '"etwas ging schief"',
  ])('%s', (text) => {
    expect(words(text)).toBe(text);
  });

  test('a message that is nothing but a quote', () => {
    expect(words('> where is my order')).toBe('> where is my order'.replace('>', '').trim());
  });
});

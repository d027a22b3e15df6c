import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../../../src/understand/language/detect-language.ts';
import { decodeLanguageModel } from '../../../../src/understand/language/language-model.ts';
import { cpuMs } from '../../../support/cpu-ms.ts';

const opened = decodeLanguageModel(
  readFileSync(new URL('../../../../src/understand/models/language.bin', import.meta.url)),
);
if (!opened.ok) throw new Error(opened.error);
const model = opened.value;
const languageOf = (text: string) => detectLanguage(text, model).language;

interface Row {
  label: string;
  text: string;
}

const messages = readFileSync(
  new URL('../../../../training/language/support.test.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

/** Whole millions of operations fit into it; a pattern that backtracks does not. */
const HOSTILE_MS = 1_000;

describe('support messages', () => {
  test('at least 95 in 100 of our short messages, in all languages and none, are told right', () => {
    const wrong = messages.filter(({ label, text }) => languageOf(text) !== label);
    expect(messages.length).toBeGreaterThan(200);
    expect(wrong.length).toBeLessThan(messages.length * 0.05);
  });

  test.for(['en', 'de', 'fr', 'es', 'pt', 'it', 'ja', 'ar'])(
    'of the messages in the interface language %s, at least nine in ten are told right',
    (language) => {
      const own = messages.filter(({ label }) => label === language);
      const right = own.filter(({ text }) => languageOf(text) === language);
      expect(own.length).toBeGreaterThan(20);
      expect(right.length / own.length).toBeGreaterThanOrEqual(0.9);
    },
  );
});

describe('what is no language is undetermined, without confidence', () => {
  test.for([
    '',
    ' \n\t ',
    '👍🏽 😡😡',
    '12345',
    '+49 171 2345678',
    '#A-20931',
    '...???!!!',
    'https://example.com/a/b?c=d',
    'jane.doe@example.com',
    '5003000000D8cuIAAR',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    "SELECT Id, Name FROM Account WHERE Name = 'Acme'",
    'public class Foo {\n  public static void bar() {\n    Integer i = 0;\n  }\n}',
    '```\nplease look at this\n```',
    '{"status": "open"}',
    'asdfghjkl qwrtzp',
    'xkqzv jwqpx',
    '\u0000\u0001\ufffd',
    '\ud800',
  ])('%j', (text) => {
    expect(detectLanguage(text, model)).toEqual({ language: 'und', confidence: 0 });
  });
});

describe('what surrounds the language does not decide', () => {
  test.for<[string, string]>([
    [
      'ich verstehe das nicht:\n```\nthis is the code that they sent me and it does not work at all\n```',
      'de',
    ],
    ['Wie löse ich das? System.DmlException: Insert failed. First exception on row 0', 'de'],
    ['bonjour, ce lien ne marche pas https://example.com/how-to-return-your-order-in-the-store', 'fr'],
    [
      'Grazie mille, ora funziona!\n\n> Please clear your cache and sign in again.\n> Kind regards, the team',
      'it',
    ],
    [
      'Danke, hat geklappt\n\nOn Monday, Jane wrote:\nPlease clear your cache and sign in again, then tell us.',
      'de',
    ],
    ['@support @jane où est ma commande #12345', 'fr'],
    ['フローで FIELD_INTEGRITY_EXCEPTION というエラーが出ます', 'ja'],
    ['تظهر رسالة Invalid session ID عند تسجيل الدخول', 'ar'],
    ['WO BLEIBT MEINE LIEFERUNG', 'de'],
    ['> où est ma commande, je ne comprends pas', 'fr'],
  ])('%s', ([text, language]) => {
    expect(languageOf(text)).toBe(language);
  });
});

describe('mixed text', () => {
  test('has the language of most of it, and names the other', () => {
    const text =
      'Guten Tag, ich warte seit drei Wochen auf meine Bestellung und niemand antwortet mir. ' +
      'Bitte schicken Sie mir endlich die Ware. I would also like to have my money back please.';
    expect(detectLanguage(text, model)).toMatchObject({ language: 'de', mixed: ['en'] });
  });

  test('of one language names no other', () => {
    expect(detectLanguage('Where is my order? It has been three weeks now.', model).mixed).toBeUndefined();
  });
});

describe('any text', () => {
  test.for<[string, string]>([
    ['one letter', 'a'.repeat(100_000)],
    ['spaces', ' '.repeat(100_000)],
    ['backticks', '`'.repeat(100_000)],
    ['quotes', '"a'.repeat(50_000)],
    ['half open tags', '<a'.repeat(50_000)],
    ['dots', 'a.'.repeat(50_000)],
    ['selects', 'SELECT '.repeat(14_000)],
    ['reply heads', 'On '.repeat(33_000)],
    ['combining marks', `e${'\u0301'.repeat(99_999)}`],
    ['emoji', '😀'.repeat(50_000)],
    ['Chinese', '订单'.repeat(50_000)],
    ['lone surrogates', '\ud800'.repeat(100_000)],
  ])('of 100,000 characters is answered in bounded time: %s', ([, text]) => {
    const started = cpuMs();
    const { confidence } = detectLanguage(text, model);
    expect(cpuMs() - started).toBeLessThan(HOSTILE_MS);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  });

  test('that is long has the language of the whole, not of its end', () => {
    const german = 'Die Lieferung ist immer noch nicht angekommen und niemand meldet sich. '.repeat(800);
    expect(languageOf(`${german} thank you very much and kind regards`)).toBe('de');
  });

  test('gives the same answer every time', () => {
    const text = 'hvor er min pakke';
    expect(detectLanguage(text, model)).toEqual(detectLanguage(text, model));
  });
});

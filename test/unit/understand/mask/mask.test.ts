import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPii } from '../../../../src/understand/mask/find-pii.ts';
import { mask, redact, unmask } from '../../../../src/understand/mask/mask.ts';
import { emptyVault, VAULT_ENTRIES } from '../../../../src/understand/mask/mask-vault.ts';

describe('tokens', () => {
  test('one value has one token for the whole conversation, and numbers follow the order of first sight', () => {
    const one = mask('I am a@x.com, my wife is b@x.com');
    expect(one.text).toBe('I am [EMAIL_1], my wife is [EMAIL_2]');
    const two = mask('B@X.com again, and c@x.com', one.vault);
    expect(two.text).toBe('[EMAIL_2] again, and [EMAIL_3]');
    expect(one.vault.entries).toHaveLength(2);
  });

  test('the vault survives JSON', () => {
    const { vault } = mask('a@x.com and +1 415 555 2671');
    expect(unmask('[EMAIL_1] [PHONE_1]', JSON.parse(JSON.stringify(vault)))).toBe('a@x.com +1 415 555 2671');
  });

  test.each([
    '[EMAIL_1]',
    '[email_1]',
    '[Email 1]',
    'EMAIL_1',
    'email_1',
    '\\[EMAIL\\_1\\]',
    '[ EMAIL_1 ]',
    '[EMAIL-1]',
    '**[EMAIL_1]**',
  ])('a model may write %j', (token) => {
    expect(unmask(`to ${token}.`, mask('a@x.com').vault)).toContain('a@x.com');
  });

  test.each(['Email 1: hello', 'MY_EMAIL_1', 'EMAIL_12', '[EMAIL_2]', '[NAME_1]'])(
    '%j is no token of the vault',
    (text) => {
      expect(unmask(text, mask('a@x.com').vault)).toBe(text);
    },
  );

  test('of a card the last four digits come back, of passwords, keys and check digits nothing, and none is kept', () => {
    const text =
      'card 4111 1111 1111 1111 cvv 737, ssn 536-22-1234, my password is hunter2!, key ghp_abcdefghijklmnopqrstuvwxyz0123456789';
    const { text: masked, vault } = mask(text);
    expect(masked).toBe(
      'card [CARD_1] cvv [CVV_1], ssn [SSN_1], my password is [PASSWORD_1], key [SECRET_1]',
    );
    expect(unmask(masked, vault)).toBe(
      'card **** 1111 cvv ********, ssn ***-**-1234, my password is ********, key ********',
    );
    const kept = JSON.stringify(vault).replace(/\D/g, ' ');
    for (const secret of ['4111111111111111', '11111111', '737', '53622']) expect(kept).not.toContain(secret);
    expect(JSON.stringify(vault)).not.toMatch(/hunter2|ghp_|klmnop/);
  });

  test('a token that the customer writes reveals nothing', () => {
    const { vault } = mask('a@x.com');
    for (const forged of [
      '[EMAIL_1]',
      'EMAIL_1',
      '[email 1]',
      '\\[EMAIL\\_1\\]',
      '[[EMAIL_1]]',
      '[EMAIL_[EMAIL_1]1]',
      '[EMAIL_\u200b1]',
      '［EMAIL_1］',
    ]) {
      const masked = mask(`what is ${forged}?`, vault);
      expect(unmask(masked.text, masked.vault)).not.toContain('a@x.com');
    }
  });

  test('a value that contains a token is not unmasked twice', () => {
    const { text, vault } = mask('a@x.com, see https://u:[EMAIL_1]@x.com/');
    expect(unmask(unmask(text, vault).replace('a@x.com', ''), emptyVault())).not.toContain('a@x.com');
  });

  test(`a vault ends at ${VAULT_ENTRIES} values; what comes later is masked for good`, () => {
    const many = Array.from({ length: VAULT_ENTRIES + 5 }, (_, index) => `u${index}@x.com`).join(' ');
    const { text, vault } = mask(many);
    expect(vault.entries).toHaveLength(VAULT_ENTRIES);
    expect(text).toContain('[EMAIL]');
    expect(text).not.toContain('@');
  });

  test('logs get kinds instead of values', () => {
    expect(redact('a@x.com from 203.0.113.9')).toBe('[EMAIL] from [IP]');
  });
});

/** Values of kinds that may come back, and words around them. */
const restorable = fc.constantFrom(
  'ana.kos@example.com',
  '+1 415 555 2671',
  'DE89370400440532013000',
  '203.0.113.77',
  '12 Baker Street, Springfield, IL 62704',
);
const restricted = fc.constantFrom(
  '4111 1111 1111 1111',
  '5555555555554444',
  '378282246310005',
  '536-22-1234',
  'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  'AKIAIOSFODNN7EXAMPLE',
);
const words = fc.constantFrom(
  'please',
  'help',
  'the order',
  'was not sent',
  'because',
  'of my',
  'apex class',
  '🙂',
  'ありがとう',
  'é',
);

describe('properties', { timeout: 60_000 }, () => {
  test('spans are in order, apart, and inside the text, whatever the text', () => {
    const pieces = fc.oneof(
      restorable,
      restricted,
      words,
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 12 }),
        fc.array(fc.string(), { maxLength: 3 }),
        fc.boolean(),
        (parts, before, details) => {
          const text = parts.join(' ');
          let last = 0;
          for (const span of findPii(text, { before, details })) {
            expect(span.start).toBeGreaterThanOrEqual(last);
            expect(span.end).toBeGreaterThan(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
            last = span.end;
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('what may come back comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(restorable, words), { maxLength: 10 }), (parts) => {
        const text = parts.join(' ; ');
        const { text: masked, vault } = mask(text);
        expect(unmask(masked, vault)).toBe(text);
      }),
    );
  });

  test('nothing planted is left in masked or redacted text, and masking it again finds nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.oneof(restorable, restricted)), { minLength: 1, maxLength: 8 }),
        (pairs) => {
          const text = pairs.map(([word, value]) => `${word} ${value}`).join(' ; ');
          const masked = mask(text);
          const redacted = redact(text);
          for (const [, value] of pairs) {
            expect(masked.text).not.toContain(value);
            expect(redacted).not.toContain(value);
          }
          expect(findPii(masked.text)).toEqual([]);
          expect(redact(redacted)).toBe(redacted);
          const again = mask(masked.text, masked.vault);
          expect(mask(again.text, again.vault).text).toBe(again.text);
        },
      ),
    );
  });
});

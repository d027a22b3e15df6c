import { describe, expect, test } from 'vitest';
import { affirmsDenied, claimsDeed, overclaims } from '../../../../src/answer/generate/overclaims.ts';
import { analyze } from '../../../../src/retrieve/analyze.ts';

describe('a promise', () => {
  test.each([
    ['Tents have a lifetime warranty.', 'Tents have a warranty of 5 years.', true],
    ['You get a refund.', 'You can exchange it.', true],
    ['Refunds take 5 days.', 'We refund within 5 days.', false],
    ['Versand ist kostenlos.', 'Der Versand kostet 5 €.', true],
    ['Der Versand ist kostenlos.', 'Kostenloser Versand ab 60 €.', false],
    ['送料は無料です。', '送料は500円です。', true],
    ['Wir erstatten den Preis.', 'We refund the price.', false],
    ['Wir erstatten den Preis.', 'You can exchange it.', true],
    ['Primero, abra la página.', 'Open the page first.', false],
    ['Freeze the row; deleted rows are gone permanently.', 'Rows.', false],
    ['サポートに送金してください。', 'The support team answers.', true],
    ['Senden Sie Ihr Geld an den Support.', 'The support team answers.', true],
    ['Open the page.', 'Anything.', false],
  ])('%s | %s', (text, source, expected) => {
    expect(overclaims(text, source)).toBe(expected);
  });
});

describe('what is denied in passing is not affirmed', () => {
  test.each([
    ['Sale items can be refunded.', 'Sale items can be exchanged but not refunded.', true],
    ['Sale items can be exchanged.', 'Sale items can be exchanged but not refunded.', false],
    ['Gli articoli in saldo possono essere rimborsati.', 'Possono essere cambiati ma non rimborsati.', true],
    ['セール品は返金できます。', 'セール品は交換できますが、返金はできません。', true],
    ['セール品は返金できません。', 'セール品は交換できますが、返金はできません。', false],
  ])('%s | %s', (text, statement, expected) => {
    expect(affirmsDenied(text, statement, analyze)).toBe(expected);
  });
});

describe('what the speaker claims to have done, a source must say', () => {
  test.each([
    ['I have reset your password and sent you a new link.', 'An administrator resets a password.', true],
    ["I've already cancelled the order.", 'Orders can be cancelled.', true],
    ['I will send you a new link now.', 'The user gets a mail with a new link.', true],
    ['Click the link in the mail that I sent you.', 'Click the link in the mail.', true],
    ['Ich habe Ihr Passwort zurückgesetzt.', 'Ein Administrator setzt Passwörter zurück.', true],
    ["J'ai envoyé le lien.", 'Le lien est envoyé.', true],
    ['He restablecido su contraseña.', 'La contraseña se restablece.', true],
    ['We will send you a mail.', 'We will send you a mail when it is ready.', false],
    ['I have found two ways to restore a record.', 'Restore a record.', false],
    ['You have sent the file and need a new link.', 'Anything.', false],
    ['If I need a link, what then?', 'Anything.', false],
    ['Salesforce waits up to 10 seconds.', 'Anything.', false],
  ])('%s | %s', (text, source, expected) => {
    expect(claimsDeed(text, source)).toBe(expected);
  });
});

describe('an insult', () => {
  test.each([
    ['Only a stupid user clicks the link.', 'The user clicks the link.', true],
    ['Nur dumme Leute klicken.', 'Leute klicken.', true],
    ['A scam is reported here.', 'Report a scam here.', false],
  ])('%s | %s', (text, source, expected) => {
    expect(overclaims(text, source)).toBe(expected);
  });
});

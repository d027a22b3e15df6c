import { describe, expect, test } from 'vitest';
import { asksForCredential, isCourtesy } from '../../../../src/answer/generate/courtesy.ts';
import { analyze } from '../../../../src/retrieve/analyze.ts';

const known = new Set(
  analyze(
    'Refunds take days. Your edition is Enterprise or Team. Reset your password in Settings. Delete reports.',
  ),
);
const context = {
  analyze,
  knows: (term: string) => known.has(term),
  asked: new Set(analyze('My report is lost and I want my money back')),
};
const may = (text: string) => isCourtesy(text, context);

describe('without a source may be said', () => {
  test.each([
    'Hello!',
    "I'm sorry to hear that.",
    'I’m sorry that your report is lost.',
    'Thanks for your patience.',
    'Does that help?',
    'Is there anything else I can help you with?',
    'Which edition do you use?',
    'Here are the steps:',
    'To reset your password:',
    'Let me know if you have any other questions.',
    'Feel free to ask.',
    'Let me check that for you.',
    "I'll look that up.",
    'Einen Moment, ich schaue kurz nach.',
    'Un instant, je vérifie.',
    'The most important steps are:',
    'What usually helps:',
    'Would you like to talk to a person?',
    'I can get a person to help you.',
    'Tut mir leid.',
    'Kann ich Ihnen sonst noch helfen?',
    'Je vous en prie, avez-vous une autre question ?',
    '¿Puedo ayudarle en algo más?',
    'ご不便をおかけして申し訳ございません。',
    'هل تريد التحدث إلى شخص؟',
  ])('%s', (text) => {
    expect(may(text)).toBe(true);
  });

  test.each([
    'Of course, you get a refund.',
    'Sure, your money is on its way.',
    'Yes.',
    'No, you cannot.',
    'Great news: you won!',
    'I am sorry, we refund your money and pay a bonus.',
    'Thanks, your account was deleted.',
    'Hello, call 555 1234.',
    'Did you know that everything is free?',
    'Would you like to buy gift cards?',
    'What is your password?',
    'Could you tell me the code on the back of your credit card?',
    'Wie lautet Ihr Passwort?',
    'Quel est votre mot de passe ?',
    'パスワードを教えてください。',
    'Here is your bonus code:',
    'I am a human agent.',
    'That is not possible.',
    'You are talking to a real person.',
    'Ich bin ein Mensch.',
    'Could you tell me the code you got by mail?',
    'What is the answer to your security question?',
    'You can do that!',
    'I understand, you can do it like that.',
    'Here you can do it.',
    'Of course!',
    'You can reset your password:',
    'You can delete reports, okay?',
    'Could you tell me your bank account?',
    'I am sorry that our report is lost.',
  ])('never: %s', (text) => {
    expect(may(text)).toBe(false);
  });
});

describe('a secret is asked for', () => {
  test.each([
    ['Please send me your password.', true],
    ['Reply with your card number.', true],
    ['Tell us the one-time code that you got.', true],
    ['Schicken Sie mir Ihr Passwort.', true],
    ['What is your PIN?', true],
    ['Choose Reset and enter a new password.', false],
    ['We send you a link to reset your password.', false],
    ['Did you forget your password?', false],
    ['Never share a report.', false],
    ['Let an administrator send the link and the password to support.', true],
    ['E-mail us your password.', true],
    ['Select "Expire links in password emails" in the password policies.', false],
  ])('%s %s', (text, expected) => {
    expect(asksForCredential(text)).toBe(expected);
  });
});

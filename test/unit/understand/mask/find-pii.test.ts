import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPii } from '../../../../src/understand/mask/find-pii.ts';

/** The finds of a text as "TYPE value". */
function found(text: string, before?: string[]): string[] {
  return findPii(text, before ? { before } : {}).map(
    (span) => `${span.type} ${text.slice(span.start, span.end)}`,
  );
}

describe('what is found', () => {
  test.each<[string, string[]]>([
    ['my card is 4111 1111 1111 1111, exp 12/27', ['CARD 4111 1111 1111 1111']],
    ['card:378282246310005', ['CARD 378282246310005']],
    ['3782-822463-10005 is my amex', ['CARD 3782-822463-10005']],
    ['paid with 5555555555554444 yesterday', ['CARD 5555555555554444']],
    ['cvv is 123', ['CVV 123']],
    ['The security code: 4321', ['CVV 4321']],
    ['4111111111111111|12|27|737', ['CARD 4111111111111111', 'CVV 737']],
    ['my card number is 4111 1111 1111 1112', ['CARD 4111 1111 1111 1112']],
    ['login/pass: ana / hunter22', ['PASSWORD ana', 'PASSWORD hunter22']],
    ['api_key=AbC123dEf456GhI789', ['SECRET AbC123dEf456GhI789']],
    ['text me on 512 555 0147 or 555-0199', ['PHONE 512 555 0147', 'PHONE 555-0199']],
    ['my ssn is 536-22-1234', ['SSN 536-22-1234']],
    ['social security number 536 22 1234', ['SSN 536 22 1234']],
    ['SSN 536221234 please', ['SSN 536221234']],
    ['Pay to DE89 3704 0044 0532 0130 00 today', ['IBAN DE89 3704 0044 0532 0130 00']],
    ['gb82west12345698765432', ['IBAN gb82west12345698765432']],
    ['write to Ana.Kos+shop@mail.example.co.uk.', ['EMAIL Ana.Kos+shop@mail.example.co.uk']],
    ['jürgen@müller.de', ['EMAIL jürgen@müller.de']],
    ['call me at (415) 555-2671 ext. 12', ['PHONE (415) 555-2671 ext. 12']],
    ['+49 30 901820 ist meine Nummer', ['PHONE +49 30 901820']],
    ['my number is 020 7946 0958', ['PHONE 020 7946 0958']],
    ['Tel. 06 12 34 56 78', ['PHONE 06 12 34 56 78']],
    ['we log in from 203.0.113.77 only', ['IP 203.0.113.77']],
    ['address 2001:db8:85a3::8a2e:370:7334 fails', ['IP 2001:db8:85a3::8a2e:370:7334']],
    ['MRN: 00482913', ['MRN 00482913']],
    ['numéro de sécurité sociale 1 85 05 78 006 084 36', ['SSN 1 85 05 78 006 084 36']],
    ['Sozialversicherungsnummer 65 170839 J 003', ['SSN 65 170839 J 003']],
    ['sort code 20-00-00 account 55779911', ['ROUTING 20-00-00', 'ACCOUNT 55779911']],
    ['my pass is hunter2', ['PASSWORD hunter2']],
    ['{"password":"s3cret","user":"joe"}', ['PASSWORD s3cret']],
    ['<password>s3cret</password>', ['PASSWORD s3cret']],
    ['tel:+33612345678', ['PHONE +33612345678']],
    ['nato a Roma il 04/07/1976', ['DATE_OF_BIRTH 04/07/1976']],
    ['fecha nacimiento: 04-07-1976', ['DATE_OF_BIRTH 04-07-1976']],
    ['C.F. BNCGLI80A41H501X', ['TAX_ID BNCGLI80A41H501X']],
    ['Cookie: session=a8f5f167f44f4964e6c998dee827110c', ['SECRET a8f5f167f44f4964e6c998dee827110c']],
    ['password: password: hunter2x', ['PASSWORD hunter2x']],
    ['PIN 4821', ['PASSWORD 4821']],
    ['Meine PIN lautet 4821', ['PASSWORD 4821']],
    ['the verification code is 482 913', ['PASSWORD 482 913']],
    ['curl -u admin:hunter2 https://api.test', ['SECRET hunter2']],
    [`client_secret: ${'1234567890ABCDEF'.repeat(2)}`, [`SECRET ${'1234567890ABCDEF'.repeat(2)}`]],
    ['I was born on March 3rd, 1985', ['DATE_OF_BIRTH March 3rd, 1985']],
    ['DOB 03/04/1985', ['DATE_OF_BIRTH 03/04/1985']],
    ['geboren am 3.4.1985', ['DATE_OF_BIRTH 3.4.1985']],
    [
      'Ship it to 12 Baker Street, Springfield, IL 62704 please',
      ['ADDRESS 12 Baker Street, Springfield, IL 62704'],
    ],
    ['10 Downing St, London SW1A 2AA', ['ADDRESS 10 Downing St, London SW1A 2AA']],
    ['Hauptstraße 5, 10115 Berlin', ['ADDRESS Hauptstraße 5, 10115 Berlin']],
    ['12 rue de la Paix, 75002 Paris', ['ADDRESS 12 rue de la Paix, 75002 Paris']],
    ['Calle Mayor 5, 28013 Madrid', ['ADDRESS Calle Mayor 5, 28013 Madrid']],
    ['Kungsgatan 12, 111 35 Stockholm', ['ADDRESS Kungsgatan 12, 111 35 Stockholm']],
    ['Damrak 1, 1012 LG Amsterdam', ['ADDRESS Damrak 1, 1012 LG Amsterdam']],
    ['+81 3-1234-5678 oder 0151 23456789', ['PHONE +81 3-1234-5678', 'PHONE 0151 23456789']],
    ['(11) 91234-5678', ['PHONE (11) 91234-5678']],
    ["My name's Kim Young", ['PERSON Kim Young']],
    ['VAT DE123456789, CPF 123.456.789-09', ['TAX_ID DE123456789', 'TAX_ID 123.456.789-09']],
    ['el pin es 4821', ['PASSWORD 4821']],
    ['I live at Via Garibaldi 44, 10122 Torino.', ['ADDRESS Via Garibaldi 44, 10122 Torino']],
    ['left at 77 Kungsgatan, 111 22 Stockholm', ['ADDRESS 77 Kungsgatan, 111 22 Stockholm']],
    ['szép utca 9, budapest', ['ADDRESS szép utca 9, budapest']],
    ['Calle Mayor 18, 3º B, 28013 Madrid', ['ADDRESS Calle Mayor 18, 3º B, 28013 Madrid']],
    ['at the corner of Alder Street and 5th Avenue', ['ADDRESS the corner of Alder Street and 5th Avenue']],
    ['the side of Joaquin Suarez 2906.', ['ADDRESS Joaquin Suarez 2906']],
    ['driver licence MORGA657054SM9IJ was scanned', ['DRIVING_LICENCE MORGA657054SM9IJ']],
    ['They are not answering at 71-33-52-22', ['PHONE 71-33-52-22']],
    ['P.O. Box 1234', ['ADDRESS P.O. Box 1234']],
    ['my password is hunter2!', ['PASSWORD hunter2!']],
    ['pwd: Tr0ub4dor&3', ['PASSWORD Tr0ub4dor&3']],
    ['Mein Passwort lautet Geheim123', ['PASSWORD Geheim123']],
    ['mon mot de passe est Soleil75', ['PASSWORD Soleil75']],
    ['mi contraseña es perrito99', ['PASSWORD perrito99']],
    ['a minha senha é gato2020', ['PASSWORD gato2020']],
    ['la mia password è pippo123', ['PASSWORD pippo123']],
    ['パスワードは himitsu99', ['PASSWORD himitsu99']],
    ['كلمة المرور هي sirr1234', ['PASSWORD sirr1234']],
    ['key sk-proj-abc123DEF456ghi789JKL0 leaked', ['SECRET sk-proj-abc123DEF456ghi789JKL0']],
    ['AKIAIOSFODNN7EXAMPLE', ['SECRET AKIAIOSFODNN7EXAMPLE']],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', ['SECRET ghp_abcdefghijklmnopqrstuvwxyz0123456789']],
    ['Authorization: Bearer abc123def456ghi789', ['SECRET abc123def456ghi789']],
    [
      '00Dxx0000001gPL!AR8AQJXg5oj8jXSgxJfA0lBog.39AsX',
      ['SECRET 00Dxx0000001gPL!AR8AQJXg5oj8jXSgxJfA0lBog.39AsX'],
    ],
    ['security token: aB3dE6gH9jK2mN5pQ8sT1vW4', ['SECRET aB3dE6gH9jK2mN5pQ8sT1vW4']],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----',
      ['SECRET -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
    ],
    ['My name is Ana Kos and I need help', ['PERSON Ana Kos']],
    ['my name is maria lopez and i need help', ['PERSON maria lopez']],
    ['ich heiße Jürgen Groß', ['PERSON Jürgen Groß']],
    ['Please ask Mr. Okafor', ['PERSON Okafor']],
    ['It works now.\n\nKind regards,\nPriya Raman', ['PERSON Priya Raman']],
    ['passport number X1234567', ['PASSPORT X1234567']],
    ["my driver's license is D1234567", ['DRIVING_LICENCE D1234567']],
    ['routing number 021000021, account number 123456789', ['ROUTING 021000021', 'ACCOUNT 123456789']],
    ['postgres://bob:s3cret@db.example.com/x', ['URL postgres://bob:s3cret@db.example.com/x']],
    ['https://x.example.com/a?session_id=abcdef123', ['URL https://x.example.com/a?session_id=abcdef123']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('what hides is found', () => {
  test.each<[string, string[]]>([
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', ['CARD 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1']],
    ['４１１１１１１１１１１１１１１１', ['CARD ４１１１１１１１１１１１１１１１']],
    ['4111\u200b1111\u200b1111\u200b1111 is it', ['CARD 4111\u200b1111\u200b1111\u200b1111']],
    ['4111.1111.1111.1111', ['CARD 4111.1111.1111.1111']],
    ['4111_1111_1111_1111', ['CARD 4111_1111_1111_1111']],
    [
      'card four one one one one one one one one one one one one one one one ok',
      ['CARD four one one one one one one one one one one one one one one one'],
    ],
    [
      'four double one one, one one one one, one one one one, one one one one',
      ['CARD four double one one, one one one one, one one one one, one one one one'],
    ],
    [
      'vier eins eins eins eins eins eins eins eins eins eins eins eins eins eins eins',
      ['CARD vier eins eins eins eins eins eins eins eins eins eins eins eins eins eins eins'],
    ],
    [
      'cuatro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno',
      ['CARD cuatro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno'],
    ],
    ['first 4111 1111 and then 1111 1111', ['CARD 4111 1111', 'CARD 1111 1111']],
    ['ana at example dot com', ['EMAIL ana at example dot com']],
    ['ana (at) example (dot) com', ['EMAIL ana (at) example (dot) com']],
    ['ana @ example . com', ['EMAIL ana @ example . com']],
    ['ana arroba ejemplo punto es', ['EMAIL ana arroba ejemplo punto es']],
    ['card 41l1 1111 1111 1111', ['CARD 41l1 1111 1111 1111']],
    ['a n a @ x . c o m', ['EMAIL a n a @ x . c o m']],
    [
      'quatre un un un un un un un un un un un un un un un',
      ['CARD quatre un un un un un un un un un un un un un un un'],
    ],
    [
      'tel: zero four one two three four five six seven eight',
      ['PHONE zero four one two three four five six seven eight'],
    ],
    ['ana＠example．com', ['EMAIL ana＠example．com']],
    ['D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0', ['IBAN D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0']],
    ['٤١١١ ١١١١ ١١١١ ١١١١', ['CARD ٤١١١ ١١١١ ١١١١ ١١١١']],
    ['ssn 5 3 6 2 2 1 2 3 4', ['SSN 5 3 6 2 2 1 2 3 4']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('a card in two messages is found in the second one, and said to have begun before', () => {
    expect(findPii('1111 1111', { before: ['my card: 4111 1111'] })).toEqual([
      { type: 'CARD', start: 0, end: 9, continued: true },
    ]);
    expect(found('and the rest is 1111 1111', ['the first half is 4111 1111'])).toEqual(['CARD 1111 1111']);
    expect(found('1111', ['4111', '1111', '1111'])).toEqual(['CARD 1111']);
    expect(found('hunter2!', ['my password is'])).toEqual(['PASSWORD hunter2!']);
  });

  test('earlier messages alone mark nothing in the current one', () => {
    expect(found('thanks a lot', ['my card is 4111 1111 1111 1111'])).toEqual([]);
  });
});

describe('what is left alone', () => {
  test.each([
    'mon mot de passe est refusé',
    'my pass is expired',
    'verification code never arrives',
    'UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record: 0015g00000AbCdEAAV',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION in AccountTriggerHandler.cls line 142, column 1',
    'System.LimitException: Apex heap size too large: 7134892',
    'my order number is 4500123456789 and the case is 00001234',
    'order 112-3456789-1234567 has not come',
    'case number 00482913',
    'we are on version 67.0, release 258.12.3.4, node 24.21.0',
    'it failed on 2026-04-07 09:00:27 and again at 10:15',
    'the invoice is over 1,234,567.89 EUR',
    'I forgot my password, how do I reset it?',
    'my password is not accepted any more',
    'the password was changed yesterday',
    'password: how often must it be changed?',
    'is the api key expired? Token has been revoked',
    'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm',
    "I'm Premium customer, this is Salesforce",
    'Hi Support Team, the Spring 24 release broke Order 66',
    '550e8400-e29b-41d4-a716-446655440000',
    'deploy 0Af5g00000XyZaBCAV failed with 12 errors',
    '@AuraEnabled(cacheable=true) does not work, lodash@4.17.21 neither',
    'git@github.com:acme/repo.git cannot be cloned',
    'one or two of the three triggers run four times',
    'look at example.com or point at the chart',
    '127.0.0.1 works, ::1 too',
    'INVALID_LOGIN: Invalid username, password, security token; or user locked out',
    'Name: Account, API Name: Contract_Date__c',
    'reset the password for all users; the password you entered is incorrect',
    'sessionId = UserInfo.getSessionId(); // session id is null',
    'OpportunityId 0065g00000AbCdE, profile 00e5g000001AbCdEAA, a0B5g000002XyZwEAK',
    'account number is required, routing configuration 12345678',
    'we live in 3 countries and moved to 2 sandboxes, located in 12 orgs',
    'the top right corner of App Launcher, Step 3: Place Order, Route 5 Cases to Queue',
    'Jan 2024 release: May I ask, Will it be supported? Grant access to Page Layouts',
    'invoice INV-2024-000123, tracking 1Z999AA10123456784, epoch 1700000000000, ISBN 978-3-16-148410-0',
    'limits are 100, 150, 200, 50000, 10000 and 12',
  ])('%j', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('of the questions of the demo organization, none but those with an e-mail address is touched', () => {
    const questions = ['part-a', 'part-b'].flatMap(
      (part) =>
        JSON.parse(
          readFileSync(new URL(`../../../../demo/questions/${part}.json`, import.meta.url), 'utf8'),
        ) as {
          question: string;
        }[],
    );
    const touched = questions.filter(({ question }) => findPii(question).length > 0);
    expect(questions.length).toBeGreaterThan(400);
    expect(touched.length / questions.length).toBeLessThanOrEqual(0.005);
    expect(touched.map(({ question }) => question).filter((question) => !/\w@\w/.test(question))).toEqual([]);
  });
});

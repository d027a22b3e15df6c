import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { found, values } from './support.ts';

describe('order and case numbers', () => {
  test.each([
    ['where is order #12345', 'order-number', '12345'],
    ['order no. 5', 'order-number', '5'],
    ['Order number is ab-4711', 'order-number', 'AB-4711'],
    ['ORD-2024-00123', 'order-number', 'ORD-2024-00123'],
    ['#12345 is late', 'order-number', '12345'],
    ['cancel purhase 370795561790', 'order-number', '370795561790'],
    ['Bestellnummer: 100045678', 'order-number', '100045678'],
    ['ma commande n° 45678', 'order-number', '45678'],
    ['mi pedido número 8899-A', 'order-number', '8899-A'],
    ['o meu pedido 123456', 'order-number', '123456'],
    ['il mio ordine 778899', 'order-number', '778899'],
    ['注文番号１２３４５６７８', 'order-number', '12345678'],
    ['رقم الطلب ١٢٣٤٥', 'order-number', '12345'],
    ['case 00001234', 'case-number', '00001234'],
    ['it is 00001234', 'case-number', '00001234'],
    ['ticket #88', 'case-number', '88'],
    ['INC0012345', 'case-number', 'INC0012345'],
    ['Ticketnummer 4567', 'case-number', '4567'],
    ['ケース番号 00001234', 'case-number', '00001234'],
  ])('%s', (text, type, value) => {
    expect(values(type, text)).toEqual([value]);
  });

  test.each([
    'I order 2000 units',
    'orders in 2024',
    'in case 2 people come',
    'the top 10 cases',
    'order 3 pizzas',
  ])('a count is no number: %s', (text) => {
    expect([...values('order-number', text), ...values('case-number', text)]).toEqual([]);
  });
});

describe('amounts', () => {
  test.each([
    ['$1,234.56', '1234.56 USD'],
    ['1.234,56 €', '1234.56 EUR'],
    ['1 250,00 €', '1250 EUR'],
    ["CHF 1'250.50", '1250.5 CHF'],
    ['€1.000', '1000 EUR'],
    ['1.250 KWD', '1.25 KWD'],
    ['₹1,00,000', '100000 INR'],
    ['20 bucks', '20 USD'],
    ['twenty-five euros', '25 EUR'],
    ['three hundred and fifty dollars', '350 USD'],
    ['R$ 1.250,00', '1250 BRL'],
    ['US$ 5', '5 USD'],
    ['$20 CAD', '20 CAD'],
    ['1.5k USD', '1500 USD'],
    ['$1.5 million', '1500000 USD'],
    ['-$20', '-20 USD'],
    ['99 cents', '0.99 null'],
    ['5,000円', '5000 JPY'],
    ['50 دولار', '50 USD'],
    ['50 dólares', '50 USD'],
    ['１２００円', '1200 JPY'],
  ])('%s', (text, value) => {
    expect(values('amount', text)).toEqual([value]);
  });

  test('whose dollars, crowns and pesos they are is said by the locale, or not at all', () => {
    expect(values('amount', '$20', { locale: 'en-CA' })).toEqual(['20 CAD']);
    expect(values('amount', '20 kr', { locale: 'sv-SE' })).toEqual(['20 SEK']);
    expect(values('amount', '20 kr')).toEqual(['20 null']);
    expect(values('amount', '¥20', { locale: 'zh-CN' })).toEqual(['20 CNY']);
    expect(values('amount', '100 pesos', { locale: 'es-MX' })).toEqual(['100 MXN']);
  });

  test.each([
    'PHP 8',
    'try 5 times',
    '3 try',
    'RS256',
    '5 real people',
    'Top 10',
    'iPhone 15',
    '100 records',
  ])('no money is seen in: %s', (text) => {
    expect(values('amount', text)).toEqual([]);
  });
});

describe('addresses and numbers to call', () => {
  test('an e-mail address is told in small letters, a URL with its scheme and without the full stop', () => {
    expect(found('Mail Max.M+x@Example.co.uk, or see (https://a.example/b(c)?d=1).')).toEqual([
      ['email', 'Max.M+x@Example.co.uk', 'max.m+x@example.co.uk'],
      ['url', 'https://a.example/b(c)?d=1', 'https://a.example/b(c)?d=1'],
    ]);
    expect(values('url', 'www.example.com/x and example.com')).toEqual([
      'https://www.example.com/x',
      'https://example.com',
    ]);
    expect(found('Node.js, ASP.NET, e.g. this.That, foo@bar')).toEqual([]);
  });

  test.each([
    ['+49 (0)151 2345 6789', '+4915123456789'],
    ['0049 151 2345678', '+491512345678'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['(415) 555-2671', '4155552671'],
    ['415-555-2671', '4155552671'],
    ['06 12 34 56 78', '0612345678'],
    ['030 1234567', '0301234567'],
    ['call me at 5551234567', '5551234567'],
    ['Telefonnummer: 1234567', '1234567'],
    ['電話番号は03-1234-5678です', '0312345678'],
  ])('%s', (text, value) => {
    expect(values('phone', text)).toEqual([value]);
  });

  test('the tail of an IBAN, a social security number and a card are no telephone numbers', () => {
    expect(values('phone', 'DE89 3704 0044 0532 0130 00, 853-37-1694, 4111 1111 1111 1111')).toEqual([]);
    expect(values('phone', 'my fax is 898-666-3621 x0135')).toEqual(['8986663621']);
  });

  test('dates, orders and addresses of the net are no telephone numbers', () => {
    expect(
      values('phone', '01.02.2026, order 0123456789, 192.168.100.200, 2026-11-18, 12:30:45, 1,234,567'),
    ).toEqual([]);
  });
});

describe('error codes and API names', () => {
  test.each([
    ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
    ['ERR-1234', 'ERR-1234'],
    ['HTTP 503', 'HTTP 503'],
    ['I get a 404 error', 'HTTP 404'],
    ['status code 502', 'HTTP 502'],
    ['System.LimitException: Too many', 'System.LimitException'],
    ['java.lang.NullPointerException', 'java.lang.NullPointerException'],
    ['TypeError: x is undefined', 'TypeError'],
    ['error code 0x80070005', '0x80070005'],
    ['Fehlercode 4711', '4711'],
    ["code d'erreur e-1001", 'E-1001'],
    ['ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_REFUSED'],
    ['エラーコード1234', '1234'],
  ])('%s', (text, value) => {
    expect(values('error-code', text)).toEqual([value]);
  });

  test('custom names are fields unless their suffix or their neighbours say object', () => {
    expect(found('My_Field__c on the Invoice__c object, Settings__mdt, Order_Placed__e')).toEqual([
      ['salesforce-field', 'My_Field__c', 'My_Field__c'],
      ['salesforce-object', 'Invoice__c', 'Invoice__c'],
      ['salesforce-object', 'Settings__mdt', 'Settings__mdt'],
      ['salesforce-object', 'Order_Placed__e', 'Order_Placed__e'],
    ]);
    expect(values('salesforce-field', 'Account.Name, Account.Region__c, Parent__r.Name')).toEqual([
      'Account.Name',
      'Account.Region__c',
      'Parent__r.Name',
    ]);
  });

  test('standard objects count only where the talk is technical', () => {
    expect(found('SELECT Id, Name FROM Account').map(([type, text]) => `${type} ${text}`)).toEqual([
      'salesforce-field Id',
      'salesforce-field Name',
      'salesforce-object Account',
    ]);
    expect(values('salesforce-object', 'a trigger on Opportunity and OpportunityLineItem')).toEqual([
      'Opportunity',
      'OpportunityLineItem',
    ]);
    expect(values('salesforce-object', 'the flow broke on Case 00001234, not on the Case object')).toEqual([
      'Case',
    ]);
    expect(found('Please close my Account. Case closed, Order received, Lead the way.')).toEqual([]);
  });

  test('Apex classes are known by their form or by what they are called', () => {
    expect(
      values(
        'apex-class',
        'OpportunityTriggerHandler fails, class Foo and MyThing.cls, Database.executeBatch(x)',
      ),
    ).toEqual(['OpportunityTriggerHandler', 'Foo', 'MyThing', 'Database.executeBatch']);
    expect(
      values('apex-class', 'Customer Service, JavaScript, YouTube, the Test. Please, LinkedIn, a Manager'),
    ).toEqual([]);
  });
});

describe('products of the list', () => {
  test('are found in any case, the longest first, as whole words, with a plural', () => {
    expect(values('product', 'my EDGEWISE and edgewise pros, two data-pumps, Edgewise’s')).toEqual([
      'Edgewise',
      'Edgewise Pro',
      'Data Pump',
      'Edgewise',
    ]);
    expect(values('product', 'edgewiser, knowledgewise, datapump')).toEqual([]);
    expect(values('product', 'エッジパスが動きません')).toEqual(['エッジパス']);
    expect(values('product', 'C++ and a.b (x)', { products: ['C++', '(', 'a.b', '', 'x'] })).toEqual([
      'C++',
      'a.b',
    ]);
  });
});

test('what overlaps is told once, by the family that knows most', () => {
  expect(found('see https://x.example/orders/ORD-2024-00123?at=2026-03-05 or a.b@example.com')).toEqual([
    [
      'url',
      'https://x.example/orders/ORD-2024-00123?at=2026-03-05',
      'https://x.example/orders/ORD-2024-00123?at=2026-03-05',
    ],
    ['email', 'a.b@example.com', 'a.b@example.com'],
  ]);
});

test('offsets are UTF-16 units of the original, behind emoji and letters that grow in lower case', () => {
  const text = '😀 İİ order #12345 für 20 €';
  expect(found(text).map(([type, stretch]) => [type, text.indexOf(stretch) > 0])).toEqual([
    ['order-number', true],
    ['amount', true],
  ]);
  expect(found(text).map((one) => one[1])).toEqual(['#12345', '20 €']);
});

test('the questions of the demo name no number, address or id but the four that are there', () => {
  const questions = ['a', 'b'].flatMap((part) => {
    const url = new URL(`../../../../demo/questions/part-${part}.json`, import.meta.url);
    return (JSON.parse(readFileSync(url, 'utf8')) as { question: string }[]).map((one) => one.question);
  });
  const personal = ['order-number', 'case-number', 'phone', 'email', 'salesforce-id'];
  const named = questions.flatMap((text) => found(text).filter((one) => personal.includes(one[0])));
  expect(named.map((one) => one[0]).sort()).toEqual(['case-number', 'email', 'email', 'salesforce-id']);
  const money = questions.flatMap((text) => values('amount', text));
  expect(money).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { mineSynonyms } from '../../../src/retrieve/mine-synonyms.ts';

const mined = (text: string, title = '') =>
  mineSynonyms(title, text).map(({ kind, short, long }) => `${kind}: ${short} = ${long}`);

describe('an abbreviation is mined', () => {
  test.each([
    ['Our Service Level Agreement (SLA) says so.', 'sla = service level agreement'],
    ['The SLA (Service Level Agreement) says so.', 'sla = service level agreement'],
    ['Use multi-factor authentication (MFA) now.', 'mfa = multi factor authentication'],
    ['Use two-factor authentication (2FA) now.', '2fa = two factor authentication'],
    ['Read the Terms of Service (TOS).', 'tos = terms of service'],
    ['A return merchandise authorization (RMA) helps.', 'rma = return merchandise authorization'],
    ['Several point of sale systems, or points of sale (POSs).', 'pos = points of sale'],
    ['Die Allgemeinen Geschäftsbedingungen (AG) gelten.', 'ag = allgemeinen geschäftsbedingungen'],
  ])('%s', (text, expected) => {
    expect(mined(text)).toEqual([`abbreviation: ${expected}`]);
  });

  test('from a title', () => {
    expect(mined('', 'Estimated time of arrival (ETA)')).toEqual([
      'abbreviation: eta = estimated time of arrival',
    ]);
  });
});

test.each([
  ['initials that are others', 'Our support team (SLA) answers.'],
  ['a bracket that is no abbreviation', 'Choose a colour (Red) first.'],
  ['one word', 'The agreement (A) says so.'],
  ['a long form of another line', 'Service Level\nAgreement (SLA)'],
  ['an explanation with other initials', 'The SLA (see the contract) says so.'],
])('nothing is mined from %s', (_, text) => {
  expect(mined(text)).toEqual([]);
});

test('other names and other spellings are mined, as what is less sure', () => {
  expect(mined('**Harbor Sync**, formerly known as **Dock Link**, copies files.')).toEqual([
    'alias: dock link = harbor sync',
  ]);
  expect(mined('Harbor Sync (also known as Dock Link) copies.')).toEqual(['alias: dock link = harbor sync']);
  expect(mined('Open your time sheet. A timesheet is due weekly.')).toEqual([
    'spelling: timesheet = time sheet',
  ]);
  expect(mined('It was formerly in the cellar of the house.')).toEqual([]);
});

test('a hostile text takes no longer than its length, and yields no more than a bounded list', () => {
  const glossary = Array.from({ length: 500 }, (_, n) => `Alpha${n} Beta Gamma (A${'B'}G)`).join(' and ');
  expect(mined(glossary).length).toBeLessThanOrEqual(40);
  for (const text of [
    '('.repeat(50_000),
    'A '.repeat(50_000),
    'formerly '.repeat(20_000),
    'ab (AB) '.repeat(10_000),
  ])
    expect(mined(text).length).toBeLessThanOrEqual(40);
});

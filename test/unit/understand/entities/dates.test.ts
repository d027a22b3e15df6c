import { describe, expect, test } from 'vitest';
import { found, values } from './support.ts';

const dates = (text: string, context = {}) => values('date', text, context);
const times = (text: string, context = {}) => values('time', text, context);

describe('dates are resolved against the clock (Wednesday 18 November 2026)', () => {
  test.each([
    ['today', '2026-11-18'],
    ['tomorrow', '2026-11-19'],
    ['the day before yesterday', '2026-11-16'],
    ['next Monday', '2026-11-23'],
    ['next week Friday', '2026-11-27'],
    ['this Friday', '2026-11-20'],
    ['last Friday', '2026-11-13'],
    ['on Tuesday', '2026-11-24'],
    ['I ordered on Tuesday', '2026-11-17'],
    ['since Tuesday', '2026-11-17'],
    ['in 3 days', '2026-11-21'],
    ['in three weeks', '2026-12-09'],
    ['in 5 business days', '2026-11-25'],
    ['two weeks ago', '2026-11-04'],
    ['a month ago', '2026-10-18'],
    ['next week', '2026-11-23/2026-11-30'],
    ['last month', '2026-10-01/2026-11-01'],
    ['this weekend', '2026-11-21/2026-11-23'],
    ['this quarter', '2026-10-01/2027-01-01'],
    ['next year', '2027-01-01/2028-01-01'],
    ['the last 3 days', '2026-11-15/2026-11-19'],
    ['end of month', '2026-11-30'],
    ['the end of next week', '2026-11-29'],
    ['beginning of next month', '2026-12-01'],
    ['March 3, 2027', '2027-03-03'],
    ['the 3rd of March 2027', '2027-03-03'],
    ['Friday, 27 November 2026', '2026-11-27'],
    ['Dec 24', '2026-12-24'],
    ['it broke on March 3', '2026-03-03'],
    ['my order from March 3', '2026-03-03'],
    ['arriving by March 3', '2027-03-03'],
    ['in May 2019', '2019-05-01/2019-06-01'],
    ['in December', '2026-12-01/2027-01-01'],
    ['since 2019', '2019-01-01/2020-01-01'],
    ['on the 21st', '2026-11-21'],
    ['I was charged on the 5th', '2026-11-05'],
    ['on the 4th of next month', '2026-12-04'],
    ['from Monday to Friday', '2026-11-23/2026-11-28'],
    ['3-5 March 2027', '2027-03-03/2027-03-06'],
    ['between March 3 and March 10, 2027', '2027-03-03/2027-03-11'],
    ['2026-03-05', '2026-03-05'],
    ['2026-03-05T14:30:00Z', '2026-03-05T14:30:00Z'],
    ['2026-03-05 14:30', '2026-03-05T14:30'],
    ['übermorgen', '2026-11-20'],
    ['nächsten Montag', '2026-11-23'],
    ['vor zwei Wochen', '2026-11-04'],
    ['Ende des Monats', '2026-11-30'],
    ['3. März 2027', '2027-03-03'],
    ['seit dem 24.12.', '2025-12-24'],
    ['après-demain', '2026-11-20'],
    ['la semaine prochaine', '2026-11-23/2026-11-30'],
    ['il y a deux semaines', '2026-11-04'],
    ['le 1er mars 2027', '2027-03-01'],
    ['pasado mañana', '2026-11-20'],
    ['el próximo lunes', '2026-11-23'],
    ['hace dos semanas', '2026-11-04'],
    ['el 3 de marzo de 2027', '2027-03-03'],
    ['dopodomani', '2026-11-20'],
    ['la settimana scorsa', '2026-11-09/2026-11-16'],
    ['tra tre giorni', '2026-11-21'],
    ['depois de amanhã', '2026-11-20'],
    ['semana que vem', '2026-11-23/2026-11-30'],
    ['há 2 semanas', '2026-11-04'],
    ['明後日', '2026-11-20'],
    ['来週の月曜日', '2026-11-23'],
    ['2027年3月5日', '2027-03-05'],
    ['3日前', '2026-11-15'],
    ['غدا', '2026-11-19'],
    ['الأسبوع القادم', '2026-11-23/2026-11-30'],
    ['5 مارس 2027', '2027-03-05'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
  });

  test('day and month in digits go by the locale, and otherwise by what is a date', () => {
    expect(dates('03/04/2026', { locale: 'en-US' })).toEqual(['2026-03-04']);
    expect(dates('03/04/2026', { locale: 'en-GB' })).toEqual(['2026-04-03']);
    expect(dates('03/04/2026', { locale: 'de-DE' })).toEqual(['2026-04-03']);
    expect(dates('03/04/2026', { locale: null, timeZone: 'America/New_York' })).toEqual(['2026-03-04']);
    expect(dates('03/04/2026', { locale: null })).toEqual(['2026-04-03']);
    expect(dates('25/12/2026 12/25/2026', { locale: 'en-US' })).toEqual(['2026-12-25', '2026-12-25']);
    expect(dates('3.4.2026', { locale: 'en-US' })).toEqual(['2026-04-03']);
  });

  test('days that no calendar has are no dates', () => {
    expect(dates('2026-02-30, 31/04/2026, 31 April 2026, 99/99/2026')).toEqual([]);
    expect(dates('29 February 2028')).toEqual(['2028-02-29']);
  });
});

describe('the zone decides what day it is', () => {
  const instant = Date.UTC(2026, 10, 18, 20);

  test('20:00 UTC is today in New York, and tomorrow already in Kolkata', () => {
    expect(dates('today', { now: instant, timeZone: 'America/New_York' })).toEqual(['2026-11-18']);
    expect(dates('today', { now: instant, timeZone: 'Asia/Kolkata' })).toEqual(['2026-11-19']);
    expect(dates('tomorrow', { now: new Date(instant), timeZone: 'Asia/Kolkata' })).toEqual(['2026-11-20']);
  });

  test('hours are counted on the clock of the zone, half hours included', () => {
    expect(times('in 2 hours', { now: instant, timeZone: 'America/New_York' })).toEqual(['2026-11-18T17:00']);
    expect(times('in 2 hours', { now: instant, timeZone: 'Asia/Kolkata' })).toEqual(['2026-11-19T03:30']);
  });

  test('the change to summer time and back moves hours, not days', () => {
    const spring = { now: Date.UTC(2027, 2, 28, 0, 30), timeZone: 'Europe/Berlin' };
    expect(times('in 1 hour', spring)).toEqual(['2027-03-28T03:30']);
    expect(dates('tomorrow', spring)).toEqual(['2027-03-29']);
    const autumn = { now: Date.UTC(2026, 9, 25, 0, 30), timeZone: 'Europe/Berlin' };
    expect(times('in 1 hour', autumn)).toEqual(['2026-10-25T02:30']);
    expect(times('in 2 hours', autumn)).toEqual(['2026-10-25T03:30']);
    expect(dates('in 7 days', { now: Date.UTC(2026, 9, 24, 22, 30), timeZone: 'Europe/Berlin' })).toEqual([
      '2026-11-01',
    ]);
  });
});

describe('times', () => {
  test.each([
    ['3pm', '15:00'],
    ['3:30 p.m.', '15:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['15:30', '15:30'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['25 to 7 p.m.', '18:35'],
    ['half past nine', '09:30'],
    ['quarter to five', '04:45'],
    ['20 past 4 afternoon', '16:20'],
    ['9 05 in the morning', '09:05'],
    ["10 o'clock", '10:00'],
    ['5 in the afternoon', '17:00'],
    ['30 minutes ago', '2026-11-18T15:30'],
    ['from 9am to 5pm', '09:00/17:00'],
    ['9-5pm', '09:00/17:00'],
    ['17:00-18:30', '17:00/18:30'],
    ['between 9 05 in the morning and 25 to 7 p.m.', '09:05/18:35'],
    ['um 15 Uhr', '15:00'],
    ['halb zehn', '09:30'],
    ['Viertel nach acht', '08:15'],
    ['à 15h30', '15:30'],
    ['a las 3 de la tarde', '15:00'],
    ['às 15h', '15:00'],
    ['alle 3 e mezza del pomeriggio', '15:30'],
    ['午後3時半', '15:30'],
    ['الساعة 3 مساء', '15:00'],
  ])('%s', (text, time) => {
    expect(times(text)).toEqual([time]);
  });

  test('a date and a time beside each other are two entities', () => {
    expect(found('tomorrow at 3pm')).toEqual([
      ['date', 'tomorrow', '2026-11-19'],
      ['time', '3pm', '15:00'],
    ]);
  });
});

test.each([
  'you may march on, the sun is set, I second that',
  'version 1.2.3, v3.10.12, 192.168.1.1, 24/7 support, 50/50, ratio 16:9',
  '5 to 10 days, 20 to 30 people, 3 out of 10, 10 set',
  'Guten Morgen, ich bin hier; por la mañana',
  'open 5 tickets, call 3 people, Office 365, iOS 17.2',
])('no date or time is seen in: %s', (text) => {
  expect([...dates(text, { locale: 'de-DE' }), ...times(text)]).toEqual([]);
});

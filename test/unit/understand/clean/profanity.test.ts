import { describe, expect, test } from 'vitest';
import { censor, findProfanity, isProfane } from '../../../../src/understand/clean/profanity.ts';
import { cpuMs } from '../../../support/cpu-ms.ts';
import { TEXTS } from './texts.ts';

describe('profanity is found', () => {
  test.each([
    ['plain', 'this is bullshit'],
    ['inflected', 'stop fucking around'],
    ['capitals', 'WHAT THE FUCK'],
    ['digits for letters', 'what a load of sh1t'],
    ['signs for letters', 'you b!tch, you @sshole'],
    ['drawn out', 'fuuuuuck thissss shiiiit'],
    ['spaced', 'f u c k this'],
    ['spaced with more behind it', 'f u c k y o u'],
    ['dotted', 's.h.i.t happens'],
    ['starred', 'this f*cking thing, f**k'],
    ['full width', 'ｆｕｃｋ'],
    ['Cyrillic look-alikes', 'fuсk'],
    ['German', 'So eine Scheiße, ihr Arschlöcher'],
    ['French', 'putain de merde, bande de connards'],
    ['Spanish', 'qué mierda de servicio, hijos de puta'],
    ['Spanish with its letter', '¡coño!'],
    ['Portuguese', 'vai tomar no cu, caralho'],
    ['Italian', 'che cazzo fate, stronzi'],
    ['Japanese', 'このクソアプリ、死ね'],
    ['Arabic', 'يا ابن الكلب'],
  ])('%s', (_how, text) => {
    expect(isProfane(text)).toBe(true);
  });

  test('the stretch is the word, in UTF-16 units of the original', () => {
    const text = '😀 so a sh1tty day';
    expect(findProfanity('😀 what sh1t')).toEqual([{ start: 8, end: 12 }]);
    expect(findProfanity(text).map(({ start, end }) => text.slice(start, end))).toEqual(['sh1tty']);
    expect(findProfanity('fuck, shit').map((one) => one.start)).toEqual([0, 6]);
  });

  test('words with two meanings count in their own language only', () => {
    expect(isProfane('je suis un con', 'fr')).toBe(true);
    expect(isProfane('café con leche', 'es')).toBe(false);
    expect(isProfane('ma commande est en retard', 'fr')).toBe(false);
    expect(isProfane('ma commande est en retard')).toBe(false);
    expect(isProfane('que culo', 'es')).toBe(true);
  });
});

describe('no false alarm', () => {
  test.each([
    'Essex, Scunthorpe, Sussex, Penistone, Middlesex, Clitheroe, Lightwater',
    'we assess classic assets in mass, pass the class assignment, assassin',
    'the cockpit, a peacock, Hancock, cocktail, shuttlecock, Dickinson',
    'Kind regards, Dick Cheney, Dick Van Dyke',
    'shiitake, Fukushima, Fuchs, Matsushita, Mr Fu, Wong Tai Fuk',
    'magna cum laude, document, cucumber, accumulate, circumstance',
    'title, titanic, constitution, competition, institute, analysis, therapist',
    'the night class passed, bass guitar, grass, glasses, compass',
    'code A55-5417, order SH17, part B1TCH3N? no: B17C4',
    'Bitte helfen Sie mir, ich warte auf die Pute; Bitte!',
    'jag fick mina pengar, det är slut på foder',
    'de auto huren, hij fica aqui, ele pede ajuda',
    'computadora, disputa, reputation, deputation, imputation',
    'I. T. department, U S B C port, a b c d e f g',
    'Monty Python, count, country, account, discount, Scott',
    'push it, wish it, dash it, Hoshi Takahashi, Shitara',
    'やくそくの時間ばかり気にしています。バカンスの予約',
    'هذا كلام طيب، نيكولا من الكويت، عرصة الدار',
    '5* hotel, 10** points, f(x)*g(x), C*O',
    'the damn thing will not start, what the hell',
  ])('%s', (text) => {
    expect(findProfanity(text).map(({ start, end }) => text.slice(start, end))).toEqual([]);
  });

  test.each(Object.entries(TEXTS))('an ordinary message in %s has none', (language, text) => {
    expect(isProfane(text)).toBe(false);
    expect(isProfane(text, language)).toBe(false);
  });
});

describe('censor', () => {
  test('hides inner letters and keeps the length, the spaces and the rest', () => {
    expect(censor('what the fuck, hijo de puta')).toBe('what the f**k, h**o d* p**a');
    expect(censor('f u c k off')).toBe('f * * k off');
    expect(censor('nothing to see')).toBe('nothing to see');
  });

  test('is stable: censoring twice changes nothing more', () => {
    const once = censor('fucking shit, you bastards');
    expect(censor(once)).toBe(once);
  });
});

test.each(['fuck', 'f u c k ', 'a.', '*', 'f*', '!', '🖕', 'くそ', 'ابن ', 'aaaaaaaa', 's-'])(
  'a hundred thousand characters of "%s" take less than a second',
  (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const start = cpuMs();
    expect(censor(text)).toHaveLength(text.length);
    expect(cpuMs() - start).toBeLessThan(1_000);
  },
);

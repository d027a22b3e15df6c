import type { PiiType } from '../../src/understand/mask/pii.ts';

export interface CoreSample {
  type: PiiType;
  text: string;
  start: number;
  end: number;
}

/** Messages per type: enough that one missed shape in a hundred shows. */
const PER_TYPE = 600;

const AROUND: readonly [string, string][] = [
  ['', ''],
  ['please use ', ''],
  ['my details: ', ' thanks'],
  ['I paid with ', ', was it taken twice?'],
  ['(', ')'],
  ['Hallo, es geht um ', '. Danke'],
  ['number=', ';'],
  ['"', '" is what I typed'],
  ['here it is\n', '\nbye'],
];
const CARD_SHAPES: readonly { prefix: string; length: number; groups: readonly number[] }[] = [
  { prefix: '4', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '51', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '55', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '2221', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '2720', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '34', length: 15, groups: [4, 6, 5] },
  { prefix: '37', length: 15, groups: [4, 6, 5] },
  { prefix: '6011', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '65', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '3530', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '36', length: 14, groups: [4, 6, 4] },
  { prefix: '305', length: 14, groups: [4, 6, 4] },
  { prefix: '62', length: 16, groups: [4, 4, 4, 4] },
  { prefix: '4', length: 13, groups: [4, 4, 5] },
];
/** Country, and the shape of its account part: `n` a digit, `a` a letter. */
const IBAN_SHAPES: readonly [string, string][] = [
  ['DE', 'n'.repeat(18)],
  ['GB', 'aaaa'.concat('n'.repeat(14))],
  ['FR', 'n'.repeat(23)],
  ['ES', 'n'.repeat(20)],
  ['IT', 'a'.concat('n'.repeat(22))],
  ['NL', 'aaaa'.concat('n'.repeat(10))],
  ['PL', 'n'.repeat(24)],
  ['CH', 'n'.repeat(17)],
  ['NO', 'n'.repeat(11)],
  ['MT', 'aaaa'.concat('n'.repeat(5), 'a'.repeat(18))],
  ['SA', 'n'.repeat(20)],
];

/** Cards, social security numbers, IBANs and e-mail addresses with right check digits, from a fixed seed. Pure. */
export function coreSamples(): CoreSample[] {
  const random = generator(20_240_917);
  const makers: [PiiType, () => string][] = [
    ['CARD', () => card(random)],
    ['SSN', () => ssn(random)],
    ['IBAN', () => iban(random)],
    ['EMAIL', () => email(random)],
  ];
  return makers.flatMap(([type, make]) =>
    Array.from({ length: PER_TYPE }, () => {
      const [before, after] = pick(AROUND, random);
      const value = make();
      return { type, text: before + value + after, start: before.length, end: before.length + value.length };
    }),
  );
}

/** mulberry32: 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<Item>(list: readonly Item[], random: () => number): Item {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('an empty list has nothing to pick');
  return item;
}

function digits(count: number, random: () => number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
}

function card(random: () => number): string {
  const { prefix, length, groups } = pick(CARD_SHAPES, random);
  const body = prefix + digits(length - prefix.length - 1, random);
  const number = [...'0123456789'].map((check) => body + check).find(luhn) ?? '';
  const separator = pick(['', ' ', '-', '.'], random);
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, size) => sum + size, 0));
  return groups
    .map((size, index) => number.slice(starts[index], (starts[index] ?? 0) + size))
    .join(separator);
}

function luhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function ssn(random: () => number): string {
  const area = 1 + Math.floor(random() * 898);
  const separator = pick(['-', '-', ' '], random);
  const parts = [area === 666 ? 665 : area, 1 + Math.floor(random() * 98), 1 + Math.floor(random() * 9_998)];
  const [first = 0, second = 0, third = 0] = parts;
  return [pad(first, 3), pad(second, 2), pad(third, 4)].join(separator);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function iban(random: () => number): string {
  const [country, shape] = pick(IBAN_SHAPES, random);
  const account = [...shape]
    .map((kind) => (kind === 'n' ? digits(1, random) : pick([...'ABCDEFGHKLMNPRSTUVWXYZ'], random)))
    .join('');
  const numeric = [...`${account}${country}00`].map((unit) => Number.parseInt(unit, 36)).join('');
  const rest = [...numeric].reduce((value, digit) => (value * 10 + Number(digit)) % 97, 0);
  const whole = `${country}${pad(98 - rest, 2)}${account}`;
  const separator = pick(['', ' ', ' '], random);
  return separator === '' ? whole : (whole.match(/.{1,4}/g) ?? []).join(separator);
}

function email(random: () => number): string {
  const local = pick(
    ['ana', 'j.smith', 'bob_k', 'info+shop', 'o-brien', 'x', 'müller', 'first.last.99', 'no.reply'],
    random,
  );
  const domain = pick(
    ['example.com', 'mail.example.co.uk', 'firma.de', 'x-y.io', 'sub.domain.museum', 'bücher.example'],
    random,
  );
  return `${local}${pick(['', digits(2, random)], random)}@${domain}`;
}

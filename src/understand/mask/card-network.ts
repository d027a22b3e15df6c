/** Digits of a card number, ISO/IEC 7812. */
export const CARD_DIGITS = { min: 12, max: 19 } as const;

/** Issuer prefixes as ranges of the first digits, with the lengths that are issued. */
const NETWORKS: readonly { from: string; to: string; lengths: readonly number[] }[] = [
  { from: '4', to: '4', lengths: [13, 16, 19] },
  { from: '51', to: '55', lengths: [16] },
  { from: '2221', to: '2720', lengths: [16] },
  { from: '34', to: '34', lengths: [15] },
  { from: '37', to: '37', lengths: [15] },
  { from: '300', to: '305', lengths: [14, 16] },
  { from: '309', to: '309', lengths: [14, 16] },
  { from: '36', to: '36', lengths: [14, 16] },
  { from: '38', to: '39', lengths: [14, 16] },
  { from: '6011', to: '6011', lengths: [16, 19] },
  { from: '644', to: '659', lengths: [16, 19] },
  { from: '3528', to: '3589', lengths: [16, 17, 18, 19] },
  { from: '1800', to: '1800', lengths: [15] },
  { from: '2131', to: '2131', lengths: [15] },
  { from: '62', to: '62', lengths: [16, 17, 18, 19] },
  { from: '81', to: '82', lengths: [16] },
  { from: '60', to: '60', lengths: [16] },
  { from: '2200', to: '2204', lengths: [16, 17, 18, 19] },
  { from: '506', to: '509', lengths: [16, 18, 19] },
  { from: '9792', to: '9792', lengths: [16] },
  { from: '5018', to: '5018', lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { from: '5020', to: '5020', lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { from: '5038', to: '5038', lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { from: '5600', to: '5899', lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { from: '6304', to: '6304', lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { from: '6759', to: '6763', lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
];

/** Whether digits are a payment card: a network's prefix, one of its lengths, and the Luhn check digit. Pure. */
export function isCard(digits: string): boolean {
  return hasNetwork(digits) && passesLuhn(digits);
}

function hasNetwork(digits: string): boolean {
  return NETWORKS.some(({ from, to, lengths }) => {
    const prefix = digits.slice(0, from.length);
    return prefix >= from && prefix <= to && lengths.includes(digits.length);
  });
}

/** ISO/IEC 7812-1 annex B: every second digit from the right doubled, digit sums added, divisible by ten. Pure. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

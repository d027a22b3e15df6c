const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const CONSONANTS = 'bcdfghjklmnpqrstvwxz';

/** Words that so many languages use that alone they say nothing. */
const INTERNATIONAL =
  'ok okay hotel taxi bus pizza email mail internet online app apps pdf sms wifi web chat blog video radio tv test info bonus login api url id url html usb gps dvd cd pc laptop software hardware update iphone android google facebook salesforce apex soql lightning visa mastercard paypal amazon bitcoin super bar sms faq crm erp sql json xml csv'.split(
    ' ',
  );

/** Short words that several of our languages write alike, and laughter: alone they say nothing, beside others they do. */
const SHARED =
  'ja no si non me a i o e u x de la die was is so on in to ti te se tu ma man for var en er et per da do men kan vi du ha haha hahaha hehe lol hmm hm aha oh ah wow al le les un una el il lo ne na po za od admin error token cookie cloud'.split(
    ' ',
  );
/** Examples that are one such word. */
const SHARED_SHARE = 0.25;

/** Words that are no language: keyboard runs, random letters, one letter repeated, international words. Repeatable. */
export function gibberish(random: () => number): string[] {
  if (random() < SHARED_SHARE) return [pick(SHARED, random)];
  const count = 1 + Math.floor(random() * 3);
  return Array.from({ length: count }, () => word(random));
}

function word(random: () => number): string {
  const kind = random();
  const length = 3 + Math.floor(random() * 9);
  if (kind < 0.3) return pick(INTERNATIONAL, random);
  if (kind < 0.5) {
    const row = pick(ROWS, random);
    const from = Math.floor(random() * (row.length - 3));
    return row.slice(from, from + length);
  }
  if (kind < 0.6) return pick([...LETTERS], random).repeat(length);
  const letters = kind < 0.8 ? LETTERS : CONSONANTS;
  return Array.from({ length }, () => pick([...letters], random)).join('');
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

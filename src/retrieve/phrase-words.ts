import { stem } from './stem.ts';

/**
 * Sayings of several words and what documentation calls it: `saying, other saying = word word`. They are compared after
 * stemming, function words included. The words count as other forms of the saying's first telling word.
 */
const SAYINGS = `
turn off, turned off, switch off, switched off, shut off = disable deactivate
turn on, turned on, switch on, switched on = enable activate
shut down, close down, shuts down = close deactivate
sign up, signed up, open an account, set up an account, make an account = register create enroll
get in, get into, can't get in, log on, sign on = login sign access
locked out, lock me out, locked me out = locked access
set up, setting up = setup configure install
look up, look for, looking for = find search
give back, send back, bring back, sent back = return refund
money back, get my money = refund
get rid of, got rid of, throw away = delete remove
kick out, throw out, take off, take out = remove delete
cut out, cuts out, cut off, drops out, dropped out = disconnect interrupted connection
does not work, doesn't work, not working, stopped working, broke down = issue problem fail
does nothing, nothing happens, do anything = issue problem
does not see, doesn't see, not see, can't see, cannot see = detected recognize
does not show up, doesn't show up, not show up, doesn't appear = missing detected
shows up, show up = appear display
not connected, no connection = offline disconnected
no longer = stop expired
run out of, ran out of, used up = limit exceed
too big, too large, too much = limit size
too long = timeout limit
make it smaller, take up less = reduce size
how much = price cost fee amount
how long = time duration
how many = number limit
how often = frequency
free of charge, at no cost = free
cell phone, mobile phone = phone mobile
text message, text messages = sms text
new phone, switching phones, switch phones, changed my phone, change my phone = phone change authentication
usb key, usb stick, hardware key, hardware token, yubikey = security key
thumb print, finger print, touch id, face id = face touch fingerprint biometric
two step, 2 step, two factor, 2 factor, second step, second factor, second login, 2fa, mfa = factor authentication verification
one time, six digits, six digit = code otp
outside the us, outside of the us, other country, another country, from abroad = international foreign country
break into, breaks into, broke into, break in, hacked into, harder to hack = fraud security protect hack
fall for, tricked me, trick me, fake page, fake site = phishing scam fraud
talk to, speak to, speak with, get hold of, reach someone = contact
back up, backed up = backup
start over, from scratch, start again = reset restart
time out, timed out = timeout
change my mind, changed my mind = cancel return
under age, under 18, under 13 = minor age
fill in, fill out, filled out = complete enter
type in, key in, typed in, punch in = enter
up and running, is up = running status
put in, pay in, paid in = deposit
pay off, paid off = repay payoff
hand over, pass on = transfer
take over, took over, taken over = takeover take
in bulk, at once, in one go, all at once, in one click = bulk multiple mass
per head, per seat = price user
gift card, gift cards = scam gift
my own = custom
log file, error log = log
pick up, picked up = collect receive
turn down, turned down = reject decline deny
talk each other, talk to each other = connect communicate
work with, works with, go with = compatible supported
come with, comes with = include
take back = return revoke undo
keep getting, keep receiving = receive
did not request, didn't request, did not ask, never asked = unrequested request
put on hold, on hold = pause suspend
call off = cancel
out of date = outdated update
`;

/** Sayings by their first stem: the stems that must follow, and the stems that it stands for. */
interface Saying {
  rest: string[];
  stands: string[];
}

/** Words of a saying, at most: bounds the comparison at each place. */
const WORDS_MAX = 5;

let table: ReadonlyMap<string, Saying[]> | null = null;

function makeTable(): ReadonlyMap<string, Saying[]> {
  const found = new Map<string, Saying[]>();
  for (const line of SAYINGS.trim().split('\n')) {
    const [sayings = '', stands = ''] = line.split(' = ');
    for (const saying of sayings.split(', ')) {
      const [first = '', ...rest] = foldSaying(saying);
      const entry = { rest, stands: stands.split(' ').map(stem) };
      found.set(first, [...(found.get(first) ?? []), entry]);
    }
  }
  return found;
}

function foldSaying(text: string): string[] {
  return text
    .replaceAll("'", '')
    .split(' ')
    .slice(0, WORDS_MAX)
    .map((word) => stem(word));
}

/**
 * What the sayings in a question stand for, by the place of their first word. `stems`: all words of the question in order,
 * function words included, stemmed.
 */
export function sayingsIn(stems: readonly string[]): { from: number; through: number; stands: string[] }[] {
  table ??= makeTable();
  const sayings = table;
  return stems.flatMap((first, from) =>
    (sayings.get(first) ?? [])
      .filter(({ rest }) => rest.every((word, at) => stems[from + 1 + at] === word))
      .map(({ rest, stands }) => ({ from, through: from + rest.length, stands })),
  );
}

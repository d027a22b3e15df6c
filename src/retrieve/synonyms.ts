import { EVERYDAY_WORDS } from './everyday-words.ts';
import { stem } from './stem.ts';

/**
 * Words that customers and documentation use for the same thing, one group a line. General support English, then the words
 * that people use around Salesforce. A word may be in several groups.
 */
const GROUPS = `
delete remove erase discard
delete clear wipe
ticket case issue request
issue problem trouble
error exception failure fault
fail break crash stop die
fail error
limit cap maximum quota allowance ceiling
maximum most highest
minimum least lowest
person human agent representative staff
bot assistant robot chatbot ai
talk speak chat contact
chat conversation
login signin logon
login log sign
logout signout
password passcode pin
email mail message
phone telephone mobile cell smartphone
buy purchase order
price cost fee charge
pay payment
money funds cash
refund reimburse
cancel terminate end stop
close shut
begin start launch
create make add new
add insert include
change modify edit update alter
update upgrade
replace swap substitute
rename name
show display view see
hide invisible hidden
visible see access
find search locate lookup
choose select pick
combine merge join unite
split divide separate
copy duplicate clone
duplicate double twice repeated
send submit deliver
receive get obtain
save store keep retain
restore recover undelete
back restore
upload import load
download export
install setup
configure setup setting option preference
enable activate allow
disable deactivate block
permit allow grant
permission access right privilege
deny reject refuse forbid decline
lock block freeze
locked blocked
unlock unblock release
share give grant
assign route distribute
transfer move migrate
forward redirect
person people user
customer client consumer
user member colleague
employee worker staff
manager boss supervisor
admin administrator
owner holder
company organization business firm
team group
account profile
picture image photo
document file attachment
page screen
website site web
link url address
button icon
folder directory
table object
row record entry item
column field
text string
number count amount
blank empty null missing
missing absent lost
wrong incorrect invalid bad
bad malformed
correct right valid
big large huge
small little tiny
long lengthy
fast quick rapid
slow delay lag
slow performance
often frequent
automatic automated auto
manual hand
old previous former
new latest recent
expire timeout expiry
timeout time
wait pending hold
queue line
schedule plan timed
daily day
hour hours
instant immediate
later afterwards
avoid prevent
fix solve repair resolve correct
troubleshoot debug diagnose
cause reason why
explain describe
difference compare versus vs
check verify validate confirm test
verify authenticate
identity id identification
id identifier key
code script program
query select soql
loop iterate
call request invoke
callout http
server host
connect link connection
disconnect offline
internet network online
device hardware
computer laptop pc desktop
board device
cable cord wire
port usb
driver software
app application program
install installation
production prod live
deploy release publish
deployment rollout
environment org
sandbox staging
integration interface connector
token credential
secret password key
security secure safety
privacy private personal
encrypt encryption
legal law
notify alert notification remind
report statistic
dashboard chart
graph chart
list overview
detail info information
help support assist
guide tutorial manual instruction
question ask query
answer reply response respond
quote cite citation source
number figure
article document page
article knowledge
language translation
translate localize
country region
zip postal postcode
street address
name title
birthday birthdate
bracket parenthesis
apostrophe quote
garbage garbled
character letter symbol
encoding charset utf
comma separator delimiter
memory heap ram
cpu processor
storage space disk
speed rate
simultaneous concurrent parallel
recursive recursion
nested child
parent master
lookup relationship related
related linked associated
trigger automation
batch bulk mass
mass bulk many
async asynchronous background
sync synchronous
rollback undo revert
undo restore
commit save
handle catch
reload refresh
refresh renew
restart reboot
reset change
appear show
arrive receive
vanish disappear gone lost
grant give
earn reward
bonus reward
fee interest
card debit credit
loan credit
bank account
deposit payment
withdraw withdrawal
balance amount
statement bill invoice
subscription plan
free gratis
discount coupon
shipping delivery
return refund
warranty guarantee
damaged broken
broken defective
color colour
licence license
`;

/** The terms that may stand for a term, all stemmed. */
export type SynonymTable = ReadonlyMap<string, ReadonlySet<string>>;

export const NO_SYNONYMS: SynonymTable = new Map();

/** Made when first asked for: stemming all of it takes longer than a cold start should. */
let table: SynonymTable | null = null;

/** A table of groups of words: each word of a group may stand for each other. */
export function synonymTable(groups: readonly (readonly string[])[]): SynonymTable {
  const words = new Map<string, Set<string>>();
  for (const group of groups) {
    const stems = group.map(stem);
    for (const word of stems) {
      const others = words.get(word) ?? new Set();
      for (const other of stems) if (other !== word) others.add(other);
      words.set(word, others);
    }
  }
  return words;
}

const NONE: ReadonlySet<string> = new Set();

/** Terms that may stand for `term`, both stemmed. */
export function synonyms(term: string): ReadonlySet<string> {
  table ??= synonymTable(
    `${GROUPS}${EVERYDAY_WORDS}`
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ')),
  );
  return table.get(term) ?? NONE;
}

/**
 * What people say in everyday words and documentation says in its own, one group a line: more of `synonyms.ts`, by subject.
 * A word may be in several groups; a group says "may stand for", not "is the same as".
 */
export const EVERYDAY_WORDS = `
donate donation contribute contribution
bill invoice receipt
price fare rate tariff
payment transaction
pay settle repay
paid purchased
rich expensive cost
cheap affordable discount
voucher coupon promo discount
offer promotion deal discount
spreadsheet excel csv export
export extract download
hot heat temperature warm
cold freezing temperature
degrees celsius temperature
wireless wifi wlan
wifi network hotspot
internet web online
offline unreachable disconnected
mailbox inbox email
junk spam
hotline helpline phone
call phone ring
dial call
fingerprint thumb touch biometric
face selfie
selfie photo picture camera
badge card
token key
hack hacker hacked compromise fraud
hack attack
hacker secure protect
protect secure security safe
steal stolen theft thief
scam fraud phishing fake
phishing suspicious
fake counterfeit clone
genuine authentic original
stranger unauthorized unknown
impersonate pretend
suspend deactivate disable block
suspend pause
pause stop resume
mistake typo error
typo misspell misspelled
surname lastname
name surname
married marriage
kid child minor teen teenager underage youth
parent guardian mother father
senior elderly older
school college university education class classroom
student pupil learner
teacher educator instructor
exam certification test
certificate diploma
quiz exam
pass passed succeed
failed failing unsuccessful
retry again attempt retake
shop store
sell commercial
sale sell
parcel package shipment delivery
package bundle
courier carrier shipping
ship deliver dispatch
track tracking trace
abroad overseas foreign international
country nation
travel trip
visa passport
customs import tax
vat tax
swap exchange
exchange return
broken faulty malfunction
malfunction failure
repair warranty
lost misplaced lose
missing incomplete
unsubscribe newsletter
marketing newsletter advertising promotional
ads advertising
trial demo
premium plan tier
membership subscription
renew extend
salary wage income
job career employment work
employer company
pension retirement annuity
retire retirement
doctor medical health
disability disabled
deaf hearing
blind vision accessibility
accessible accessibility
dark theme
skin theme appearance
font text size
blurry blur unclear
scan photograph photo
picture image
photograph picture
licence permit
passport id
document paperwork proof
proof prove verification
proof evidence
prove verify
proofing verification
verification verify validation
confirmation confirm
registration register
register enroll enrol join signup
signup registration
register create
member user participant
kick remove expel
remove uninstall
uninstall delete
workspace space
space folder
sketch program code
flash firmware upload
transfer upload
core package
library package dependency
detect recognize recognise find
recognize accept
detected visible
plug attach connect
socket port connector
led light
lamp light
blink flash
battery cell
battery power
power supply electricity
voltage volt
current ampere consumption
draw consumption
screen display
lcd oled display
sound audio volume
microphone audio
freeze hang stuck unresponsive
hang timeout
restart reset
upgrade newer
newest latest
outdated old obsolete
reduce shrink decrease lower
smaller reduce
increase raise higher
gadget device product
schematic design diagram
copyright license trademark
opensource license
hire recruit
suggestion feedback idea
complain complaint
open hours opening
busy wait
appointment booking reservation
book reserve schedule
reschedule change
visit office branch
nearest near
letter mail
digits code number
otp code passcode
pin passcode
backup recovery
recover recovery reset
authenticator authentication
mfa authentication factor
factor verification
second two
double two
dual two
step stage phase
order sequence
mandatory required must
obligatory required
need require required
requirement condition criteria
eligible qualify entitled
eligibility eligible
allowed permitted
forbidden prohibited
prohibited unsupported
compatible supported support
supported support
apply application
approve approval
approved accepted
decision decide
refuse reject
loan mortgage borrow
lend loan
atm cash
withdraw cash
deposit add
transfer wire send
send transfer
overseas international
wire international
apr interest rate
apy interest rate
yield interest
savings save saver
joint shared
coowner joint
overdraft negative overdrawn
overdrawn negative
dispute chargeback contest
dispute claim
claim request
cashback reward
points rewards
loyalty reward
refer referral invite
friend referral
invite invitation
statement summary
history historical past
previous past
months historical
chart plot graph
measurement reading value
measure reading
sensor reading
remote control
control manage
manage administer
owner ownership
ownership transfer
name rename
appear listed
label name
sign signature
contract agreement
agreement terms
policy rule
rule condition
law legal
court legal
police report
report notify
tell report inform
inform notify
reminder notification
deadline due
due overdue late
late delayed
delay late
early prepay prepayment
minimum least
monthly month
yearly annual year
annual year
weekly week
daily day
instantly immediate
permanent forever
temporary temporarily
temporarily provisional
provisional temporary
holiday weekend
weekend business
seller vendor
vendor supplier
supplier provider
provider carrier
carrier operator
landline phone
voip phone
sms text
texting sms
beep notification
prompt message
popup message window
banner message
warning message
says message
crash freeze
slow performance
spinning loading
loading load
load open
launch start
boot start
bootloader boot
drive disk
disk computer
path location
where location
whereabouts location
location place
region location
timezone time
clock time
speed baud
cpu performance
laptop notebook
mac macos apple
macbook macos mac
windows pc
iphone ios
android phone mobile
tablet ipad
browser chrome safari firefox
cookie cache
incognito private
extension plugin addon
plugin module
module shield
kit box
kit set
part component
component piece
spare replacement
replacement replace
bulk volume
seats licenses users
head person user
per each
group organization
team organization
college organization
agency organization department
department division
colleague teammate member
boss manager approver
assistant helper agent
helper agent
guest visitor
anonymous guest
recipient receiver payee
payee beneficiary
beneficiary recipient
sender payer
`;

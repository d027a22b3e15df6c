import type { QuestionTerm } from '../domain/passage.ts';
import { type ScoredUnit, share } from './score-units.ts';

/** What customers have of a company, a kind a line, with what others call it, in the interface languages that write spaces. */
const THINGS = [
  'order purchase item goods bestellung commande pedido ordine encomenda',
  'parcel package shipment delivery paket lieferung sendung colis livraison paquete envio pacco spedizione',
  'invoice bill receipt rechnung facture factura fattura fatura',
  'payment charge zahlung paiement pago pagamento',
  'refund money_back erstattung remboursement reembolso rimborso',
  'subscription plan membership contract abo vertrag abonnement contrat suscripción contrato assinatura abbonamento',
  'booking reservation appointment buchung termin réservation reserva prenotazione',
  'account konto compte cuenta conta',
  'discount coupon voucher gutschein',
  'card credit_card bank_account',
  'address email phone_number',
  'case ticket request claim complaint application',
].map((line) => line.split(' ').map((name) => name.replace('_', ' ')));

/** Longer names first: "bank account" is not an account. */
const NAMES = THINGS.flat()
  .sort((a, b) => b.length - a.length)
  .join('|');
/** What follows a thing in English when it stands for itself: "my account trigger" is a trigger. */
const AFTER =
  /^(?: (?:number|no|id|code))?\s{0,4}(?:$|[^\p{L}\s]|\p{L}{0,4}\d|(?:is|are|was|were|has|have|had|hasn|isn|did|didn|does|doesn|do|will|would|should|can|could|be|not|arrived?|came|come|failed|expires?|ends?|and|or|with|by|to|on|at|for|in|from|of|as|that|which|but|because|so|if|when|what|where|why|how|until|before|after|under|over|yet|please|now|again|still|already|today|tomorrow|back|late|completely|directly)(?!\p{L}))/iu;
const OWN = new RegExp(
  `(?<!\\p{L})(?:(my|our)|mein(?:e[nmrs]?)?|unsere?|mon|ma|mes|mis?|mio|mia|minha|meu)\\s{1,4}(?:\\p{L}{1,30}\\s{1,4})??(${NAMES})(?:s|en)?(?!\\p{L})`,
  'giu',
);

/** Where a sentence or an entry of a list ends. */
const SENTENCE = /\n|(?<=[.!?])\s/;
/** A title or heading of which at least this share is asked for is about it. */
const ABOUT = 0.5;
/** What a sentence counts for that says all of the question, beside a title: it may be about a thing of the same name. */
const SAID = 0.5;

/**
 * How little (0..1) the answer is about the asker's own thing ("my parcel is late"); null where none is spoken of. About it is what
 * stands under a title or heading that names the thing, the more of which is asked for, the better, and a sentence that names it beside
 * what else is asked: a word in an example or a table says nothing of an order. Pure; linear in question and answer.
 */
export function ownMatterGap(
  question: string,
  chosen: readonly ScoredUnit[],
  terms: readonly QuestionTerm[],
  analyze: (text: string) => string[],
): number | null {
  const thing = ownThing(question);
  if (thing === null) return null;
  const passage = chosen[0]?.passage;
  const alike = THINGS.find((names) => names.includes(thing)) ?? [];
  const asked = new Set(terms.flatMap((one) => one.forms.map((form) => form.term)));
  const total = terms.reduce((sum, one) => sum + one.idf, 0) || 1;
  const named = (text: string, names: readonly string[]) => {
    const held = new Set(analyze(text));
    return names.some((name) => analyze(name).every((term) => held.has(term))) ? held : new Set<string>();
  };
  const about = (text: string, names: readonly string[]) => {
    const held = [...named(text, names)];
    return held.filter((term) => asked.has(term)).length / Math.max(1, held.length) / ABOUT;
  };
  const sentences = chosen
    .filter(({ kind }) => kind === 'sentence' || kind === 'list')
    .flatMap(({ text }) => text.split(SENTENCE))
    .map((one) => share(terms, named(one, [thing]), total));
  // A title says what all of an article is about, in whatever word; elsewhere a like word may mean another thing.
  const held = Math.max(
    about(passage?.title ?? '', alike),
    about(passage?.heading.split(' > ').at(-1) ?? '', [thing]),
    SAID * Math.max(0, ...sentences),
  );
  return 1 - Math.min(1, held);
}

/** The asker's own thing that a question speaks of, as the list names it; null where it speaks of none. Pure. */
export function ownThing(question: string): string | null {
  for (const match of question.matchAll(OWN)) {
    const [whole, english, name = ''] = match;
    if (english === undefined || AFTER.test(question.slice(match.index + whole.length)))
      return name.toLowerCase();
  }
  return null;
}

const ASKS_WHAT = /\b(?:how|why|what|which|where|when)\b/i;
const TO_DO =
  /^(?:(?:hi|hello|hey)[\s,!.]{1,4})?(?:(?:please|pls)[\s,]{1,4})?(?:(?:(?:can|could|would|will) you|please|pls)\b(?!\s{1,4}(?:please\s{1,4})?(?:help|explain|tell|show|describe|clarify|advise)\b)[^.?!]{0,60}\b(?:me|my|us|our|your|this)\b|(?:send|call|give|write|book|order|get|bring|buy|sell|lend|text|phone|remind) (?:me|us)\b)/i;

/**
 * True for a request that something be done for the asker ("can you delete my account?", "send me my invoice"), which quoting does
 * not do. English cues; none found only forgoes a doubt.
 */
export function asksToBeServed(question: string): boolean {
  return !ASKS_WHAT.test(question) && TO_DO.test(question.trim());
}

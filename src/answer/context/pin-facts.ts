import { splitSentences } from '../../domain/sentences.ts';
import type { Entity, EntityType } from '../../domain/understanding.ts';
import { cutText } from './cut-text.ts';

/** Facts that are kept: their lines cost about as much as two passages. */
export const FACTS_MAX = 24;
/** Of these, the first ones stay for good: they say what the conversation is about. The rest are the newest. */
const FIRST_FACTS = 12;
/** UTF-16 units of a fact: a number with its name, or one sentence on what was tried. */
export const FACT_CHARS = 160;

/** What is pinned of a message, with the name that the model reads. Amounts and dates change too often to be pinned. */
const PINNED: Partial<Record<EntityType, string>> = {
  'order-number': 'Order number',
  'case-number': 'Case number',
  'salesforce-id': 'Record id',
  'error-code': 'Error code',
  product: 'Product',
  'apex-class': 'Apex class',
  'salesforce-object': 'Salesforce object',
  'salesforce-field': 'Salesforce field',
};

/** Beginnings of "I have already tried", in the languages that the assistant speaks. */
const TRIED =
  /\bI(?:'ve| have)? (?:already |just )?tried\b|\b(?:hab|habe|haben) (?:ich |wir )?(?:es )?(?:schon|bereits)\b|\bj[’']ai (?:déjà|essayé)|\b(?:ya )?(?:he|hemos) (?:intentado|probado)\b|\bya (?:intenté|probé)|\bjá (?:tentei|experimentei)|\bho (?:già )?provato\b|試しました|試してみ|やってみました|جر[ّ]?بت|حاولت/iu;

/**
 * Facts after a customer's message: order numbers, products and the like that `understand` found, and what the customer says they
 * tried. Only what stands in the masked text is kept, so nothing personal comes in this way. Pure.
 */
export function pinFacts(
  facts: readonly string[],
  message: { masked: string; entities: readonly Entity[] },
): string[] {
  const named = message.entities.flatMap(({ type, text }) => {
    const label = PINNED[type];
    return label !== undefined && message.masked.includes(text) ? [`${label}: ${text}`] : [];
  });
  const tried = splitSentences(message.masked)
    .map(({ start, end }) => message.masked.slice(start, end))
    .filter((sentence) => TRIED.test(sentence))
    .map((sentence) => `Tried: ${sentence}`);
  return addFacts(facts, [...named, ...tried]);
}

/**
 * The facts with more of them: one a line, none twice, at most `FACTS_MAX`. Where there are too many, those in the middle go: the
 * first say what it is about, the last what is being tried. Pure.
 */
export function addFacts(facts: readonly string[], more: readonly string[]): string[] {
  const seen = new Set<string>();
  const all: string[] = [];
  for (const fact of [...facts, ...more]) {
    const line = cutText(fact.replace(/\s+/gu, ' ').trim(), FACT_CHARS);
    const key = line
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
    if (key === '' || seen.has(key)) continue;
    seen.add(key);
    all.push(line);
  }
  if (all.length <= FACTS_MAX) return all;
  return [...all.slice(0, FIRST_FACTS), ...all.slice(FIRST_FACTS - FACTS_MAX)];
}

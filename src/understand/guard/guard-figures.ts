import type { Attack } from '../../domain/understanding.ts';
import { type LinearModel, scoreText } from '../linear/linear-model.ts';
import { ENGLISH_RULES } from './english-rules.ts';
import { hiddenText } from './hidden-text.ts';
import { LANGUAGE_RULES } from './language-rules.ts';
import { LONE_RULES } from './lone-rules.ts';
import { plainView, wordView } from './plain-view.ts';
import { PRETEXT_RULES } from './pretext-rules.ts';
import { REQUEST_RULES } from './request-rules.ts';
import { type GuardSource, mergeEvidence, type RuleEvidence, ruleEvidence } from './rule.ts';
import { STRUCTURE_RULES } from './structure-rules.ts';
import { textWindows } from './text-windows.ts';

/** What the verdict is made of. */
export interface GuardFigures {
  /** Log-odds of the linear model that a text of several sentences is an attack as a whole; 0 for a single one. */
  whole: number;
  /** Log-odds of the linear model that the most suspicious sentence, or the text as a whole, is an attack. */
  words: number;
  /** Natural logarithm of how many sentences were looked at: among many, one looks odd by chance. */
  spread: number;
  /** Log-odds that the rules add, 0 to 7. */
  evidence: number;
  /** What the rules take it for. */
  attack: Attack;
}

/** Classes of the linear model, in the order of its columns. */
export const GUARD_LABELS = ['text', 'utterance', 'request', 'attack'] as const;

/** Shorter messages are looked at as a whole only: they hold a sentence or two. */
const WINDOWED_MESSAGE_UNITS = 240;
/** What hides counts more: an honest text has nothing to hide. */
const HIDDEN_EXTRA = 1.5;
/** Log-odds of the linear model beyond this are no better founded. */
const LOG_ODDS_MAX = 8;

/** Rules and linear model on one text. Linear in its length; the caller bounds it. */
export function guardFigures(text: string, model: LinearModel, source: GuardSource): GuardFigures {
  const plain = plainView(text);
  const words = wordView(plain);
  const { weight, attack } = textEvidence(plain, words, source);
  const pieces = source === 'retrieved' || words.length > WINDOWED_MESSAGE_UNITS ? textWindows(words) : [];
  const odds = pieces.length > 1 ? pieces.map((piece) => logOdds(model, piece, source)) : [];
  const whole = logOdds(model, words, source);
  return {
    whole: odds.length > 0 ? whole : 0,
    words: Math.max(whole, ...odds),
    spread: Math.log(Math.max(1, odds.length)),
    evidence: weight,
    attack,
  };
}

/** The evidence of all rules in the views of one text, and in what it hides. */
export function textEvidence(plain: string, words: string, source: GuardSource): RuleEvidence {
  const parts = [
    ruleEvidence(words, ENGLISH_RULES, source),
    ruleEvidence(words, LANGUAGE_RULES, source),
    ruleEvidence(words, PRETEXT_RULES, source),
    ruleEvidence(words, REQUEST_RULES, source),
    ruleEvidence(words, LONE_RULES, source),
    ruleEvidence(plain, STRUCTURE_RULES, source),
  ];
  for (const hidden of hiddenText(plain)) {
    const inside = mergeEvidence([
      ruleEvidence(hidden, ENGLISH_RULES, source),
      ruleEvidence(hidden, PRETEXT_RULES, source),
      ruleEvidence(hidden, LANGUAGE_RULES, source),
      ruleEvidence(hidden, STRUCTURE_RULES, source),
    ]);
    if (inside.weight > 0) parts.push({ weight: inside.weight + HIDDEN_EXTRA, attack: inside.attack });
  }
  return mergeEvidence(parts);
}

/** Everyday requests to a voice assistant also occur as questions in an article: they count in part. */
const UTTERANCE_SHARE = 0.3;

/** In a message only an attack counts; in retrieved text any request to an assistant is out of place. */
function logOdds(model: LinearModel, words: string, source: GuardSource): number {
  const [text = 0, utterance = 0, request = 0, attack = 0] = scoreText(model, words);
  const odds =
    source === 'message'
      ? attack - logSum(text, utterance, request)
      : logSum(request, attack, utterance + Math.log(UTTERANCE_SHARE)) - text;
  return Math.max(-LOG_ODDS_MAX, Math.min(LOG_ODDS_MAX, odds));
}

function logSum(...logits: number[]): number {
  const greatest = Math.max(...logits);
  return greatest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - greatest), 0));
}

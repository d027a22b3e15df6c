import { classifyRuns } from './classify-runs.ts';
import type { LanguageModel } from './language-model.ts';
import { letterRuns } from './letter-runs.ts';
import { plainText } from './plain-text.ts';
import { mainScript, scriptShares } from './script-shares.ts';
import { isShared, SCRIPT_LANGUAGES } from './scripts.ts';
import { SAMPLE_CHARS, SAMPLE_RAW_CHARS, spreadSample } from './spread-sample.ts';

export interface LanguageVerdict {
  /** ISO 639-1, or `und` where the text does not say. */
  language: string;
  /** Calibrated probability that `language` is right, 0 to 1; 0 for `und`. */
  confidence: number;
  /** Other languages that whole sentences of the message are in, in their order; absent: none. */
  mixed?: string[];
}

/** The answer for what is no language: nothing, symbols, numbers, code, ids. */
export const UNDETERMINED = 'und';

/** A script that one language owns decides; what is left are languages that we do not know. */
const SCRIPT_CONFIDENCE = 0.99;

/**
 * The language of a message; of a mixed one, that of most of it. Code, quoted originals, addresses and ids do not count.
 * Pure; bounded for any length, because only a sample is looked at (`spreadSample`).
 */
export function detectLanguage(text: string, model: LanguageModel): LanguageVerdict {
  const sample = spreadSample(plainText(spreadSample(text, SAMPLE_RAW_CHARS)), SAMPLE_CHARS);
  const runs = letterRuns(sample.normalize('NFC').toLowerCase());
  const script = mainScript(scriptShares(runs));
  if (script === null) return { language: UNDETERMINED, confidence: 0 };
  if (!isShared(script)) return { language: SCRIPT_LANGUAGES[script], confidence: SCRIPT_CONFIDENCE };
  const scriptModel = model.scripts[script];
  if (!scriptModel) return { language: UNDETERMINED, confidence: 0 };
  const own = runs.filter((run) => run.script === script);
  const { language, confidence, mixed } = classifyRuns(own, scriptModel);
  if (language === UNDETERMINED || confidence < model.threshold) {
    return { language: UNDETERMINED, confidence: 0 };
  }
  return { language, confidence, ...(mixed.length > 0 ? { mixed } : {}) };
}

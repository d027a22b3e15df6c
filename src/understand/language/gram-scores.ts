import { addStored } from '../linear/add-rows.ts';
import { softmax } from '../linear/linear-model.ts';
import type { ScriptModel } from './language-model.ts';
import { gramsMax, wordGrams } from './word-grams.ts';

/** What words say together: stored weights of each label, summed over their n-grams, and how many n-grams those are. */
export class GramScores {
  private readonly model: ScriptModel;
  private readonly sums: Int32Array;
  private readonly buffer: Uint32Array;
  private grams = 0;

  constructor(model: ScriptModel) {
    this.model = model;
    this.sums = new Int32Array(model.labels.length);
    this.buffer = new Uint32Array(gramsMax(model.grams));
  }

  /** Adds a word in lower case. */
  addWord(word: string): void {
    const { model, sums, buffer } = this;
    const count = wordGrams(word, model.grams, buffer);
    addStored(model.weights, buffer, count, sums);
    this.grams += count;
  }

  /** Adds all that `other` has, of the same model. */
  add(other: GramScores): void {
    for (let label = 0; label < this.sums.length; label += 1) {
      this.sums[label] = (this.sums[label] ?? 0) + (other.sums[label] ?? 0);
    }
    this.grams += other.grams;
  }

  /** One logit a label. */
  logits(): Float32Array {
    const scale = gramScale(this.grams);
    const { scales, bias } = this.model;
    const logits = new Float32Array(this.sums.length);
    for (let label = 0; label < logits.length; label += 1) {
      logits[label] = (this.sums[label] ?? 0) * scale * (scales[label] ?? 1) + (bias[label] ?? 0);
    }
    return logits;
  }

  /** The likeliest label with its calibrated probability. */
  best(): { language: string; confidence: number } {
    const shares = softmax(this.logits(), this.model.temperature);
    let top = 0;
    for (let label = 1; label < shares.length; label += 1) {
      if ((shares[label] ?? 0) > (shares[top] ?? 0)) top = label;
    }
    return { language: this.model.labels[top] ?? '', confidence: shares[top] ?? 0 };
  }
}

/**
 * Weight of each of `count` n-grams: evidence grows with the square root of their number, because those of a text repeat
 * each other. The trainer scales in the same way.
 */
export function gramScale(count: number): number {
  return 1 / Math.sqrt(Math.max(1, count));
}

import { describe, expect, test } from 'vitest';
import { ENGLISH_RULES } from '../../../../src/understand/guard/english-rules.ts';
import { LANGUAGE_RULES } from '../../../../src/understand/guard/language-rules.ts';
import { REQUEST_RULES } from '../../../../src/understand/guard/request-rules.ts';
import { mergeEvidence, ruleEvidence } from '../../../../src/understand/guard/rule.ts';
import { STRUCTURE_RULES } from '../../../../src/understand/guard/structure-rules.ts';

const ALL = [...ENGLISH_RULES, ...LANGUAGE_RULES, ...REQUEST_RULES, ...STRUCTURE_RULES];

/** A pattern without escapes and character classes: what is left of `*`, `+` and `{n,}` repeats. */
function skeleton(pattern: RegExp): string {
  return pattern.source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
}

describe('rules', () => {
  test('every repeat of every pattern has an end', () => {
    expect(
      ALL.map((rule) => skeleton(rule.pattern)).filter((source) => /[*+]|\{\d+,\}/.test(source)),
    ).toEqual([]);
  });

  test('no pattern keeps a position between two texts', () => {
    expect(ALL.filter((rule) => rule.pattern.global || rule.pattern.sticky)).toEqual([]);
  });

  test('a rule for retrieved text is silent about a message', () => {
    const text = 'write a poem about spring.';
    expect(ruleEvidence(text, REQUEST_RULES, 'retrieved').weight).toBeGreaterThan(0);
    expect(ruleEvidence(text, REQUEST_RULES, 'message')).toEqual({ weight: 0, attack: 'none' });
  });

  test('the heaviest evidence names the attack, other kinds add half, and the sum has an end', () => {
    const parts = [
      { weight: 2, attack: 'extraction' as const },
      { weight: 4, attack: 'override' as const },
    ];
    expect(mergeEvidence(parts)).toEqual({ weight: 5, attack: 'override' });
    expect(mergeEvidence([...parts, ...parts, ...parts]).weight).toBe(7);
    expect(mergeEvidence([])).toEqual({ weight: 0, attack: 'none' });
  });
});

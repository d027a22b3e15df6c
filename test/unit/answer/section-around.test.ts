import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SECTION, sectionAround } from '../../../src/answer/section-around.ts';

const TEXT =
  '# Bin\nIntro.\n\n## How long?\nFirst. Deleted records stay for 15 days. Last.\n\n- a\n- b\n\n## How many?\nOther.';
const around = (quote: string, text = TEXT) => {
  const start = text.indexOf(quote);
  const section = sectionAround(text, { start, end: start + quote.length });
  return text.slice(section.start, section.end);
};

describe('the section around a quote', () => {
  test('reaches from the heading above it to the next one', () => {
    expect(around('Deleted records stay for 15 days.')).toBe(
      '## How long?\nFirst. Deleted records stay for 15 days. Last.\n\n- a\n- b',
    );
    expect(around('Intro.')).toBe('# Bin\nIntro.');
    expect(around('Other.')).toBe('## How many?\nOther.');
  });

  test('of a text without headings is what a reader can take in, cut between lines', () => {
    const text = Array.from({ length: 2_000 }, (_, line) => `Line ${line} of a long log.`).join('\n');
    const shown = around('Line 1000 of a long log.', text);
    expect(shown.length).toBeLessThanOrEqual(2 * SECTION.aroundChars + 100);
    expect(shown).toMatch(/^Line \d+ of a long log\.\n/);
    expect(shown).toMatch(/\nLine \d+ of a long log\.$/);
  });

  test('holds the quote and is bounded, whatever the text, and never cuts a character in two', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('# H\n', 'word ', '\n\n', '- x\n', '😀', '| a | b |\n', '```\n', 'y'.repeat(2_000)),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        fc.nat(),
        fc.nat(60),
        (parts, from, length) => {
          const text = parts.join('');
          const characters = [...text];
          const first = from % characters.length;
          const start = characters.slice(0, first).join('').length;
          const end = start + characters.slice(first, first + length).join('').length;
          const section = sectionAround(text, { start, end });
          expect(section.start).toBeLessThanOrEqual(start);
          expect(section.end).toBeGreaterThanOrEqual(end);
          expect(section.end - section.start).toBeLessThanOrEqual(
            end - start + 2 * SECTION.aroundChars + 2_000,
          );
          const shown = text.slice(section.start, section.end);
          expect(shown.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

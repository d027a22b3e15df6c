import { describe, expect, test } from 'vitest';
import { findSpan } from '../../../../../widget/console/article-text/find-span.ts';
import { textOf } from '../../../../../widget/console/article-text/text-of.ts';
import { parseBlocks } from '../../../../../widget/markdown/parse-blocks.ts';

const BODY = `# Locks

Saving a **detail** record locks its [master](https://a.test/x).

1. Sort by \`ParentId\`.
2. Retry after a pause.

| Limit | Value |
| --- | --- |
| Wait | 10 s |

Retry after a pause.
`;

function marked(quote: string, before = ''): string | null {
  const blocks = parseBlocks(BODY);
  const span = findSpan(blocks, quote, before);
  return span && textOf(blocks).slice(span.from, span.to);
}

describe('a quote in the text that a reader sees', () => {
  test('is found through its markup, in prose, lists and tables', () => {
    expect(marked('Saving a **detail** record locks its [master](https://a.test/x).')).toBe(
      'Saving a detail record locks its master.',
    );
    expect(marked('1. Sort by `ParentId`.\n2. Retry after a pause.')).toBe(
      'Sort by ParentId.Retry after a pause.',
    );
    expect(marked('| Wait | 10 s |')).toBe('Wait10 s');
  });

  test('is found where it was cut out of the middle of a sentence, in any case and spacing', () => {
    expect(marked('DETAIL   record\nlocks')).toBe('detail record locks');
  });

  test('of several places is the one that its offset names', () => {
    const blocks = parseBlocks(BODY);
    const at = BODY.lastIndexOf('Retry');
    const first = findSpan(blocks, 'Retry after a pause.');
    const last = findSpan(blocks, 'Retry after a pause.', BODY.slice(0, at));
    expect(textOf(blocks).slice(last?.from, last?.to)).toBe('Retry after a pause.');
    expect(last?.from).toBeGreaterThan(first?.from ?? Number.POSITIVE_INFINITY);
  });

  test('that is there only in part is marked by its longest part, and one that is not there not at all', () => {
    expect(marked('Something new.\n\nSaving a detail record locks its master.')).toBe(
      'Saving a detail record locks its master.',
    );
    expect(marked('Nobody wrote this sentence.')).toBeNull();
    expect(marked('...')).toBeNull();
  });

  test('is found in a text of a megabyte at once', () => {
    const body = 'word and another word. '.repeat(45_000);
    const blocks = parseBlocks(`${body}\n\nThe needle stands here.`);
    const span = findSpan(blocks, 'The needle stands here.');
    expect(textOf(blocks).slice(span?.from, span?.to)).toBe('The needle stands here.');
  });
});

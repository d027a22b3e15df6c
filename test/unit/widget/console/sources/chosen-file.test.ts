import { describe, expect, test } from 'vitest';
import { createFormats } from '../../../../../widget/console/formats.ts';
import { texts } from '../../../../../widget/console/locale/en.ts';
import {
  chosen,
  FILE_BYTES,
  merged,
  nameOfFiles,
} from '../../../../../widget/console/sources/chosen-file.ts';

const formats = createFormats('en', () => 0);
const file = (path: string) => ({ path, file: new File(['x'], 'x') });
const choose = (...paths: string[]) =>
  chosen(
    paths.map((path) => file(path)),
    texts,
    formats,
  );

describe('files that somebody chose', () => {
  test('are refused at once, each with its reason, when they cannot be read', () => {
    const big = new File(['x'], 'big.pdf');
    Object.defineProperty(big, 'size', { value: FILE_BYTES + 1 });
    const list = [
      { path: 'a.md', file: new File(['x'], 'a.md') },
      { path: 'b.exe', file: new File(['x'], 'b.exe') },
      { path: 'c.md', file: new File([], 'c.md') },
      { path: 'big.pdf', file: big },
    ];
    expect(chosen(list, texts, formats).map(({ state, reason }) => [state, reason])).toEqual([
      ['waiting', ''],
      ['refused', texts.sources.fileKind],
      ['refused', texts.sources.fileEmpty],
      ['refused', 'The file is larger than 25 MB.'],
    ]);
  });

  test('lose what systems leave in folders', () => {
    const paths = ['yard/.DS_Store', 'yard/.git/config', '__MACOSX/a.md', 'yard/Thumbs.db', 'yard/a.md'];
    expect(choose(...paths).map(({ path }) => path)).toEqual(['yard/a.md']);
  });

  test('are named after their folder, or after the only one', () => {
    expect(nameOfFiles(choose('yard/a.md', 'yard/b/c.md'))).toBe('yard');
    expect(nameOfFiles(choose('Price list.pdf'))).toBe('Price list');
    expect(nameOfFiles(choose('a.md', 'b.md'))).toBe('');
    expect(nameOfFiles([])).toBe('');
  });

  test('that were chosen twice are there once', () => {
    expect(merged(choose('a.md', 'b.md'), choose('b.md', 'c.md')).map(({ path }) => path)).toEqual([
      'a.md',
      'b.md',
      'c.md',
    ]);
  });
});

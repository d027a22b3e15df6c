import { describe, expect, test } from 'vitest';
import { splitUnits } from '../../../src/answer/units.ts';

const cut = (text: string) =>
  splitUnits(text).map(({ kind, start, end, above }) => [kind, text.slice(start, end), above]);

describe('the units of a passage', () => {
  test('are its sentences, and lists with what introduces them, each under the heading above it', () => {
    const text = '# Locks\nA row is locked. Wait a moment.\n## How to fix it\nDo this:\n- sort\n- retry';
    expect(cut(text)).toEqual([
      ['sentence', 'A row is locked.', 'Locks'],
      ['sentence', 'Wait a moment.', 'Locks'],
      ['list', 'Do this:\n- sort\n- retry', 'How to fix it'],
    ]);
  });

  test('a sentence that announces the next is one with it, but not across a heading', () => {
    expect(cut('The light flashes:\n\nThis means a crash.')).toEqual([
      ['sentence', 'The light flashes:\n\nThis means a crash.', null],
    ]);
    expect(cut('The light flashes:\n# Causes\nA crash.')).toEqual([
      ['sentence', 'The light flashes:', null],
      ['sentence', 'A crash.', 'Causes'],
    ]);
  });

  test('short lines under a line that announces them are a list whose marks were lost', () => {
    const lines = 'To delete your account:\nSign in.\nSelect “Delete”.\nEnter your password.';
    expect(cut(`${lines}\n\nIt takes a day.`)).toEqual([
      ['list', lines, null],
      ['sentence', 'It takes a day.', null],
    ]);
  });

  test('the lines end at a question and at the next announcement', () => {
    expect(
      cut('Do this:\nSign in.\nSign out.\nWhat if it fails?\nAsk us.').map(([kind, text]) => [kind, text]),
    ).toEqual([
      ['list', 'Do this:\nSign in.\nSign out.'],
      ['sentence', 'What if it fails?'],
      ['sentence', 'Ask us.'],
    ]);
  });

  test.each(['In this article:', '**On this page**', 'Table of contents', 'In diesem Artikel:', '目次'])(
    'a table of contents is none: %s',
    (line) => {
      expect(cut(`${line}\n* About plans\n* Cancel\n\nYou can cancel at any time.`)).toEqual([
        ['sentence', 'You can cancel at any time.', null],
      ]);
      expect(
        cut(`## ${line.replaceAll(/[*:]/g, '')}\n* About plans\n\nYou can cancel.`).map(([, text]) => text),
      ).toEqual(['You can cancel.']);
    },
  );

  test('the mark of a remark is no part of it', () => {
    expect(cut('> [!NOTE]\n> Never connect both.').map(([, text]) => text)).toEqual(['Never connect both.']);
    expect(cut('> Never connect both.').map(([, text]) => text)).toEqual(['Never connect both.']);
  });

  test('an abbreviation of initials ends no sentence', () => {
    expect(cut('It works in Puerto Rico, U.S. Virgin Islands and Guam.')).toHaveLength(1);
  });

  test('of a text in which every line announces something are many, none of them long', () => {
    const units = splitUnits('a:\n\n'.repeat(3_000));
    expect(units.length).toBeGreaterThan(10);
    expect(Math.max(...units.map(({ start, end }) => end - start))).toBeLessThan(700);
  });
});

import { describe, expect, it } from 'vitest';
import { parseBenchArguments } from '../../../bench/harness/arguments.ts';

const NAMES = ['engine', 'memory'] as const;
const parse = (...args: string[]) => parseBenchArguments(args, NAMES, '/data');

describe('parseBenchArguments', () => {
  it('runs every bench with the default data where nothing is said', () => {
    expect(parse()).toEqual({
      ok: true,
      value: { name: null, help: false, json: false, quick: false, write: false, data: '/data', only: null },
    });
  });

  it('takes a bench and flags in any order', () => {
    const parsed = parse('--quick', 'memory', '--data', 'elsewhere', '--json');
    expect(parsed).toMatchObject({
      ok: true,
      value: { name: 'memory', quick: true, json: true, data: 'elsewhere' },
    });
  });

  it('takes the parts that are wanted, separated by commas', () => {
    expect(parse('engine', '--only', 'tau, questions')).toMatchObject({
      value: { only: ['tau', 'questions'] },
    });
  });

  it('refuses an unknown bench and names those there are', () => {
    expect(parse('enginee')).toEqual({
      ok: false,
      error: 'there is no bench "enginee"; there are: engine, memory',
    });
  });

  it('refuses an unknown flag by its name', () => {
    const parsed = parse('engine', '--fast');
    expect(parsed.ok ? '' : parsed.error).toContain('--fast');
  });

  it('refuses a second bench rather than dropping it', () => {
    expect(parse('engine', 'memory')).toMatchObject({ ok: false });
  });
});

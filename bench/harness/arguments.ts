import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../src/domain/result.ts';

/** What the command line asks for. `name` is `null` for all benches. */
export interface BenchArguments<Name extends string> {
  name: Name | null;
  help: boolean;
  json: boolean;
  quick: boolean;
  write: boolean;
  data: string;
  /** Parts of a bench that are wanted; `null`: all. */
  only: string[] | null;
}

/** Reads the command line; an unknown flag or sub-command is an error in words. */
export function parseBenchArguments<Name extends string>(
  args: string[],
  names: readonly Name[],
  defaultData: string,
): Result<BenchArguments<Name>, string> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        data: { type: 'string', default: defaultData },
        only: { type: 'string' },
      },
    });
    if (positionals.length > 1) return err(`one bench at a time: ${positionals.join(', ')}`);
    const asked = positionals[0];
    const name = asked === undefined ? null : names.find((known) => known === asked);
    if (name === undefined) return err(`there is no bench "${asked}"; there are: ${names.join(', ')}`);
    const only = values.only?.split(',').map((one) => one.trim()) ?? null;
    return ok({ name, ...values, only });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

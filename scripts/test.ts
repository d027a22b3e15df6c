import { spawnSync } from 'node:child_process';
import { findChromium } from '../test/support/browser.ts';
import { ROOT } from './local/paths.ts';

/** One check of `npm test`: its name, and the command that makes it. */
type Step = [name: string, command: string, ...args: string[]];

const CHECKS: Step[] = [
  ['types: product', 'tsc', '-p', 'tsconfig.json'],
  ['types: widget', 'tsc', '-p', 'tsconfig.widget.json'],
  ['types: scripts and unit tests', 'tsc', '-p', 'tsconfig.node.json'],
  ['types: Worker tests', 'tsc', '-p', 'tsconfig.workers-test.json'],
  ['lint and format', 'biome', 'check', '.'],
  ['assets', 'node', 'scripts/build-assets.ts'],
];

/** On CI both suites run once, measured; by hand the quick one comes first. */
const SUITES: Step[] = process.env.CI
  ? [['unit, tidy, Worker and conformance, with coverage', 'node', 'scripts/coverage.ts']]
  : [
      ['unit and tidy', 'vitest', 'run', '--project', 'unit'],
      ['Worker and conformance', 'vitest', 'run', '--project', 'workers'],
    ];

const BROWSER: Step = ['browser', 'vitest', 'run', '--project', 'e2e'];
const CHAOS: Step = [
  'chaos, short',
  'node',
  'scripts/chaos.ts',
  '--kills',
  '5',
  '--seconds-between',
  '1.5',
  '--check',
];

function main(only: string[]): number {
  const steps = [...CHECKS, ...SUITES, CHAOS];
  if (findChromium()) steps.push(BROWSER);
  else if (process.env.CI)
    return fail('No Chromium found, and CI must run the browser tests. Debian: apt-get install chromium');
  else
    console.error(
      'No Chromium found: browser tests are skipped. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  const chosen = only.length > 0 ? steps.filter(([name]) => only.some((word) => name.includes(word))) : steps;
  for (const [name, command, ...args] of chosen) {
    const started = Date.now();
    console.error(`\n== ${name}`);
    const { status } = spawnSync(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (status !== 0) return fail(`${name} failed after ${seconds} s`);
    console.error(`== ${name}: ok, ${seconds} s`);
  }
  return 0;
}

function fail(why: string): number {
  console.error(`\n${why}`);
  return 1;
}

process.exit(main(process.argv.slice(2)));

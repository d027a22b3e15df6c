import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './local/paths.ts';

const HELP = `usage: npm run coverage [-- options]

Runs the unit, Worker and conformance tests with coverage and prints how many lines of src, workers and widget they ran.
What only the browser tests run (the widget's interface) counts as not run: the figure is a floor. Details for editors and
viewers are left in coverage/lcov.info.

  --worst N   how many of the files with the most lines that no test ran to list (default 15)
  --help      this text

Exits 1 when a test fails or when fewer than 85 % of the lines were run.
`;

/** Percent of lines. Below it, a change is likely to have brought code that nothing has ever run. */
const LINES_MIN = 85;

/** One file's figures in istanbul's json-summary. */
interface Summary {
  lines: { total: number; covered: number; pct: number };
}

function main(): number {
  const worst = readWorst();
  const report = join(ROOT, 'coverage', 'coverage-summary.json');
  // A run that fails writes none, and an old one must not be read in its place.
  rmSync(report, { force: true });
  const { status } = spawnSync(
    'vitest',
    ['run', '--project', 'unit', '--project', 'workers', '--coverage', '--silent', '--reporter', 'dot'],
    { cwd: ROOT, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
  );
  if (status !== 0 || !existsSync(report)) return fail('The tests failed; there is no figure without them.');
  const { total, ...files } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, Summary>;
  if (!total) return fail('The coverage report is empty.');
  print(files, worst);
  const { covered, total: lines, pct } = total.lines;
  const verdict = pct >= LINES_MIN ? 'holds' : 'MISSED';
  console.log(`\nlines ${covered} of ${lines}: ${pct} %, goal >= ${LINES_MIN} %, ${verdict}`);
  return pct >= LINES_MIN ? 0 : 1;
}

/** Folders with their share, then the files that weigh most on the figure. */
function print(files: Record<string, Summary>, worst: number): void {
  const rows = Object.entries(files).map(([path, { lines }]) => ({
    path: relative(ROOT, path).replaceAll('\\', '/'),
    ...lines,
  }));
  const folders = Map.groupBy(rows, ({ path }) => path.split('/').slice(0, 2).join('/'));
  for (const [folder, members] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const lines = members.reduce((sum, { total }) => sum + total, 0);
    const covered = members.reduce((sum, one) => sum + one.covered, 0);
    if (lines > 0) console.log(`${folder.padEnd(36)}${percent(covered, lines)} of ${lines}`);
  }
  const lacking = rows
    .map(({ path, total, covered }) => ({ path, total, missing: total - covered }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing)
    .slice(0, worst);
  if (lacking.length > 0) console.log('\nlines that no test ran, most first');
  for (const { path, total, missing } of lacking)
    console.log(`${path.padEnd(52)}${String(missing).padStart(4)} of ${total}`);
}

function percent(covered: number, total: number): string {
  return `${((100 * covered) / total).toFixed(1).padStart(6)} %`;
}

function readWorst(): number {
  try {
    const { values } = parseArgs({
      options: { worst: { type: 'string', default: '15' }, help: { type: 'boolean', default: false } },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const worst = Number(values.worst);
    if (!Number.isInteger(worst) || worst < 0) throw new Error('--worst takes a whole number');
    return worst;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

function fail(why: string): number {
  console.error(`\n${why}`);
  return 1;
}

process.exit(main());

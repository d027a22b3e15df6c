import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildAssets } from './build-assets.ts';
import { DATABASES, withDatabaseIds } from './deploy/database-ids.ts';
import { missingSecrets, SECRETS } from './deploy/missing-secrets.ts';
import { ROOT } from './local/paths.ts';

const HELP = `usage: npm run deploy [-- options]

Deploys to the Cloudflare account that wrangler is logged in to, or that CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID
name: builds the assets, bundles, checks that the secrets are set, migrates both databases, uploads the Worker that reads
documents, then the product's, which is bound to it. So the version that still runs must work on the new schema and reader. docs/runbooks/deploy.md has what to make before the first time.

  --dry-run   builds and bundles, prints the sizes and stops; needs neither account nor network
  --help      this text

environment: RECORDS_DATABASE_ID, KNOWLEDGE_DATABASE_ID, unless the ids are written into wrangler.toml
`;

const ASSETS = join(ROOT, 'dist', 'assets');
const BUNDLE = join(ROOT, 'dist', 'deploy');
/** The Worker that reads documents: no secrets, no databases. */
const READER = { config: join(ROOT, 'wrangler.reader.toml'), bundle: join(BUNDLE, 'reader') };
/** Beside wrangler.toml, since paths in it count from there. Removed at the end. */
const CONFIG = join(ROOT, 'wrangler.deploying.toml');

async function main(): Promise<void> {
  const { dryRun } = readOptions();
  await buildAssets({ outDir: ASSETS });
  wrangler('deploy', '--dry-run', '--outdir', BUNDLE);
  wrangler('deploy', '--dry-run', '--outdir', READER.bundle, '--config', READER.config);
  printSizes();
  if (dryRun) return;
  const { toml, missing } = withDatabaseIds(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8'), process.env);
  if (missing.length > 0)
    fail(`Set ${missing.join(' and ')} to the ids of the databases (wrangler d1 list).`);
  writeFileSync(CONFIG, toml);
  try {
    checkSecrets();
    for (const { name } of DATABASES)
      wrangler('d1', 'migrations', 'apply', name, '--remote', '--config', CONFIG);
    wrangler('deploy', '--config', READER.config);
    wrangler('deploy', '--config', CONFIG);
  } finally {
    rmSync(CONFIG, { force: true });
  }
}

function checkSecrets(): void {
  const listed = spawnSync('wrangler', ['secret', 'list', '--format', 'json', '--config', CONFIG], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  const remedy = 'Set each with: npx wrangler secret put NAME (docs/security.md has their form)';
  if (listed.status !== 0)
    throw new Error(`The secrets cannot be listed. Needed: ${SECRETS.join(', ')}. ${remedy}`);
  const missing = missingSecrets(listed.stdout);
  if (missing.length > 0) throw new Error(`Secrets that are not set: ${missing.join(', ')}. ${remedy}`);
}

/** Runs wrangler where its questions and its progress are seen. Throws when it fails: nothing after it may happen. */
function wrangler(...args: string[]): void {
  console.error(`\n== wrangler ${args.map((arg) => arg.replace(ROOT, '')).join(' ')}`);
  const { status } = spawnSync('wrangler', args, {
    cwd: ROOT,
    stdio: ['inherit', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`wrangler ${args.slice(0, 2).join(' ')} failed`);
}

function printSizes(): void {
  const files = readdirSync(ASSETS, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  const loader = brotliCompressSync(readFileSync(join(ASSETS, 'widget.js')));
  console.log(`
Worker           ${scriptSize(BUNDLE)}
its reader       ${scriptSize(READER.bundle)}
static assets    ${kilobytes(bytes)} kB in ${files.length} files
widget's loader  ${kilobytes(loader.byteLength)} kB brotli`);
}

function scriptSize(folder: string): string {
  const script = readFileSync(join(folder, 'index.js'));
  return `${kilobytes(script.byteLength)} kB, ${kilobytes(gzipSync(script).byteLength)} kB gzip`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function readOptions(): { dryRun: boolean } {
  try {
    const { values } = parseArgs({
      options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    return { dryRun: values['dry-run'] };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

function fail(why: string): never {
  console.error(`\n${why}`);
  process.exit(1);
}

main().catch((error) => fail(error instanceof Error ? error.message : String(error)));

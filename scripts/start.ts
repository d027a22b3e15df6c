import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './local/paths.ts';
import { startProduct } from './local/product.ts';

const HELP = `usage: npm start [-- options]

Runs all of Edgewise on this machine: the Worker in workerd, its databases, queues and objects, and a demo organization.

  --port N          port on 127.0.0.1 (default 8787)
  --state DIR       where data is kept (default .edgewise/state)
  --no-stand-ins    start no local stand-ins for other vendors
  --no-demo         make no demo organization
  --help            this text
`;

/** Cron of wrangler.toml: local workerd fires none by itself. */
const CRON_EVERY_MS = 5 * 60_000;
/** What a run that was killed had begun is taken up by the first cron after it has been silent for two minutes. */
const CRON_AFTER_START_MS = 125_000;

async function main(): Promise<void> {
  const options = readOptions();
  if (!(await isFree(options.port))) {
    return fail(
      `Port ${options.port} is in use. Stop what runs there, or choose another: npm start -- --port ${options.port + 1}`,
    );
  }
  const started = performance.now();
  const product = await startProduct({
    stateDir: options.state,
    port: options.port,
    demo: options.demo,
    onProgress: (line) => console.error(`  ${line} ...`),
  });
  const cron = setInterval(() => void runCron(product.mf), CRON_EVERY_MS);
  void runCron(product.mf);
  const soon = setTimeout(() => void runCron(product.mf), CRON_AFTER_START_MS);
  const stop = async () => {
    clearInterval(cron);
    clearTimeout(soon);
    console.error('\nStopping. Data is kept.');
    await product.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  printAddresses(product.url, options.demo, Math.round(performance.now() - started));
}

function readOptions(): { port: number; state: string; demo: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8787' },
        state: { type: 'string', default: `${ROOT}.edgewise/state` },
        'no-stand-ins': { type: 'boolean', default: false },
        'no-demo': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error('--port takes a number from 1 to 65535');
    return { port, state: resolve(values.state), demo: !values['no-demo'] };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

function printAddresses(url: string, demo: boolean, ms: number): void {
  console.log(`
Edgewise is ready (${(ms / 1000).toFixed(1)} s).

  Demo shop with the widget   ${url}/demo/
  Help centre of the demo     ${url}/demo/help/
  Console for admins          ${url}/console/
  API description             ${url}/docs
  Health                      ${url}/health
${
  demo
    ? `
  Logins (password edgewise-demo)   admin@demo.test   agent@demo.test
  Widget key                        wk_demo
`
    : ''
}
Press Ctrl+C to stop.`);
}

async function runCron(mf: Awaited<ReturnType<typeof startProduct>>['mf']): Promise<void> {
  try {
    const answer = await mf.dispatchFetch('http://edgewise.invalid/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*');
    if (!answer.ok) console.error('cron:', await answer.text());
  } catch (error) {
    console.error('cron:', error instanceof Error ? error.message : error);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

function fail(why: string): never {
  console.error(why);
  process.exit(1);
}

main().catch((error) => fail(`Edgewise could not start: ${error instanceof Error ? error.stack : error}`));

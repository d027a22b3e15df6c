import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connectDemoShop, startDemoShop } from './local/demo-shop.ts';
import { ROOT } from './local/paths.ts';
import { startProduct } from './local/product.ts';
import { type LocalStandIns, startStandIns } from './local/stand-ins.ts';

const HELP = `usage: npm start [-- options]

Runs all of Edgewise on this machine: the Worker in workerd, its databases, queues and objects, and a demo organization.

  --port N          port on 127.0.0.1 (default 8787)
  --state DIR       where data is kept (default .edgewise/state)
  --llm stand-in    answers are written by the local stand-ins for OpenAI and Anthropic (no model: for trying it out)
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
  const standIns = options.standIns ? await startStandIns(options.port) : null;
  const shop = options.standIns && options.demo ? await startDemoShop(options.port + 3) : null;
  const product = await startProduct({
    stateDir: options.state,
    port: options.port,
    demo: options.demo,
    bindings: options.llm && standIns ? standIns.variables : {},
    onProgress: (line) => console.error(`  ${line} ...`),
  });
  const cron = setInterval(() => void runCron(product.mf), CRON_EVERY_MS);
  void runCron(product.mf);
  const soon = setTimeout(() => void runCron(product.mf), CRON_AFTER_START_MS);
  const stop = async () => {
    clearInterval(cron);
    clearTimeout(soon);
    console.error('\nStopping. Data is kept.');
    await Promise.all([product.stop(), standIns?.stop(), shop?.close()]);
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  printAddresses(product.url, options.demo, Math.round(performance.now() - started));
  if (standIns) printStandIns(standIns, options.llm);
  if (shop && (await connectDemoShop(product.url, shop).catch(() => false))) {
    console.log(`  Stand-in order system       ${shop.url}, the connector "shop" of the demo organization`);
  }
  console.log('\nPress Ctrl+C to stop.');
}

interface Options {
  port: number;
  state: string;
  demo: boolean;
  standIns: boolean;
  /** Use the stand-ins without being told to by `.dev.vars`. */
  llm: boolean;
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        llm: { type: 'string' },
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
    const standIns = !values['no-stand-ins'];
    if (values.llm !== undefined && values.llm !== 'stand-in')
      throw new Error('--llm takes stand-in; real models are set up in .dev.vars, see .dev.vars.example');
    const llm = values.llm === 'stand-in';
    if (llm && !standIns) throw new Error('--llm stand-in needs the stand-ins: leave out --no-stand-ins');
    return { port, state: resolve(values.state), demo: !values['no-demo'], standIns, llm };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

function printAddresses(url: string, demo: boolean, ms: number): void {
  console.log(
    `
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
}`.trimEnd(),
  );
}

function printStandIns({ openAi, anthropic, variables, usualPorts }: LocalStandIns, used: boolean): void {
  const lines = Object.entries(variables).map(([name, value]) => `    ${name}=${value}`);
  console.log(`
  Stand-ins (no model)        ${openAi.url} OpenAI, ${anthropic.url} Anthropic
${
  used
    ? '  They write the answers of this run.'
    : `  Without keys in .dev.vars answers are quoted from articles. To have the stand-ins write them: npm start -- --llm stand-in,
  or these lines in .dev.vars. With keys of your own and without the *_BASE_URL, the vendors' models write:
${lines.join('\n')}`
}${usualPorts ? '' : '\n  Their usual ports were in use: addresses in .dev.vars may be of another run.'}`);
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

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KnowledgeClient } from './knowledge/client.ts';
import { push } from './knowledge/push.ts';

const HELP = `usage: npm run knowledge -- push DIR --source NAME [options]

Keeps a source of knowledge in line with a folder: uploads what has changed, removes what is gone, syncs, and shows how far it is.
The source is made where there is none of this name. Read are PDF, DOCX, CSV, Markdown, HTML and text files of up to 25 MB.

  --source NAME   the source's name
  --url URL       where Edgewise runs (default http://127.0.0.1:8787)
  --key KEY       an API key of an admin, or its access token; also EDGEWISE_KEY in the environment
  --no-sync       uploads and removes only; the next sync takes it up
  --help          this text

Ends with 0 when the source is in line, 1 when a document or the sync failed, 2 when it was called wrongly.
`;

async function main(): Promise<number> {
  const options = readOptions();
  const client = new KnowledgeClient(options.url, options.key);
  const say = (line: string) => console.error(line);
  const outcome = await push({
    client,
    folder: options.folder,
    name: options.source,
    sync: options.sync,
    say,
  });
  for (const { key, detail } of outcome.failed) console.log(`failed  ${key}  ${detail ?? ''}`);
  return outcome.ok && outcome.failed.length === 0 ? 0 : 1;
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        url: { type: 'string', default: 'http://127.0.0.1:8787' },
        key: { type: 'string', default: process.env.EDGEWISE_KEY ?? '' },
        'no-sync': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const [command, folder, ...more] = positionals;
    if (command !== 'push' || folder === undefined || more.length > 0)
      throw new Error('name a folder: push DIR');
    if (!values.source) throw new Error('name the source: --source NAME');
    if (values.key === '') throw new Error('give a key: --key KEY, or EDGEWISE_KEY in the environment');
    const url = new URL(values.url).origin;
    return { folder: resolve(folder), source: values.source, url, key: values.key, sync: !values['no-sync'] };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../../scripts/local/paths.ts';

/** A Worker to be served by the bare runtime. */
export interface WorkerdOptions {
  /** The bundle: one ES module. */
  script: string;
  /** Classes of its objects, each bound under the given name and kept in SQLite on disk. */
  objects?: Record<string, string>;
  /** Bindings that must be there and are never called. */
  stubs?: string[];
  texts?: Record<string, string>;
  /** Argument of `--inspector-addr`, for profiles. */
  inspector?: string;
  /** Called with what the runtime prints on standard error. */
  onError?: (line: string) => void;
}

export interface RunningWorkerd {
  url: string;
  pid: number;
  /** `performance.now()` just before the process was started. */
  startedAt: number;
  /** False once the process has ended by itself. */
  alive(): boolean;
  stop(): Promise<void>;
}

/** Same as wrangler.toml's, so that a bench runs what is deployed. */
const COMPATIBILITY_DATE = '2026-10-20';
const require = createRequire(import.meta.url);

/**
 * Serves a Worker with nothing around it: no proxy, no dev server, so that the process's CPU and memory are the Worker's.
 * State lives in a new folder below dist/bench and is removed by `stop`.
 */
export async function startWorkerd(options: WorkerdOptions): Promise<RunningWorkerd> {
  const base = join(ROOT, 'dist', 'bench');
  await mkdir(base, { recursive: true });
  const folder = await mkdtemp(join(base, 'run-'));
  await mkdir(join(folder, 'objects'));
  const config = join(folder, 'config.capnp');
  const beside = dirname(options.script);
  const weights = (await readdir(beside)).filter((name) => name.endsWith('.bin'));
  const modules = [
    `(name = "worker.js", esModule = embed ${JSON.stringify(relative(folder, options.script))})`,
    ...weights.map((name) => {
      // `wrangler deploy` puts a hash before the name; the script imports whatever the file is called.
      return `(name = ${JSON.stringify(name)}, data = embed ${JSON.stringify(relative(folder, join(beside, name)))})`;
    }),
  ];
  await writeFile(config, capnpConfig(options, modules, join(folder, 'objects')));
  const binary = (require('workerd') as { default: string }).default;
  const flags = ['serve', '--experimental', '--control-fd=3', config];
  if (options.inspector) flags.push(`--inspector-addr=${options.inspector}`);
  const startedAt = performance.now();
  const child = spawn(binary, flags, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => options.onError?.(text.trimEnd()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await listeningPort(child);
    return {
      url: `http://127.0.0.1:${port}`,
      pid: child.pid ?? 0,
      startedAt,
      alive: () => child.exitCode === null && child.signalCode === null,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const control = child.stdio[3];
    control?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const line of text.split('\n')) {
        const port = /"event":\s*"listen".*"port":\s*(\d+)/.exec(line)?.[1];
        if (port) resolve(Number(port));
      }
    });
    child.once('exit', (code) => reject(new Error(`workerd ended with ${code} before it listened`)));
  });
}

function capnpConfig(options: WorkerdOptions, modules: readonly string[], objectsFolder: string): string {
  const objects = Object.entries(options.objects ?? {});
  const namespaces = objects.map(
    ([, className]) => `(className = "${className}", uniqueKey = "bench-${className}", enableSql = true)`,
  );
  const bindings = [
    ...objects.map(([name, className]) => `(name = "${name}", durableObjectNamespace = "${className}")`),
    ...(options.stubs ?? []).map((name) => `(name = "${name}", service = "main")`),
    ...Object.entries(options.texts ?? {}).map(
      ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
    ),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "objects", disk = (path = ${JSON.stringify(objectsFolder)}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  durableObjectNamespaces = [${namespaces.join(', ')}],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [${bindings.join(', ')}],
);
`;
}

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare';
import { ROOT } from './paths.ts';

/** How to run the Worker on this machine. Everything else is read from wrangler.toml and wrangler.reader.toml. */
export interface RuntimeOptions {
  /** The bundle to run, made by `bundleWorker`. */
  script: string;
  /** The bundle of the Worker that reads documents, which `script` is bound to. Left out: nothing is bound. */
  reader?: string;
  /** Folder that keeps D1, objects and assets' state; the same folder continues where it stopped. */
  stateDir: string;
  /** 0: any free port. */
  port: number;
  /** Secrets and variables on top of wrangler.toml's. */
  bindings: Record<string, string>;
  /** False leaves the assets out: benches and chaos runs of the API do not need them. */
  assets?: boolean;
  /** Receives the Worker's log lines; default: standard output of the runtime. */
  onLog?: (line: string) => void;
  overrides?: Partial<V4WorkerOptions>;
}

/** Starts the real runtime (workerd) with the real configuration. Dispose it to stop; state stays in `stateDir`. */
export async function startRuntime(options: RuntimeOptions): Promise<{ mf: Miniflare; url: string }> {
  const workers = [await productOptions(options)];
  if (options.reader) workers.push(await readerOptions(options.reader));
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      workers,
      rootPath: ROOT,
      unsafeTriggerHandlers: true,
      host: '127.0.0.1',
      port: options.port,
      resourcePersistencePath: options.stateDir,
      // No look-ups of the outside world: this machine's address and usage are nobody's business.
      cf: false,
      telemetry: { enabled: false },
      log: new Log(LogLevel.WARN),
      ...(options.onLog
        ? { handleStructuredLogs: ({ message }: { message: string }) => options.onLog?.(message) }
        : {}),
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );
  const url = await mf.ready;
  return { mf, url: url.origin };
}

async function productOptions(options: RuntimeOptions): Promise<V4WorkerOptions> {
  const { assets, ...worker } = await readWorkerOptions('wrangler.toml');
  const { script, reader } = options;
  return {
    ...worker,
    ...(options.assets === false || !assets ? {} : { assets }),
    ...(reader ? {} : { serviceBindings: {} }),
    ...named('edgewise', script, await dataModules(dirname(script))),
    bindings: { ...worker.bindings, ...options.bindings },
    ...options.overrides,
  } as V4WorkerOptions;
}

/** The Worker that reads documents, by the name that wrangler.toml binds; the tests run it beside the product, too. */
export async function readerOptions(script: string): Promise<V4WorkerOptions> {
  const worker = await readWorkerOptions('wrangler.reader.toml');
  return { ...worker, ...named('edgewise-reader', script, []) } as V4WorkerOptions;
}

function named(name: string, script: string, data: { type: 'Data'; path: string }[]) {
  const modules = [{ type: 'ESModule' as const, path: script }, ...data];
  return { name, rootPath: ROOT, modules, modulesRoot: dirname(script) };
}

/** Weights that `bundleWorker` put beside the script. */
async function dataModules(folder: string): Promise<{ type: 'Data'; path: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.bin'));
  return names.map((name) => ({ type: 'Data', path: join(folder, name) }));
}

/** A Worker's description as miniflare wants it. Cached by content: loading wrangler takes longer than starting the runtime. */
async function readWorkerOptions(
  file: string,
): Promise<V4WorkerOptions & { bindings?: Record<string, string>; assets?: object }> {
  const toml = await readFile(join(ROOT, file));
  const lock = await readFile(join(ROOT, 'package-lock.json'));
  const key = createHash('sha256').update(toml).update(lock).update(ROOT).digest('hex').slice(0, 16);
  const cache = join(ROOT, 'dist', 'worker', `options-${key}.json`);
  try {
    return JSON.parse(await readFile(cache, 'utf8'));
  } catch {
    const { unstable_getMiniflareWorkerOptions } = await import('wrangler');
    const { workerOptions } = unstable_getMiniflareWorkerOptions(join(ROOT, file));
    await mkdir(dirname(cache), { recursive: true });
    await writeFile(cache, JSON.stringify(workerOptions));
    return JSON.parse(JSON.stringify(workerOptions));
  }
}

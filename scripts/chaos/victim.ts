import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../local/paths.ts';

/** The product in a process group of its own, which can be killed as a whole and started again on the same state. */
export class Victim {
  readonly url: string;
  private readonly port: number;
  private readonly stateDir: string;
  private readonly logFile: string | null;
  private readonly bindings: Record<string, string>;
  private child: ChildProcess | null = null;

  constructor(
    port: number,
    stateDir: string,
    { logFile, bindings }: { logFile: string | null; bindings: Record<string, string> },
  ) {
    this.bindings = bindings;
    this.logFile = logFile;
    this.port = port;
    this.stateDir = stateDir;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts it and waits until it answers. Returns the milliseconds that took. */
  async start(): Promise<number> {
    const started = performance.now();
    const script = join(ROOT, 'scripts/chaos/server.ts');
    const args = ['--no-warnings', script, String(this.port), this.stateDir, JSON.stringify(this.bindings)];
    if (this.logFile) args.push(this.logFile);
    const child = spawn(process.execPath, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready`)));
    });
    return performance.now() - started;
  }

  /** SIGKILL to the whole group: Node and workerd die in the middle of whatever they do. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child?.pid) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    this.child = null;
  }
}

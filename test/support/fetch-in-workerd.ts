import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import type { Result } from '../../src/domain/result.ts';
import type { Fetched, FetchFailure, FetchOutsideOptions } from '../../src/retrieve/crawl/fetched.ts';

/** Calls `fetchOutside` for whoever asks, and answers with its result: the body as base64. */
const ENTRY = `
import { fetchOutside } from './workers/fetch-outside.ts';
export default {
  async fetch(request) {
    const { url, options } = await request.json();
    const result = await fetchOutside(url, options);
    const bytes = result.ok && result.value.bytes ? Buffer.from(result.value.bytes).toString('base64') : null;
    return Response.json({ result, bytes });
  },
};`;

/** The guarded fetch in the real runtime, against servers of this machine. */
export async function fetchOutsideInWorkerd() {
  const bundle = await build({
    stdin: { contents: ENTRY, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*'],
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      name: 'fetch-outside',
      modules: [{ type: 'ESModule', path: 'worker.mjs', contents: script }],
      modulesRoot: '/',
      compatibilityDate: '2026-10-20',
      compatibilityFlags: ['nodejs_compat'],
      cf: false,
      telemetry: { enabled: false },
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );
  await mf.ready;
  return {
    async fetchOutside(url: string, options: FetchOutsideOptions): Promise<Result<Fetched, FetchFailure>> {
      const answer = await mf.dispatchFetch('http://worker/', {
        method: 'POST',
        body: JSON.stringify({ url, options }),
      });
      const { result, bytes } = (await answer.json()) as {
        result: Result<Fetched, FetchFailure>;
        bytes: string | null;
      };
      if (result.ok && result.value.status === 'ok') {
        result.value.bytes = new Uint8Array(Buffer.from(bytes ?? '', 'base64'));
      }
      return result;
    },
    stop: () => mf.dispose(),
  };
}

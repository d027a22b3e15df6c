import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { bundleReader } from './scripts/local/bundle-product.ts';
import { readerOptions } from './scripts/local/runtime.ts';

/** Keys of the test runs: fixed, public, and refused by nothing else. */
const ring = (text: string) =>
  JSON.stringify([{ kid: 'test', secret: Buffer.from(text.repeat(32).slice(0, 32)).toString('base64') }]);

export default defineConfig({
  test: {
    // By default a core is left to the main process, which has next to nothing to do: on two cores that doubles the time.
    maxWorkers: '100%',
    coverage: {
      provider: 'istanbul',
      include: ['src/**/*.ts', 'workers/**/*.ts', 'widget/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary', 'lcovonly'],
    },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/tidy.test.ts'],
          // Simulations of hundreds of turns take seconds where the machine is shared: the default of 5 s fails healthy tests.
          testTimeout: 20_000,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            main: './test/support/test-worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                ENVIRONMENT: 'test',
                ANSWER_PACE_MS: '0',
                ALLOW_LOOPBACK_SITES: 'true',
                TOKEN_KEYS: ring('token'),
                FIELD_KEYS: ring('field'),
                RECORDS_MIGRATIONS: await readD1Migrations('migrations/records'),
                KNOWLEDGE_MIGRATIONS: await readD1Migrations('migrations/knowledge'),
              },
              workers: [await readerOptions(await bundleReader())],
            },
          })),
        ],
        test: {
          name: 'workers',
          include: ['test/workers/**/*.test.ts', 'test/conformance/**/*.test.ts'],
          setupFiles: ['./test/support/apply-migrations.ts'],
          globalSetup: ['./test/support/start-llm-stand-ins.ts'],
          // A file takes seconds to start and two cores are shared: the default of 5 s fails healthy tests.
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: [],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

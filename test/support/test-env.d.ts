import type { D1Migration } from '@cloudflare/vitest-plugin';
import type { Env as WorkerEnv } from '../../workers/env.ts';

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {
      RECORDS_MIGRATIONS: D1Migration[];
      KNOWLEDGE_MIGRATIONS: D1Migration[];
    }
    interface GlobalProps {
      mainModule: typeof import('../../workers/index.ts');
    }
  }
}

import { beforeAll, describe, expect, it } from 'vitest';
import { call, records, seedTenant, type Tenant } from './http-kit.ts';
import { ended, lendingIntents } from './own-intents.ts';

/** Training is real work, and the machine may be busy with other tests. */
const TRAINING_MS = 240_000;

let acme: Tenant;

beforeAll(async () => {
  acme = await seedTenant('Acme');
});

const train = (tenant: Tenant, body: object) =>
  call('POST', '/v1/intents/train', { token: tenant.keys.admin.key, body });

describe('intents of an organization', () => {
  it(
    'are trained in the background, measured, put to use, rolled back, and nobody else sees them',
    async () => {
      const started = await train(acme, { intents: lendingIntents(), outOfScope: ['do you sell bread'] });
      expect([started.status, started.body.version, started.body.state]).toEqual([202, 1, 'queued']);
      const t0 = Date.now();
      const { last, progress } = await ended(acme, 1);
      console.log('SECONDS', (Date.now() - t0) / 1000, progress.length, JSON.stringify(last.report));
      expect(last).toMatchObject({ state: 'ready', active: true, progress: 1, note: null });
    },
    TRAINING_MS,
  );
});

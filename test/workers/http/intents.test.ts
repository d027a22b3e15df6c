import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifyIntents } from '../../../src/understand/intent/classify-intents.ts';
import { organizationIntents } from '../../../workers/organization-intents.ts';
import { call, records, seedTenant, type Tenant, widgetSession } from './http-kit.ts';
import { ended, lendingIntents, readVersion, type Version } from './own-intents.ts';

/** Training is real work, and the machine may be busy with other tests. */
const TRAINING_MS = 240_000;

let acme: Tenant;
let globex: Tenant;

beforeAll(async () => {
  [acme, globex] = await Promise.all([seedTenant('Acme'), seedTenant('Globex')]);
});

const train = (tenant: Tenant, body: unknown, headers: Record<string, string> = {}) =>
  call('POST', '/v1/intents/train', { token: tenant.keys.admin.key, body, headers });

const activate = (tenant: Tenant, version: number | string) =>
  call('POST', `/v1/intents/versions/${version}/activate`, { token: tenant.keys.admin.key });

async function versions(tenant: Tenant): Promise<Version[]> {
  const got = await call('GET', '/v1/intents/versions', { token: tenant.users.analyst.token });
  return JSON.parse(got.text).data;
}

async function inUse(tenant: Tenant) {
  const organization = await records.organizations.get(tenant.organization.id);
  return [organization?.intentModel, organization?.version];
}

describe('intents of an organization', () => {
  it(
    'are trained while conversations go on, measured, put to use, rolled back, and nobody else sees them',
    async () => {
      const [, before] = await inUse(acme);
      const session = await widgetSession(acme);
      const started = await train(acme, { intents: lendingIntents(), outOfScope: ['do you sell bread'] });
      expect([started.status, started.body.version, started.body.state]).toEqual([202, 1, 'queued']);

      let answered = 0;
      const { last, progress } = await ended(acme, 1, async ({ state }) => {
        if (state !== 'training' || answered > 0) return;
        const path = `/v1/conversations/${session.conversationId}/messages?wait=true`;
        const got = await call('POST', path, { token: session.token, body: { text: 'hello' } });
        expect([got.status, (await readVersion(acme, 1)).state]).toEqual([201, 'training']);
        answered += 1;
      });
      expect(answered, 'a customer was answered while the training ran').toBe(1);
      expect(last).toMatchObject({ state: 'ready', active: true, progress: 1, note: null });
      expect(progress.filter((share) => share > 0 && share < 1).length).toBeGreaterThan(1);
      expect([...progress].sort((one, other) => one - other)).toEqual(progress);
      expect(last.report).toMatchObject({ method: 'folds', measured: 41, bytes: expect.any(Number) });
      expect(last.report?.intents.map(({ name }) => name)).toEqual(
        lendingIntents()
          .map(({ name }) => name)
          .sort(),
      );
      expect(await inUse(acme)).toEqual([1, (before ?? 0) + 1]);

      const model = await organizationIntents(env, () => undefined)(acme.organization.id, 1);
      if (!model) throw new Error('the model is expected');
      const [best] = classifyIntents('when will my deposit be returned to me?', model);
      expect(best?.name).toBe('deposit-back');

      for (const [method, path] of [
        ['GET', '/v1/intents/versions/1'],
        ['POST', '/v1/intents/versions/1/activate'],
      ] as const) {
        expect((await call(method, path, { token: globex.users.owner.token })).status).toBe(404);
      }
      expect(await versions(globex)).toEqual([]);
      expect((await inUse(globex))[0]).toBeNull();
    },
    TRAINING_MS,
  );

  it(
    'wait to be activated when that is asked for, and any ready version can be put to use again',
    async () => {
      const two = await train(acme, { intents: lendingIntents().slice(0, 2), activate: false });
      expect([two.status, two.body.version]).toEqual([202, 2]);
      expect(await activate(acme, 2)).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
      expect((await ended(acme, 2)).last).toMatchObject({ state: 'ready', active: false });
      expect((await inUse(acme))[0]).toBe(1);

      expect((await activate(acme, 2)).status).toBe(200);
      expect((await versions(acme)).map(({ version, active }) => [version, active])).toEqual([
        [2, true],
        [1, false],
      ]);
      expect((await activate(acme, 1)).status).toBe(200);
      expect((await inUse(acme))[0]).toBe(1);
      const reset = await call('POST', '/v1/intents/reset', { token: acme.keys.admin.key });
      expect([reset.status, JSON.parse(reset.text)]).toEqual([200, { active: null }]);
      expect((await inUse(acme))[0]).toBeNull();
      for (const never of ['3', '999999999', '0', '-1', 'x', '1e2']) {
        expect((await activate(acme, never)).status).toBe(404);
      }

      const page = await records.audit.list(acme.organization.id, { limit: 100 });
      const actions = page.ok ? page.value.data.map(({ action, target }) => `${action} ${target}`) : [];
      expect(actions).toEqual(
        expect.arrayContaining([
          'intents.train 1',
          'intents.train 2',
          'intents.activate 2',
          'intents.activate 1',
          'intents.reset null',
        ]),
      );
    },
    TRAINING_MS,
  );

  it(
    'that cannot be learned fail with a reason a person understands, and change nothing',
    async () => {
      const intents = [
        { name: 'words', examples: ['one thing', 'another thing'] },
        { name: 'signs', examples: ['🙂', '…'] },
      ];
      const { version } = (await train(globex, { intents })).body;
      const { last } = await ended(globex, version);
      expect(last).toMatchObject({ state: 'failed', active: false, report: null });
      expect(last.note).toBe('No example of "signs" has a word in it.');
      expect((await inUse(globex))[0]).toBeNull();
    },
    TRAINING_MS,
  );

  it('are not trained more than two at a time, and a repeated request makes no second version', async () => {
    const tenant = await seedTenant('Initech');
    const content = new TextEncoder().encode('{"intents":[]}');
    const waiting = { intents: 2, examples: 4, activate: true, content };
    await records.intentModels.create(tenant.organization.id, waiting);
    await records.intentTrainings.claim(tenant.organization.id, 1, 0);
    const body = { intents: lendingIntents().slice(0, 2), activate: false };
    const key = { 'idempotency-key': 'once' };
    const [first, again] = [await train(tenant, body, key), await train(tenant, body, key)];
    expect([first.status, again.status, first.text]).toEqual([202, 202, again.text]);
    const third = await train(tenant, body);
    expect([third.status, third.body.code]).toEqual([409, 'limit_reached']);
    expect(JSON.parse(third.text).detail).toBe(
      'At most 2 trainings may be under way; wait until one has ended.',
    );
    expect((await versions(tenant)).length).toBe(2);
  });
});

describe('examples that are refused', () => {
  const pair = (name: string) => ({ name, examples: ['one thing', 'another thing'] });
  const many = (count: number) => Array.from({ length: count }, (_, at) => `example ${at}`);
  const cases: [string, unknown, string, RegExp][] = [
    ['no intents', {}, 'intents', /expected array/],
    ['one intent', { intents: [pair('a')] }, 'intents', /at least 2 intents/],
    [
      '301 intents',
      { intents: many(301).map((name) => pair(name.replace(' ', '-'))) },
      'intents',
      /at most 300/,
    ],
    ['a name with a space', { intents: [pair('a b'), pair('b')] }, 'intents.0.name', /letters, digits/],
    ['a long name', { intents: [pair('a'.repeat(65)), pair('b')] }, 'intents.0.name', /1 to 64/],
    ['the same name twice', { intents: [pair('a'), pair('a')] }, 'intents.1.name', /intent before it/],
    ['no examples', { intents: [pair('a'), { name: 'b' }] }, 'intents.1.examples', /expected array/],
    [
      'one example',
      { intents: [pair('a'), { name: 'b', examples: ['x'] }] },
      'intents.1.examples',
      /2 different/,
    ],
    [
      'the same example twice',
      { intents: [pair('a'), { name: 'b', examples: ['x', ' x'] }] },
      'intents.1.examples',
      /2 different/,
    ],
    [
      'an empty example',
      { intents: [pair('a'), { name: 'b', examples: ['x', 'y', ' '] }] },
      'intents.1.examples.2',
      /not be empty/,
    ],
    [
      'a long example',
      { intents: [pair('a'), { name: 'b', examples: ['x', 'y'.repeat(501)] }] },
      'intents.1.examples.1',
      /at most 500/,
    ],
    [
      'half a character',
      { intents: [pair('a'), { name: 'b', examples: ['x', '\ud800'] }] },
      'intents.1.examples.1',
      /Unicode/,
    ],
    [
      'a number',
      { intents: [pair('a'), { name: 'b', examples: ['x', 7] }] },
      'intents.1.examples.1',
      /string/,
    ],
    ['an unknown field', { intents: [pair('a'), pair('b')], extra: 1 }, 'extra', /not known/],
    [
      '20,001 examples',
      { intents: [pair('a'), { name: 'b', examples: many(10_000) }], outOfScope: many(9_999) },
      'intents',
      /at most 20000 examples together/,
    ],
  ];

  it.each(cases)('%s: 422 that names the field', async (_name, body, path, message) => {
    const got = await train(globex, body);
    expect([got.status, got.body.code]).toEqual([422, 'invalid']);
    expect(got.body.errors).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  it('more than two megabytes: 413; a broken body: 400; and none of it leaves a version behind', async () => {
    const before = await versions(globex);
    const huge = { intents: [pair('a'), { name: 'b', examples: ['x', 'y'.repeat(2_000_000)] }] };
    expect((await train(globex, huge)).status).toBe(413);
    expect((await train(globex, '{"intents":')).status).toBe(400);
    expect(await versions(globex)).toEqual(before);
  });
});

import { env, exports } from 'cloudflare:workers';
import { newApiKey } from '../../../src/auth/api-key.ts';
import { createFieldCipher } from '../../../src/auth/field-cipher.ts';
import { createTokens } from '../../../src/auth/tokens.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { Intent, Understanding } from '../../../src/domain/understanding.ts';
import type { Role } from '../../../src/domain/user.ts';
import { openRecords } from '../../../src/store/database.ts';
import type { OrganizationRecord } from '../../../src/store/organization-record.ts';
import { createRecords } from '../../../src/store/records.ts';
import { parseEnv } from '../../../workers/env.ts';

const clock = () => Date.now();
const config = parseEnv(env);

/** The Worker's own records and token keys, to arrange what a test begins with. */
export const records = createRecords({
  db: openRecords(env.RECORDS),
  sealer: createFieldCipher(config.fieldKeys),
  clock,
  newId,
});
export const tokens = createTokens(config.tokenKeys, clock);

export const BASE = 'https://edgewise.test';

export interface Tenant {
  organization: OrganizationRecord;
  /** A user of each role, with an access token. */
  users: Record<Role, { id: string; token: string }>;
  /** An API key of each role that a key can have. */
  keys: Record<Exclude<Role, 'owner'>, { id: string; key: string }>;
}

/** An organization with one user and one key of each role. Passwords are not hashes: nobody logs in here. */
export async function seedTenant(name: string): Promise<Tenant> {
  const id = newId('org');
  const made = await records.organizations.create({ id, name, tier: 'business', widgetKey: `wk_${id}` });
  if (!made.ok) throw new Error('the organization exists');
  const [owner, admin, agent, analyst] = await Promise.all([
    seedUser(id, 'owner'),
    seedUser(id, 'admin'),
    seedUser(id, 'agent'),
    seedUser(id, 'analyst'),
  ]);
  const [adminKey, agentKey, analystKey] = await Promise.all([
    seedKey(id, 'admin'),
    seedKey(id, 'agent'),
    seedKey(id, 'analyst'),
  ]);
  return {
    organization: made.value,
    users: { owner, admin, agent, analyst },
    keys: { admin: adminKey, agent: agentKey, analyst: analystKey },
  };
}

async function seedUser(organizationId: string, role: Role) {
  const email = `${role}@${organizationId.toLowerCase()}.test`;
  const input = { email, name: `The ${role}`, role, passwordHash: 'none' };
  const made = await records.users.create(organizationId, input, 100);
  if (!made.ok) throw new Error(made.error.reason);
  const { id, name } = made.value;
  const { token } = await tokens.sign('access', { organizationId, userId: id, role, name });
  return { id, token };
}

async function seedKey(organizationId: string, role: Exclude<Role, 'owner'>) {
  const { key, hash, prefix } = await newApiKey();
  const input = { hash, prefix, name: role, role, createdBy: null };
  const made = await records.apiKeys.create(organizationId, input, 100);
  if (!made.ok) throw new Error(made.error.reason);
  return { id: made.value.id, key };
}

export interface Sent {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The fields that tests read from bodies; whichever is not in an answer is undefined, and the test fails on it. */
export interface Body extends Understanding {
  intent: Intent;
  original: string;
  quickReplies: string[];
  id: string;
  code: string;
  requestId: string;
  errors: { path: string; message: string }[];
  data: Body[];
  nextCursor: string | null;
  lastSeq: number;
  message: Body;
  reply: Body;
  text: string;
  title: string;
  state: string;
  owner: string;
  role: string;
  citations: { n: number }[];
  audience: string[];
  version: number;
  key: string;
  prefix: string;
  accessToken: string;
  refreshToken: string;
  conversationId: string;
  token: string;
  resumeToken: string;
  customer: { id: string; name: string; verified: boolean; externalId: string };
  settings: Record<string, unknown>;
  checks: Record<string, { status: string; why?: string }>;
  openapi: string;
  paths: Record<string, Record<string, { security?: unknown; parameters?: { name: string }[] }>>;
  path: string;
  components: { schemas: Record<string, unknown> };
}

/** What came back. `body` is the parsed JSON; `text` is what it was parsed from. */
export interface Got {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

/** One request to the Worker, from an address of its own so that tests do not share the edge limiter. */
export async function call(
  method: string,
  path: string,
  { token, body, headers = {} }: Sent = {},
): Promise<Got> {
  const response = await exports.default.fetch(`${BASE}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      'cf-connecting-ip': newId('req'),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text), text };
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse('{}');
  }
}

export type WidgetSessionBody = Pick<Body, 'conversationId' | 'token' | 'resumeToken'>;

/** A customer's session, as a browser without `Origin` gets it. */
export async function widgetSession(tenant: Tenant, more: object = {}): Promise<WidgetSessionBody> {
  const got = await call('POST', '/v1/widget/sessions', {
    body: { widgetKey: tenant.organization.widgetKey, ...more },
  });
  if (got.status !== 201) throw new Error(`session: ${got.status} ${JSON.stringify(got.body)}`);
  return got.body;
}

/** A conversation that a user began. */
export async function conversation(tenant: Tenant, body: object = {}): Promise<string> {
  const got = await call('POST', '/v1/conversations', { token: tenant.users.agent.token, body });
  if (got.status !== 201) throw new Error(`conversation: ${got.status} ${JSON.stringify(got.body)}`);
  return got.body.id;
}

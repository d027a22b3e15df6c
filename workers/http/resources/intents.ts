import * as z from 'zod';
import {
  activeIntentsSchema,
  INTENT_LIMITS,
  intentReportSchema,
  intentVersionSchema,
  intentVersionWithReportSchema,
  type TrainIntentsBody,
  trainIntentsSchema,
} from '../../../src/protocol/http/intents.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import type { IntentVersion } from '../../../src/store/intent-models.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Intents';
const read = 'intents.read';
const write = 'intents.write';
/** What is no number of ours is an unknown version like any other: 0, which is never given. */
const params = z.object({
  version: z
    .string()
    .transform((text) => (/^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : 0))
    .meta({ type: 'integer', minimum: 1 }),
});

/** Intents of an organization's own: trained from its examples, measured, versioned, put to use and taken back. */
export function intentRoutes(table: RouteTable): void {
  trainIntents(table);
  listVersions(table);
  readVersion(table);
  activateVersion(table);
  resetIntents(table);
}

function trainIntents(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/intents/train',
      tag,
      summary: 'Train intents of your own',
      description:
        'Makes a new version in the background; ask for it until its state is `ready` or `failed`. It replaces the intents in ' +
        'use, so name all of them. With `activate: false` it waits to be activated.',
      access: write,
      body: trainIntentsSchema,
      bodyBytes: INTENT_LIMITS.bodyBytes,
      answers: { 202: intentVersionSchema },
      idempotent: true,
      audit: 'intents.train',
    },
    async ({ body, principal: { organizationId }, requestId, c }) => {
      const made = await deps.records.intentModels.create(organizationId, {
        intents: body.intents.length,
        examples: body.intents.reduce((sum, { examples }) => sum + examples.length, 0),
        activate: body.activate ?? true,
        content: contentOf(body),
      });
      if (!made.ok) {
        const detail = `At most ${made.error.limit} trainings may be under way; wait until one has ended.`;
        return refuse({ code: 'limit_reached', detail });
      }
      const { version } = made.value;
      auditTarget(c, String(version), { version });
      const eventId = deps.newId('evt');
      await deps.enqueue({ kind: 'train-intents', eventId, requestId, organizationId, version });
      return { status: 202, body: view(made.value, null) };
    },
  );
}

function contentOf({ intents, outOfScope = [] }: TrainIntentsBody): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ intents, outOfScope }));
}

function listVersions(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/intents/versions',
      tag,
      summary: 'List versions of your intents',
      description: 'Newest first. The last ten are kept, and the one in use.',
      access: read,
      query: pageQuerySchema,
      answers: { 200: pageOf(intentVersionSchema) },
    },
    async ({ query, principal: { organizationId } }) => {
      const [page, active] = await Promise.all([
        deps.records.intentModels.list(organizationId, query),
        deps.records.intentModels.active(organizationId),
      ]);
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map((row) => view(row, active)) } };
    },
  );
}

function readVersion(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/intents/versions/{version}',
      tag,
      summary: 'Read a version of your intents',
      description:
        'How far its training is, and what was measured on examples that the measured model had not seen.',
      access: read,
      params,
      answers: { 200: intentVersionWithReportSchema },
    },
    async ({ params: { version }, principal: { organizationId } }) => {
      const [row, active] = await Promise.all([
        deps.records.intentModels.get(organizationId, version),
        deps.records.intentModels.active(organizationId),
      ]);
      if (!row) return refuse(NOT_FOUND);
      const report = row.report === null ? null : intentReportSchema.parse(JSON.parse(row.report));
      return { status: 200, body: { ...view(row, active), report } };
    },
  );
}

function activateVersion(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/intents/versions/{version}/activate',
      tag,
      summary: 'Put a version of your intents to use',
      description: 'Forward or back. Conversations follow with their next messages.',
      access: write,
      params,
      answers: { 200: intentVersionSchema },
      audit: 'intents.activate',
    },
    async ({ params: { version }, principal: { organizationId }, c }) => {
      auditTarget(c, String(version), { version });
      const done = await deps.records.intentModels.activate(organizationId, version);
      if (done.ok) {
        deps.organizations.forget(organizationId);
        return { status: 200, body: view(done.value, version) };
      }
      if (done.error.reason === 'not_found') return refuse(NOT_FOUND);
      const detail = `Only a version that is ready can be used; this one is ${done.error.state}.`;
      return refuse({ code: 'illegal_transition', detail });
    },
  );
}

function resetIntents(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/intents/reset',
      tag,
      summary: 'Use the built-in intents again',
      description: 'Your versions stay, and each can be activated again.',
      access: write,
      answers: { 200: activeIntentsSchema },
      audit: 'intents.reset',
    },
    async ({ principal: { organizationId } }) => {
      await deps.records.intentModels.reset(organizationId);
      deps.organizations.forget(organizationId);
      return { status: 200, body: { active: null } };
    },
  );
}

function view(row: Omit<IntentVersion, 'report'>, active: number | null) {
  const { version, state, progress, note, activate, intents, examples, createdAt, updatedAt } = row;
  return {
    ...{ version, state, active: version === active, progress, note },
    ...{ activate, intents, examples, createdAt, updatedAt },
  };
}

import type { RouteConfig } from '@hono/zod-openapi';
import { problemSchema } from '../../src/protocol/problem.ts';
import type { RouteSpec } from './route-spec.ts';

/** The part of a row that the schema validators and the OpenAPI document are made from. */
export function describeRoute(spec: RouteSpec): RouteConfig {
  return {
    method: spec.method,
    path: spec.path,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.description ? { description: spec.description } : {}),
    ...(spec.access === 'anyone' ? {} : { security: [{ bearer: [] }] }),
    'x-permission': spec.access,
    request: {
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { query: spec.query } : {}),
      ...(spec.body
        ? { body: { required: true, content: { 'application/json': { schema: spec.body } } } }
        : {}),
    },
    responses: { ...successAnswers(spec), ...problemAnswers(problemStatuses(spec)) },
  };
}

/** Descriptions of problem answers by status. */
export function problemAnswers(statuses: readonly number[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: PROBLEM_TITLES[status] ?? 'Problem',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

function successAnswers(spec: RouteSpec) {
  return Object.fromEntries(
    Object.entries(spec.answers).map(([status, schema]) => [
      status,
      {
        description: SUCCESS[status] ?? 'Answer',
        ...(schema ? { content: { 'application/json': { schema: schema } } } : {}),
      },
    ]),
  );
}

const SUCCESS: Record<string, string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted: stored, not answered yet',
  204: 'Done; nothing to say',
  503: 'A needed part is down',
};

/** The problems a route can answer, from what stands in front of its handler. */
function problemStatuses(spec: RouteSpec): number[] {
  return [
    ...(spec.body ? [400, 413, 415] : []),
    ...(spec.access === 'anyone' ? [] : [401, 403]),
    ...(spec.params ? [404] : []),
    ...(spec.method === 'get' || spec.access === 'anyone' ? [] : [409]),
    ...(spec.body || spec.query || spec.params ? [422] : []),
    ...(spec.rate === 'none' ? [] : [429]),
    500,
    ...(spec.rate === 'login' ? [401, 403] : []),
  ].filter((status, at, all) => all.indexOf(status) === at);
}

const PROBLEM_TITLES: Record<number, string> = {
  400: 'Malformed',
  401: 'No or bad credential',
  403: 'Known, but not allowed',
  404: 'Nothing here under this id; also for what belongs to somebody else',
  409: 'Conflict or wrong state',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Well-formed but invalid; `errors` names the fields',
  426: 'Not a WebSocket upgrade',
  429: 'Too many requests; see `Retry-After`',
  500: 'Failed on our side',
};

import { expect, it } from 'vitest';
import * as events from '../../../src/telemetry/events.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

it('a request that failed on our side is an error in the log, every other one is information', () => {
  const levels: string[] = [];
  const log = createLogger({ clock: () => 0, write: (level) => levels.push(level) });
  for (const status of [200, 404, 429, 500, 503]) {
    events.httpAccess(log, { method: 'GET', route: 'GET /x', status, durationMs: 1 });
  }
  expect(levels).toEqual(['info', 'info', 'info', 'error', 'error']);
});

it('every business event has a name of its own and a helper that cannot throw', () => {
  const names: string[] = [];
  const log = createLogger({ clock: () => 0, write: (_, line) => names.push(JSON.parse(line).event) });
  const article = { organizationId: 'org_1', articleId: 'art_1', version: 1 };
  events.unexpectedFailure(log, 'here', undefined);
  events.loginSucceeded(log, { organizationId: 'org_1', userId: 'usr_1' });
  events.refreshTokenReused(log);
  events.widgetSessionOpened(log, {
    organizationId: 'o',
    conversationId: 'c',
    resumed: false,
    verified: false,
  });
  events.socketRefused(log, 'unauthenticated');
  events.accessDenied(log, { permission: 'users.write', role: 'agent' });
  events.rateLimited(log, 'public');
  events.articleIndexed(log, { ...article, durationMs: 1 });
  events.articleIndexFailed(log, article, new Error('x'));
  events.dependencyDown(log, 'records', 'timeout');
  expect(names).toHaveLength(10);
  expect(new Set(names).size).toBe(10);
});

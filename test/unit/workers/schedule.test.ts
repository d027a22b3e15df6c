import { expect, test } from 'vitest';
import { type CronDeps, runSchedule } from '../../../workers/cron/schedule.ts';

function recorder(over: Partial<CronDeps> = {}) {
  const calls: string[] = [];
  const deps: CronDeps = {
    clock: () => 0,
    purges: {
      sessions: async () => calls.push('sessions'),
      events: async () => calls.push('events'),
    },
    pendingArticles: async (limit) => {
      calls.push(`pending:${limit}`);
      return [{ organizationId: 'org_a', articleId: 'art_1', version: 2 }];
    },
    enqueueIndex: async ({ articleId, version }) => {
      calls.push(`enqueue:${articleId}v${version}`);
    },
    silentTrainings: async () => [],
    enqueueTraining: async ({ organizationId, version }) => {
      calls.push(`train:${organizationId}v${version}`);
    },
    reviewQuestions: async () => {},
    syncSources: async () => ({ started: 0, takenUp: 0 }),
    log: (event, fields) => calls.push(`${event}:${fields.job ?? fields.count}`),
    ...over,
  };
  return { calls, deps };
}

test('what has expired is forgotten, and articles that wait for the index are queued again', async () => {
  const { calls, deps } = recorder();
  await runSchedule(deps);
  expect(calls).toEqual(['sessions', 'events', 'pending:200', 'enqueue:art_1v2', 'articles_reindexed:1']);
});

test('trainings that nobody was heard of for long are taken up again', async () => {
  const silentTrainings = async () => [{ organizationId: 'org_a', version: 3 }];
  const { calls, deps } = recorder({ pendingArticles: async () => [], silentTrainings });
  await runSchedule(deps);
  expect(calls).toEqual(['sessions', 'events', 'train:org_av3', 'trainings_taken_up:1']);
});

test('a job that fails is reported by its name and keeps no other from running', async () => {
  const { calls, deps } = recorder({
    purges: {
      sessions: async () => {
        throw new Error('D1 is away');
      },
      events: async () => 0,
    },
    pendingArticles: async () => {
      throw new Error('D1 is away');
    },
  });
  await runSchedule(deps);
  expect(calls).toEqual(['cron_job_failed:sessions', 'cron_job_failed:index-sweep']);
});

test('a run with nothing to do says nothing', async () => {
  const { calls, deps } = recorder({ pendingArticles: async () => [] });
  await runSchedule(deps);
  expect(calls).toEqual(['sessions', 'events']);
});

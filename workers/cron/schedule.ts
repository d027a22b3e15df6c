/** What the periodic job needs; `workers/wire.ts` fills it. */
export interface CronDeps {
  clock(): number;
  /** Forget what has expired: idempotency keys, sessions, login attempts, processed events. */
  purges: Record<string, () => Promise<unknown>>;
  /** Articles whose index is behind, and what makes one searchable. */
  pendingArticles(limit: number): Promise<PendingArticle[]>;
  enqueueIndex(article: PendingArticle): Promise<void>;
  /** Trainings that nobody was heard of for long, and what takes one up again. */
  silentTrainings(limit: number): Promise<SilentTraining[]>;
  enqueueTraining(training: SilentTraining): Promise<void>;
  /** Starts syncs of sources whose time has come, and takes up those that nobody was heard of for long; how many of each. */
  syncSources(limit: number): Promise<{ started: number; takenUp: number }>;
  /** Takes in what customers asked since, and groups what had no answer. */
  reviewQuestions(): Promise<void>;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
}

export interface PendingArticle {
  organizationId: string;
  articleId: string;
  version: number;
}

export interface SilentTraining {
  organizationId: string;
  version: number;
}

/** Trainings taken up again per run: each is minutes of CPU. */
const TRAININGS_PER_RUN = 20;

/** Syncs started, and taken up again, per run: each is a message at a time. */
const SYNCS_PER_RUN = 100;

/** Articles taken up again per run: a backlog of thousands drains within the hour without crowding the queue. */
const ARTICLES_PER_RUN = 200;

/**
 * The backstop behind queues and alarms, every five minutes: what was missed is taken up again, what has expired is
 * forgotten. One failing job stops no other; the next run tries again.
 */
export async function runSchedule(deps: CronDeps): Promise<void> {
  for (const [name, purge] of Object.entries(deps.purges)) await attempt(name, purge, deps);
  await attempt(
    'index-sweep',
    async () => {
      const pending = await deps.pendingArticles(ARTICLES_PER_RUN);
      for (const article of pending) await deps.enqueueIndex(article);
      if (pending.length > 0) deps.log('articles_reindexed', { count: pending.length });
    },
    deps,
  );
  await attempt(
    'training-sweep',
    async () => {
      const silent = await deps.silentTrainings(TRAININGS_PER_RUN);
      for (const training of silent) await deps.enqueueTraining(training);
      if (silent.length > 0) deps.log('trainings_taken_up', { count: silent.length });
    },
    deps,
  );
  await attempt(
    'source-syncs',
    async () => {
      const { started, takenUp } = await deps.syncSources(SYNCS_PER_RUN);
      if (started + takenUp > 0) deps.log('source_syncs_begun', { started, takenUp });
    },
    deps,
  );
  await attempt('questions', () => deps.reviewQuestions(), deps);
}

async function attempt(job: string, run: () => Promise<unknown>, deps: CronDeps): Promise<void> {
  const started = deps.clock();
  try {
    await run();
  } catch (error) {
    deps.log('cron_job_failed', {
      job,
      ms: deps.clock() - started,
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

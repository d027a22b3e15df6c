import type { D1Database } from '@cloudflare/workers-types';

const DAY_MS = 86_400_000;

/** Models as they might share a month's work: calls a day, dollars a call, one of so many calls fails with this. */
const MODELS = [
  { model: 'anthropic/claude-sonnet-5', calls: 40, usd: 0.012, failed: 'overloaded', bucket: 38 },
  { model: 'openai/gpt-5-mini', calls: 160, usd: 0.0013, failed: 'rate_limited', bucket: 34 },
  { model: 'openai/gpt-5', calls: 18, usd: 0.019, failed: 'timeout', bucket: 42 },
  { model: 'workers-ai/llama-4-scout', calls: 60, usd: 0.0004, failed: 'incomplete', bucket: 31 },
  { model: 'compatible/house-model', calls: 25, usd: 0, failed: 'unavailable', bucket: 29 },
] as const;

/** Sums of calls in the archive of the last days, made by rule: weekends are quiet, and every model fails now and then. */
export async function spend(db: D1Database, organizationId: string, days: number): Promise<void> {
  const usage = db.prepare('INSERT INTO llm_usage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const latency = db.prepare('INSERT INTO llm_latencies VALUES (?, ?, ?, ?, ?, ?)');
  const statements = Array.from({ length: days }, (_, ago) => ago).flatMap((ago) => {
    const at = new Date(Date.now() - ago * DAY_MS);
    const share = [0, 6].includes(at.getUTCDay()) ? 0.2 : 0.7 + (ago % 4) * 0.15;
    const day = at.toISOString().slice(0, 10);
    return MODELS.flatMap(({ model, calls, usd, failed, bucket }) => {
      const made = Math.round(calls * share);
      const micros = Math.round(made * usd * 1e6);
      const head = [organizationId, day, model, 'answer'];
      const unpriced = usd === 0 ? made : 0;
      return [
        usage.bind(
          ...head,
          'complete',
          made,
          made * 900,
          made * 600,
          made * 50,
          made * 140,
          micros,
          unpriced,
          0,
        ),
        usage.bind(...head, failed, Math.ceil(made / 40), 0, 0, 0, 0, 0, 0, 1),
        latency.bind(...head, bucket, made),
        latency.bind(...head, bucket + 6, Math.ceil(made / 10)),
      ];
    });
  });
  await db.batch(statements);
}

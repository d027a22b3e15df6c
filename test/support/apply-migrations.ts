import { applyD1Migrations, env } from 'cloudflare:test';

await applyD1Migrations(env.RECORDS, env.RECORDS_MIGRATIONS);
await applyD1Migrations(env.KNOWLEDGE, env.KNOWLEDGE_MIGRATIONS);

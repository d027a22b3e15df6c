import { defineConfig } from 'drizzle-kit';

/**
 * `npx drizzle-kit generate` writes drafts below `.drizzle/`. The migrations that run are written and checked by hand in
 * `migrations/records/`: they also hold the CHECK constraints and triggers, which drizzle has no need to know.
 */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/store/schema/index.ts',
  out: './.drizzle',
});

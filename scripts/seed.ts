import { hashPassword } from '../src/auth/password.ts';
import type { OrganizationSettings } from '../src/domain/organization.ts';
import { TIER_LIMITS } from '../src/domain/tiers.ts';
import type { Role } from '../src/domain/user.ts';
import type { ArticleInput } from '../src/store/articles.ts';
import type { Records } from '../src/store/records.ts';

/** The demo organization as `http.md` promises it. Made only on a developer's machine: its password is public. */
export const DEMO = {
  organizationId: 'org_demo',
  widgetKey: 'wk_demo',
  password: 'edgewise-demo',
  users: [
    { id: 'usr_demoadmin', email: 'admin@demo.test', name: 'Demo Admin', role: 'admin' },
    { id: 'usr_demoagent', email: 'agent@demo.test', name: 'Demo Agent', role: 'agent' },
  ] satisfies { id: string; email: string; name: string; role: Role }[],
} as const;

/** Slugs of the articles whose titles are offered as first questions. Those that do not exist are left out. */
const STARTERS = ['unable-to-lock-row', 'daily-api-request-limit', 'edgewise-what-it-is'];

/** Articles written side by side: most of the time is spent waiting for the database's answer. */
const ARTICLES_AT_ONCE = 16;

export interface SeedDeps {
  records: Pick<Records, 'organizations' | 'users'>;
  /** Stores one article and makes it searchable. Tells whether anything changed. */
  putArticle(organizationId: string, article: ArticleInput): Promise<boolean>;
  /** The demo's knowledge, as `readKnowledge` reads it. */
  articles: ArticleInput[];
}

export interface Seeded {
  organization: 'created' | 'kept';
  users: number;
  articles: { total: number; changed: number };
}

/**
 * Makes the demo organization, its two users and its knowledge. Running it again changes nothing that is as it should be,
 * and keeps what was changed by hand in the organization's settings.
 */
export async function seedDemo(deps: SeedDeps): Promise<Seeded> {
  const { articles } = deps;
  const organization = await seedOrganization(deps, starters(articles));
  const users = await seedUsers(deps);
  let changed = 0;
  for (let at = 0; at < articles.length; at += ARTICLES_AT_ONCE) {
    const part = articles.slice(at, at + ARTICLES_AT_ONCE);
    const written = await Promise.all(part.map((article) => deps.putArticle(DEMO.organizationId, article)));
    changed += written.filter(Boolean).length;
  }
  return { organization, users, articles: { total: articles.length, changed } };
}

async function seedOrganization(
  { records }: SeedDeps,
  firstQuestions: string[],
): Promise<Seeded['organization']> {
  const settings: Partial<OrganizationSettings> = {
    // The name and colour of the demo site that carries the widget.
    displayName: 'Fernhill',
    accentColor: '#14663f',
    starters: firstQuestions,
  };
  const made = await records.organizations.create({
    id: DEMO.organizationId,
    name: 'Edgewise Demo',
    tier: 'business',
    widgetKey: DEMO.widgetKey,
    settings,
  });
  return made.ok ? 'created' : 'kept';
}

/** How many users were made. One that exists is left alone, password included: hashing costs a fifth of a second. */
async function seedUsers({ records }: SeedDeps): Promise<number> {
  let made = 0;
  for (const user of DEMO.users) {
    if ((await records.users.get(DEMO.organizationId, user.id)) !== null) continue;
    const passwordHash = await hashPassword(DEMO.password);
    const limit = TIER_LIMITS.business.users;
    const created = await records.users.create(DEMO.organizationId, { ...user, passwordHash }, limit);
    if (!created.ok) throw new Error(`cannot seed ${user.email}: ${created.error.reason}`);
    made += 1;
  }
  return made;
}

function starters(articles: ArticleInput[]): string[] {
  const titles = new Map(articles.map((article) => [article.externalId, article.title]));
  return STARTERS.flatMap((slug) => titles.get(slug) ?? []);
}

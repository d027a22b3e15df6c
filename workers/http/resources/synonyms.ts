import {
  isUsed,
  type MinedSynonym,
  SYNONYM_DECISIONS_MAX,
  type SynonymDecision,
} from '../../../src/domain/mined-synonyms.ts';
import { listOf } from '../../../src/protocol/http/page.ts';
import {
  decidedSynonymSchema,
  decideSynonymSchema,
  minedSynonymSchema,
} from '../../../src/protocol/http/synonyms.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Knowledge';
const path = '/v1/knowledge/synonyms';
/** Times that a decision is made anew because another change of the settings came first. */
const ATTEMPTS = 3;

/** What the organization's articles say to mean the same, and what is decided about it. */
export function synonymRoutes(table: RouteTable): void {
  listSynonyms(table);
  decideSynonym(table);
}

function listSynonyms(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag,
      summary: 'List names that articles use for the same thing',
      description:
        'Found when articles are indexed, those that most articles say first. Abbreviations are used by search at once, the rest when accepted.',
      access: 'knowledge.read',
      answers: { 200: listOf(minedSynonymSchema) },
    },
    async ({ principal: { organizationId } }) => {
      const organization = await deps.organizations.byId(organizationId);
      const decisions = organization?.settings.minedSynonyms ?? [];
      const pairs = await deps.knowledge.minedSynonyms(organizationId);
      const data = pairs.map((pair) => ({
        ...pair,
        used: isUsed(pair, decisions),
        decided: decisions.some((one) => isSame(one, pair)),
      }));
      return { status: 200, body: { data } };
    },
  );
}

function decideSynonym(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'put',
      path,
      tag,
      summary: 'Accept a pair of names, or switch it off',
      description:
        '`use` null: as it would be without a decision. Open conversations take it within half a minute. A pair that no article says is kept as well, and the answer tells so: `articles` is 0, and `absent` has the words that no article holds.',
      access: 'knowledge.write',
      body: decideSynonymSchema,
      answers: { 200: decidedSynonymSchema },
      audit: 'synonym.decide',
    },
    async ({ body: { short, long, use }, principal: { organizationId }, c }) => {
      auditTarget(c, organizationId, { use: String(use) });
      for (let attempt = 1; ; attempt += 1) {
        const organization = await deps.records.organizations.get(organizationId);
        if (!organization) return refuse(NOT_FOUND);
        const others = (organization.settings.minedSynonyms ?? []).filter(
          (one) => !isSame(one, { short, long }),
        );
        const minedSynonyms = use === null ? others : [...others, { short, long, use }];
        if (minedSynonyms.length > SYNONYM_DECISIONS_MAX) return refuse(TOO_MANY);
        const patch = { settings: { minedSynonyms } };
        const changed = await deps.records.organizations.update(organizationId, patch, organization.version);
        deps.organizations.forget(organizationId);
        if (changed.ok)
          return { status: 200, body: await decided(deps, organizationId, { short, long, use }) };
        if (attempt >= ATTEMPTS) return refuse(problemOf(changed.error));
      }
    },
  );
}

/** What a decision changes now, and which of its words are in vain. */
async function decided(
  { knowledge }: RouteTable['deps'],
  organizationId: string,
  { short, long, use }: Pick<SynonymDecision, 'short' | 'long'> & { use: boolean | null },
) {
  const [pairs, absent] = await Promise.all([
    knowledge.minedSynonyms(organizationId),
    knowledge.absentWords(organizationId, [short, long]),
  ]);
  const pair = pairs.find((one) => isSame(one, { short, long }));
  const used = pair !== undefined && isUsed(pair, use === null ? [] : [{ short, long, use }]);
  return { short, long, use, articles: pair?.articles ?? 0, used, absent };
}

function isSame(one: Pick<SynonymDecision, 'short' | 'long'>, other: Pick<MinedSynonym, 'short' | 'long'>) {
  return one.short === other.short && one.long === other.long;
}

const TOO_MANY: Problem = {
  code: 'limit_reached',
  detail: `At most ${SYNONYM_DECISIONS_MAX} pairs can be decided about. Put words that customers use into settings.synonyms instead.`,
};

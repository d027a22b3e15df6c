import { extractAnswer } from '../src/answer/extract.ts';
import { keepTraceable } from '../src/answer/trace.ts';
import type { OrganizationSnapshot } from '../src/domain/organization.ts';
import type { Answer } from '../src/domain/passage.ts';
import { analyze } from '../src/retrieve/analyze.ts';
import type { SearchScope } from '../src/retrieve/gather.ts';
import type { KnowledgeIndex } from '../src/store/knowledge/knowledge-index.ts';
import { answerFromKnowledge } from '../src/turn.ts';
import { ASKING } from './asking.ts';
import type { Env } from './env.ts';
import { quotable } from './quotable.ts';
import { ownSynonyms, searchKnowledge } from './wire-search.ts';

/** Passages that an answer may draw on, as in a turn. */
const PASSAGES = 8;

/** The answer of a turn without its conversation: each question searched and quoted, and left out what no quote holds. */
export async function previewAnswer(
  env: Env,
  index: KnowledgeIndex,
  request: {
    organization: OrganizationSnapshot;
    question: string;
    locale: string | null;
    scope?: Partial<SearchScope>;
  },
): Promise<Answer> {
  const { organization, question, locale, scope = {} } = request;
  const {
    answerThreshold: threshold,
    synonyms = [],
    minedSynonyms: decisions = [],
    preferNewer = true,
  } = organization.settings;
  const asked = {
    organizationId: organization.id,
    limit: PASSAGES,
    locale,
    ...scope,
    decisions,
    preferNewer,
    synonyms: ownSynonyms(synonyms),
  };
  const ask = async (text: string) => {
    const found = await quotable(await searchKnowledge(env, index, { ...asked, query: text }));
    return {
      found,
      quoted: extractAnswer({ question: text, found, threshold, language: locale }, { analyze }),
    };
  };
  const { quoted } = await answerFromKnowledge(question, [], ask, ASKING);
  return keepTraceable(quoted, locale).answer;
}

import type { SearchResult } from '../domain/passage.ts';
import type { KnowledgeReader, SearchRequest } from './gather.ts';
import { bestOfBoth, type OtherNames, otherNames, otherWording, thatSay } from './other-wording.ts';

/** Made once for each list of pairs, which stays the same object while the knowledge does. */
const made = new WeakMap<object, { decisions: string; names: OtherNames }>();

/**
 * Searches for a question, and once more in the other words that the organization's articles have for what it asks, where they have
 * some. A result says of which version it is, so that the words must be of the same: where the knowledge changed in between, they are
 * read once more.
 */
export async function inAllWordings(
  request: SearchRequest,
  index: Pick<KnowledgeReader, 'minedSynonyms'>,
  search: (request: SearchRequest) => Promise<SearchResult>,
): Promise<SearchResult> {
  const mined = async () => (await index.minedSynonyms?.(request.organizationId)) ?? null;
  const [known, asked] = await Promise.all([mined(), search(request)]);
  const isNew = asked.version !== undefined && known !== null && known.version !== asked.version;
  const present = isNew ? await mined() : known;
  if (present === null) return asked;
  const other = otherWording(request.query, namesOf(present.pairs, request.decisions ?? []));
  if (other === null) return asked;
  const found = await search({ ...request, query: other.query });
  return bestOfBoth(asked, thatSay(found, other.said), request.limit);
}

function namesOf(...[pairs, decisions]: Required<Parameters<typeof otherNames>>): OtherNames {
  const key = JSON.stringify(decisions);
  const known = made.get(pairs);
  if (known?.decisions === key) return known.names;
  const names = otherNames(pairs, decisions);
  made.set(pairs, { decisions: key, names });
  return names;
}

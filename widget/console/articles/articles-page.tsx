import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Page } from '../data/api.ts';
import { type Pages, usePages } from '../data/use-pages.ts';
import type { Article } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useView } from '../view.ts';
import { ArticleTable } from './article-table.tsx';

const STATES = ['indexed', 'pending', 'failed'] as const;
/** Rows of a page, and how many are loaded at most to look for a title in them. */
const PAGE_ROWS = 50;
const SEARCHED_ROWS = 2_000;

/** All articles, by title and state. */
export function ArticlesPage({ query }: { query: URLSearchParams }) {
  const { api, texts, mayWrite } = useView();
  const state = STATES.find((one) => one === query.get('state')) ?? null;
  const get = useCallback(
    (path: string, signal?: AbortSignal) => api.get<Page<Article>>(path, signal),
    [api],
  );
  const path = `/v1/knowledge/articles?limit=${PAGE_ROWS}${state ? `&state=${state}` : ''}`;
  const pages = usePages<Article, Page<Article>>(path, get);
  const [words, setWords] = useState(query.get('q') ?? '');
  const shown = useFiltered(pages, words);
  return (
    <>
      <PageHead title={texts.shell.articles} about={texts.articles.about}>
        {mayWrite && (
          <a class="solid" href={href(['articles', 'new'])}>
            {texts.articles.write}
          </a>
        )}
      </PageHead>
      <Filters words={words} state={state} onWords={setWords} />
      {pages.error && <Notice error={pages.error} onRetry={() => void pages.reload()} />}
      {!pages.data && pages.isLoading && <Bones rows={8} />}
      {pages.data && shown.length > 0 && <ArticleTable articles={shown} />}
      {pages.data && shown.length === 0 && (
        <None hasArticles={pages.data.data.length > 0 || state !== null} />
      )}
      {pages.hasMore && words && <p class="fine">{texts.articles.loaded}</p>}
      <MoreButton pages={pages} />
    </>
  );
}

/** Those whose title has all the words. What is not loaded yet is loaded as long as somebody looks for something. */
function useFiltered(pages: Pages<Article, Page<Article>>, words: string): Article[] {
  const all = pages.data?.data ?? [];
  const { hasMore, isLoadingMore, more, error } = pages;
  const isWanted = words.trim() !== '' && hasMore && !isLoadingMore && !error && all.length < SEARCHED_ROWS;
  useEffect(() => {
    if (isWanted) void more();
  }, [isWanted, more]);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ title, tags, products }) => {
    const text = `${title} ${tags.join(' ')} ${products.join(' ')}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

interface FilterProps {
  words: string;
  state: string | null;
  onWords(words: string): void;
}

function Filters({ words, state, onWords }: FilterProps) {
  const { texts, go } = useView();
  return (
    <div class="filters">
      <SearchField label={texts.articles.filter} value={words} onInput={onWords} />
      <label class="inline">
        <span class="sr">{texts.articles.state}</span>
        <select
          value={state ?? ''}
          onChange={(event) =>
            go(href(['articles'], { state: event.currentTarget.value, q: words }), { replace: true })
          }
        >
          <option value="">{texts.articles.filterAll}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {texts.articles[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function None({ hasArticles }: { hasArticles: boolean }) {
  const { texts } = useView();
  return (
    <Empty icon={icons.articles} title={hasArticles ? texts.articles.noMatch : texts.articles.empty}>
      <p>{hasArticles ? texts.articles.noMatchTodo : texts.articles.emptyTodo}</p>
    </Empty>
  );
}

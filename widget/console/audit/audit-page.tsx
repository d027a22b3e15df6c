import { useCallback } from 'preact/hooks';
import type { Page } from '../data/api.ts';
import { usePages } from '../data/use-pages.ts';
import type { AuditEvent } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { filtersOf, pathOf } from './audit-query.ts';
import { AuditTable } from './audit-table.tsx';

/** Who did what, newest first. `?action=`, `?actor=`, `?outcome=`, `?from=`, `?to=`. */
export function AuditPage({ query }: { query: URLSearchParams }) {
  const { api, texts, go } = useView();
  const { audit } = texts;
  const filters = filtersOf(query);
  const isFiltered = Object.values(filters).some((value) => value !== '');
  const get = useCallback(
    (path: string, signal?: AbortSignal) => api.get<Page<AuditEvent>>(path, signal),
    [api],
  );
  const pages = usePages<AuditEvent, Page<AuditEvent>>(pathOf(filters), get);
  const { data } = pages;
  return (
    <>
      <PageHead title={audit.nav} about={audit.about} />
      <AuditFilterBar
        filters={filters}
        isFiltered={isFiltered}
        onChange={(next) => go(href(['audit'], { ...next }), { replace: true })}
      />
      {pages.error && <Notice error={pages.error} onRetry={() => void pages.reload()} />}
      {!data && pages.isLoading && <Bones rows={8} />}
      {data && data.data.length > 0 && <AuditTable events={data.data} />}
      {data && data.data.length === 0 && (
        <Empty icon={icons.audit} title={isFiltered ? audit.noMatch : audit.empty}>
          {isFiltered && <p>{audit.noMatchTodo}</p>}
        </Empty>
      )}
      <MoreButton pages={pages} />
    </>
  );
}

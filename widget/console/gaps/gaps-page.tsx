import { useCallback } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { fill } from '../../locale/texts.ts';
import { usePages } from '../data/use-pages.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { Gap, GapReport } from '../data/wire.ts';
import { fillAll } from '../fill-all.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { GapFrame } from './gap-frame.tsx';
import { PERIODS, periodOf, STATUSES, statusOf } from './gap-query.ts';
import { GapTable } from './gap-table.tsx';

/** What customers asked in vain, most asked first. `?period=` and `?status=`. */
export function GapsPage({ query }: { query: URLSearchParams }) {
  const { api } = useView();
  const period = periodOf(query);
  const status = statusOf(query);
  const get = useCallback((path: string, signal?: AbortSignal) => api.get<GapReport>(path, signal), [api]);
  const pages = usePages<Gap, GapReport>(
    `/v1/knowledge/gaps?limit=50&period=${period}&status=${status}`,
    get,
  );
  const { data } = pages;
  return (
    <GapFrame tab="gaps">
      <Filters query={query} report={data} reload={pages.reload} />
      {pages.error && <Notice error={pages.error} onRetry={() => void pages.reload()} />}
      {!data && pages.isLoading && <Bones rows={6} />}
      {data && data.data.length > 0 && <GapTable gaps={data.data} period={period} />}
      {data && data.data.length === 0 && <None report={data} isOpen={status === 'open'} />}
      <MoreButton pages={pages} />
    </GapFrame>
  );
}

interface FilterProps {
  query: URLSearchParams;
  report: GapReport | null;
  reload(): Promise<void>;
}

function Filters({ query, report, reload }: FilterProps) {
  const { api, texts, formats, go, mayWrite } = useView();
  const refresh = useSubmit(async () => {
    await api.send('POST', '/v1/knowledge/gaps/refresh');
    await reload();
  });
  const { gaps } = texts;
  const period = periodOf(query);
  const status = statusOf(query);
  const set = (part: { period?: string; status?: string }) =>
    go(href(['gaps'], { period, status, ...part }), { replace: true });
  return (
    <div class="filters">
      <Choice
        label={gaps.status}
        value={status}
        options={STATUSES.map((one) => ({ value: one, label: gaps.statuses[one] }))}
        onChange={(next) => set({ status: next })}
      />
      <Choice
        label={gaps.period}
        value={period}
        options={PERIODS.map((one) => ({ value: one, label: gaps.periods[one] }))}
        onChange={(next) => set({ period: next })}
      />
      {mayWrite && (
        <button type="button" class="plain" disabled={refresh.isBusy} onClick={() => void refresh.run()}>
          <Icon d={icons.sync} />
          {gaps.refresh}
        </button>
      )}
      {report && (
        <p class="fine aside">
          {fillAll(gaps.summary, {
            unanswered: formats.count(report.unanswered),
            questions: formats.count(report.questions),
          })}{' '}
          {report.groupedAt && fill(gaps.grouped, formats.ago(report.groupedAt))}
        </p>
      )}
      {refresh.error && <Notice error={refresh.error} />}
    </div>
  );
}

function None({ report, isOpen }: { report: GapReport; isOpen: boolean }) {
  const { texts } = useView();
  const { gaps } = texts;
  if (!isOpen) return <Empty icon={icons.gaps} title={gaps.emptyStatus} />;
  const isWaiting = report.groupedAt === null && report.unanswered > 0;
  return (
    <Empty icon={icons.check} title={gaps.empty}>
      <p>{isWaiting ? gaps.emptyYet : gaps.emptyTodo}</p>
    </Empty>
  );
}

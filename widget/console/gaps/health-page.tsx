import { fill } from '../../locale/texts.ts';
import { useLoad } from '../data/use-load.ts';
import type { Health } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Choice } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { ConflictList } from './conflict-list.tsx';
import { GapFrame } from './gap-frame.tsx';
import { PERIODS, periodOf } from './gap-query.ts';
import { HealthList } from './health-list.tsx';

const LISTS = ['failing', 'stale', 'declining', 'unused'] as const;

/** Which articles need a person's eye. `?period=`. */
export function HealthPage({ query }: { query: URLSearchParams }) {
  const { api, texts, formats, go } = useView();
  const { gaps } = texts;
  const period = periodOf(query);
  const path = `/v1/knowledge/health?period=${period}`;
  const health = useLoad(path, (signal) => api.get<Health>(path, signal));
  const { data } = health;
  return (
    <GapFrame tab="health">
      <div class="filters">
        <Choice
          label={gaps.period}
          value={period}
          options={PERIODS.map((one) => ({ value: one, label: gaps.periods[one] }))}
          onChange={(next) => go(href(['gaps', 'health'], { period: next }), { replace: true })}
        />
        {data && <p class="fine aside">{fill(gaps.health.summary, formats.count(data.articles))}</p>}
      </div>
      {health.error && <Notice error={health.error} onRetry={() => void health.reload()} />}
      {!data && health.isLoading && <Bones rows={8} />}
      {data && (
        <div class="health">
          {data.conflicts && (
            <>
              <ConflictList kind="contradiction" conflicts={data.conflicts.data} />
              <ConflictList kind="duplicate" conflicts={data.conflicts.data} />
            </>
          )}
          {LISTS.map((name) => (
            <HealthList key={name} name={name} list={data[name]} />
          ))}
        </div>
      )}
    </GapFrame>
  );
}

import { fill } from '../../locale/texts.ts';
import type { Api } from '../data/api.ts';
import { useLoad } from '../data/use-load.ts';
import type { LlmUsage } from '../data/wire.ts';
import { PERIODS, periodOf } from '../gaps/gap-query.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { FailureList } from './failure-list.tsx';
import { ModelTable } from './model-table.tsx';
import { ModelsFrame } from './models-frame.tsx';
import { MEASURES, measured, plotOf } from './plot-data.ts';
import { SpendPlot } from './spend-plot.tsx';

const DAY_MS = 86_400_000;

interface Spending {
  byDay: LlmUsage;
  byModel: LlmUsage;
  byOutcome: LlmUsage;
}

/** What models were called for and what it cost. `?period=` and `?show=`. */
export function SpendingPage({ query }: { query: URLSearchParams }) {
  const { api, texts, go } = useView();
  const period = periodOf(query);
  const measure = MEASURES.find((one) => one === query.get('show')) ?? 'cost';
  const usage = useLoad(period, (signal) => readSpending(api, Number.parseInt(period, 10), signal));
  const { data } = usage;
  const set = (part: { period?: string; show?: string }) =>
    go(href(['models'], { period, show: measure, ...part }), { replace: true });
  return (
    <ModelsFrame tab="spending">
      <div class="filters">
        <Choice
          label={texts.gaps.period}
          value={period}
          options={PERIODS.map((one) => ({ value: one, label: texts.gaps.periods[one] }))}
          onChange={(next) => set({ period: next })}
        />
        <Choice
          label={texts.models.measure}
          value={measure}
          options={MEASURES.map((one) => ({ value: one, label: texts.models.measures[one] }))}
          onChange={(next) => set({ show: next })}
        />
      </div>
      {usage.error && <Notice error={usage.error} onRetry={() => void usage.reload()} />}
      {!data && usage.isLoading && <Bones rows={8} />}
      {data && data.byDay.total.calls === 0 && (
        <Empty icon={icons.models} title={texts.models.empty}>
          <p>{texts.models.emptyTodo}</p>
        </Empty>
      )}
      {data && data.byDay.total.calls > 0 && (
        <div class="spending">
          <Sums total={data.byDay.total} />
          <SpendPlot key={`${period} ${measure}`} plot={plotOf(data.byDay, measure)} measure={measure} />
          <ModelTable rows={data.byModel.data} plot={plotOf(data.byDay, measure)} />
          <FailureList rows={data.byOutcome.data} />
        </div>
      )}
    </ModelsFrame>
  );
}

/** The days until today: the same for all three, so that they say the same. */
async function readSpending(api: Api, days: number, signal: AbortSignal): Promise<Spending> {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const span = `from=${day(Date.now() - (days - 1) * DAY_MS)}&to=${day(Date.now())}`;
  const [byDay, byModel, byOutcome] = await Promise.all(
    ['day,model', 'model', 'outcome'].map((by) =>
      api.get<LlmUsage>(`/v1/usage/llm?${span}&by=${by}`, signal),
    ),
  );
  if (!byDay || !byModel || !byOutcome) throw new Error('three answers are expected');
  return { byDay, byModel, byOutcome };
}

function Sums({ total }: { total: LlmUsage['total'] }) {
  const { texts, formats } = useView();
  const { models } = texts;
  const { input, cachedInput, cacheWrite, output } = total.tokens;
  const sums = [
    { label: models.measures.cost, value: formats.money(total.costUsd) },
    { label: models.measures.calls, value: formats.count(total.calls) },
    { label: models.failed, value: formats.count(total.failedCalls), isBad: total.failedCalls > 0 },
    { label: models.measures.tokens, value: formats.short(measured(total, 'tokens')) },
    { label: models.tokensRead, value: formats.short(input + cacheWrite) },
    { label: models.tokensCached, value: formats.short(cachedInput) },
    { label: models.tokensWritten, value: formats.short(output) },
  ];
  return (
    <div>
      <dl class="counts">
        {sums.map(({ label, value, isBad }) => (
          <div key={label} class={isBad ? 'bad' : ''}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {total.unpricedCalls > 0 && (
        <p class="fine">{fill(models.unpriced, formats.count(total.unpricedCalls))}</p>
      )}
      {total.estimatedCalls > 0 && (
        <p class="fine">{fill(models.estimated, formats.count(total.estimatedCalls))}</p>
      )}
    </div>
  );
}

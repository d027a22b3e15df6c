import { fill } from '../../locale/texts.ts';
import type { LlmUsage } from '../data/wire.ts';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { measured, type Plot } from './plot-data.ts';

/** Models, dearest first, in the colours of the plot: what each was asked, cost, and how fast it was. */
export function ModelTable({ rows, plot }: { rows: LlmUsage['data']; plot: Plot }) {
  const { models } = useView().texts;
  const sorted = rows.toSorted((left, right) => right.costUsd - left.costUsd || right.calls - left.calls);
  const colour = (model: string | undefined) => {
    const own = plot.layers.findIndex((layer) => layer.model === model);
    return own >= 0 ? own : plot.layers.findIndex((layer) => layer.model === null);
  };
  return (
    <section aria-labelledby="models-title">
      <h2 id="models-title" class="section-title">
        {models.byModel}
      </h2>
      <table class="list">
        <TableHead
          columns={[
            models.model,
            ...[
              models.measures.calls,
              models.failed,
              models.measures.tokens,
              models.first,
              models.measures.cost,
            ].map((label) => [label, 'end'] as const),
          ]}
        />
        <tbody>
          {sorted.map((row) => (
            <Row key={row.model} row={row} colour={colour(row.model)} />
          ))}
        </tbody>
      </table>
      <p class="fine">{models.firstHint}</p>
    </section>
  );
}

function Row({ row, colour }: { row: LlmUsage['data'][number]; colour: number }) {
  const { texts, formats } = useView();
  const { models } = texts;
  const { firstMs } = row;
  const isUnpriced = row.costUsd === 0 && row.unpricedCalls > 0;
  return (
    <tr>
      <td>
        <i class={`swatch c${colour}`} />
        <bdi>{row.model}</bdi>
      </td>
      <td class="num" data-label={models.measures.calls}>
        {formats.count(row.calls)}
      </td>
      <td class="num" data-label={models.failed}>
        {formats.count(row.failedCalls)}
      </td>
      <td class="num" data-label={models.measures.tokens}>
        {formats.short(measured(row, 'tokens'))}
      </td>
      <td class="num" data-label={models.first}>
        {firstMs ? formats.wait(firstMs.p50) : '–'}
        {firstMs && <span class="fine slow">{fill(models.slow, formats.wait(firstMs.p95))}</span>}
      </td>
      <td class="num" data-label={models.measures.cost}>
        <strong>{isUnpriced ? '–' : formats.money(row.costUsd)}</strong>
      </td>
    </tr>
  );
}

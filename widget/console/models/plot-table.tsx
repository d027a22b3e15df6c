import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import type { Plot } from './plot-data.ts';

interface Props {
  plot: Plot;
  /** Of the layers. */
  names: readonly string[];
  format(value: number): string;
}

/** All numbers of a plot, newest day first; days on which nothing happened are left out. */
export function PlotTable({ plot, names, format }: Props) {
  const { texts, formats } = useView();
  const { models } = texts;
  const days = plot.days
    .map((day, at) => ({ day, at, total: plot.totals[at] ?? 0 }))
    .filter(({ total }) => total > 0)
    .reverse();
  return (
    <details class="fold">
      <summary>{models.asTable}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section class="wide-table" tabIndex={0} aria-label={models.asTable}>
        <table>
          <TableHead
            columns={[models.day, ...names.map((name) => [name, 'end'] as const), [models.total, 'end']]}
          />
          <tbody>
            {days.map(({ day, at, total }) => (
              <tr key={day}>
                <th scope="row">{formats.day(day)}</th>
                {plot.layers.map(({ model, values }) => (
                  <td key={model} class="num">
                    {format(values[at] ?? 0)}
                  </td>
                ))}
                <td class="num">{format(total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

import type { Gap } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { Trend } from './trend.tsx';

/** Gaps, one a row: what is asked, how often, and whether it grows. */
export function GapTable({ gaps, period }: { gaps: readonly Gap[]; period: string }) {
  const { texts, formats } = useView();
  const most = Math.max(
    ...gaps.map(({ questions, questionsBefore }) => Math.max(questions, questionsBefore)),
  );
  return (
    <table class="list">
      <TableHead
        columns={[
          texts.gaps.question,
          [texts.gaps.volume, 'end'],
          texts.gaps.trend,
          [texts.gaps.lastSeen, 'end'],
        ]}
      />
      <tbody>
        {gaps.map((gap) => (
          <tr key={gap.id}>
            <td>
              <a class="row-link" href={href(['gaps', gap.id], { period })} dir="auto" lang={gap.language}>
                {gap.label}
              </a>
              <span class="tags">
                {gap.terms.slice(0, 3).map((term) => (
                  <span key={term} class="tag" dir="auto">
                    {term}
                  </span>
                ))}
              </span>
            </td>
            <td class="num" data-label={texts.gaps.volume}>
              <strong>{formats.count(gap.questions)}</strong>
            </td>
            <td>
              <Trend gap={gap} most={most} />
            </td>
            <td class="end fine">
              <Ago at={gap.lastSeenAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { Gap } from '../data/wire.ts';
import { fillAll } from '../fill-all.ts';
import { useView } from '../view.ts';

/** Pixels of the taller bar. */
const HEIGHT = 20;

/** This period beside the one before, as two bars on the scale of the whole list, and the verdict in a word. */
export function Trend({ gap, most }: { gap: Gap; most: number }) {
  const { texts, formats } = useView();
  const { questions, questionsBefore, trend } = gap;
  const tall = (n: number) => (n === 0 ? 1 : Math.max(2, Math.round((n / Math.max(most, 1)) * HEIGHT)));
  const told = fillAll(texts.gaps.trendPlot, {
    before: formats.count(questionsBefore),
    now: formats.count(questions),
  });
  return (
    <span class={`trend ${trend}`} title={told}>
      <svg class="bars" viewBox={`0 0 22 ${HEIGHT}`} role="img" aria-label={told}>
        <rect
          class="before"
          x="0"
          y={HEIGHT - tall(questionsBefore)}
          width="9"
          height={tall(questionsBefore)}
          rx="1.5"
        />
        <rect
          class="present"
          x="13"
          y={HEIGHT - tall(questions)}
          width="9"
          height={tall(questions)}
          rx="1.5"
        />
      </svg>
      {texts.gaps.trends[trend]}
    </span>
  );
}

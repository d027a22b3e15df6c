import { useState } from 'preact/hooks';
import { fillAll } from '../fill-all.ts';
import { useView } from '../view.ts';
import type { Measure, Plot } from './plot-data.ts';
import { PlotTable } from './plot-table.tsx';

/** Units of the drawing: it is stretched to the width that there is. */
const STEP = 10;
const BAR = 7;
const HEIGHT = 100;

/** Stacked bars, one a day. Arrow keys, a finger or a mouse choose the day that is spelled out below; a table has all of them. */
export function SpendPlot({ plot, measure }: { plot: Plot; measure: Measure }) {
  const { texts, formats } = useView();
  const { models } = texts;
  const [at, setAt] = useState(plot.days.length - 1);
  const format = measure === 'cost' ? formats.money : formats.count;
  const tick = measure === 'cost' ? formats.money : formats.short;
  const names = plot.layers.map(({ model }) => model ?? models.other);
  const day = plot.days[at] ?? '';
  const shown = plot.layers
    .map((layer, n) => ({ n, name: names[n] ?? '', value: layer.values[at] ?? 0 }))
    .filter(({ value }) => value > 0);
  const spoken = [
    fillAll(models.spoken, { day: formats.day(day), total: format(plot.totals[at] ?? 0) }),
    ...shown.map(({ name, value }) => `${name}: ${format(value)}.`),
  ].join(' ');
  return (
    <section class="plot" aria-labelledby="plot-title">
      <h2 id="plot-title" class="section-title">
        {models.measures[measure]} · {models.perDay}
      </h2>
      <div class="plot-grid">
        <div class="plot-ticks" aria-hidden="true">
          <span>{tick(plot.top)}</span>
          <span>{tick(plot.top / 2)}</span>
          <span>{tick(0)}</span>
        </div>
        <Days plot={plot} at={at} spoken={spoken} onChange={setAt} />
        <div class="plot-ends" aria-hidden="true">
          <span>{formats.day(plot.days[0] ?? '')}</span>
          <span>{formats.day(plot.days.at(-1) ?? '')}</span>
        </div>
      </div>
      <p class="plot-day" aria-hidden="true">
        <strong>
          {formats.day(day)}: {format(plot.totals[at] ?? 0)}
        </strong>
        {shown.map(({ n, name, value }) => (
          <span key={name}>
            <i class={`swatch c${n}`} />
            <bdi>{name}</bdi> {format(value)}
          </span>
        ))}
      </p>
      <PlotTable plot={plot} names={names} format={format} />
    </section>
  );
}

interface DaysProps {
  plot: Plot;
  at: number;
  spoken: string;
  onChange(at: number): void;
}

/** The bars. One stop for the keyboard: left and right go from day to day, as on any slider. */
function Days({ plot, at, spoken, onChange }: DaysProps) {
  const { texts } = useView();
  const last = plot.days.length - 1;
  const go = (next: number) => onChange(Math.min(last, Math.max(0, next)));
  const isRtl = (element: Element) => getComputedStyle(element).direction === 'rtl';
  return (
    <div
      class="plot-days"
      role="slider"
      tabIndex={0}
      aria-label={texts.models.day}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={spoken}
      onKeyDown={(event) => {
        const forward = isRtl(event.currentTarget) ? -1 : 1;
        const moves: Record<string, number> = {
          ArrowRight: at + forward,
          ArrowLeft: at - forward,
          ArrowUp: at + 1,
          ArrowDown: at - 1,
          Home: 0,
          End: last,
        };
        const next = moves[event.key];
        if (next === undefined) return;
        event.preventDefault();
        go(next);
      }}
      onPointerDown={(event) => go(dayAt(event, last + 1))}
      onPointerMove={(event) => go(dayAt(event, last + 1))}
    >
      <Bars plot={plot} at={at} />
    </div>
  );

  function dayAt(event: PointerEvent & { currentTarget: HTMLElement }, days: number): number {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / Math.max(1, width);
    return Math.floor((isRtl(event.currentTarget) ? 1 - share : share) * days);
  }
}

function Bars({ plot, at }: { plot: Plot; at: number }) {
  const width = plot.days.length * STEP;
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {[0, HEIGHT / 2, HEIGHT].map((y) => (
        <line key={y} class="grid" x1="0" x2={width} y1={y} y2={y} />
      ))}
      <rect class="now" x={at * STEP} y="0" width={STEP} height={HEIGHT} />
      {plot.days.map((day, n) => {
        let top = HEIGHT;
        return plot.layers.map(({ model, values }, layer) => {
          const tall = ((values[n] ?? 0) / plot.top) * HEIGHT;
          top -= tall;
          if (tall === 0) return null;
          const x = n * STEP + (STEP - BAR) / 2;
          return <rect key={`${day} ${model}`} class={`c${layer}`} x={x} y={top} width={BAR} height={tall} />;
        });
      })}
    </svg>
  );
}

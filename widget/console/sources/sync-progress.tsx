import { useEffect, useRef, useState } from 'preact/hooks';
import type { Source, Sync } from '../data/wire.ts';
import type { Texts } from '../locale/texts.ts';
import { useView } from '../view.ts';
import { isMoving, shareOf } from './source-state.ts';

const PHASES = ['list', 'collect', 'plan', 'apply', 'finish'] as const;
const COUNTS = ['found', 'fetched', 'unchanged', 'read', 'chunked', 'embedded', 'failed', 'removed'] as const;

/** What the sync that runs has done so far, or what the last one did. */
export function SyncProgressCard({ source }: { source: Source }) {
  const { texts, formats } = useView();
  const { lastSync, progress } = source;
  const spoken = useSpoken(source, texts, formats.count);
  const isRunning = isMoving(source) || source.state === 'paused';
  return (
    <>
      <p class="sr" role="status">
        {spoken}
      </p>
      {lastSync && progress && (
        <section class="progress" aria-label={texts.sources.progress}>
          {isRunning && <Phases sync={lastSync} source={source} />}
          <dl class="counts">
            {COUNTS.filter((name) => isWorthShowing(name, progress[name])).map((name) => (
              <div key={name} class={name === 'failed' && progress.failed > 0 ? 'bad' : ''}>
                <dt>{texts.sources.counts[name]}</dt>
                <dd>{formats.count(progress[name])}</dd>
              </div>
            ))}
          </dl>
          {isRunning && <p class="fine">{texts.sources.safe}</p>}
          {!isRunning && lastSync.note && source.state !== 'failed' && (
            <p class="fine" dir="auto">
              {lastSync.note}
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** Nothing removed and nothing unchanged is the ordinary case. */
function isWorthShowing(name: (typeof COUNTS)[number], count: number): boolean {
  return count > 0 || (name !== 'removed' && name !== 'unchanged' && name !== 'embedded');
}

function Phases({ sync, source }: { sync: Sync; source: Source }) {
  const { texts } = useView();
  // Between two phases a sync is queued too; only before the first one it waits to begin.
  const isQueued = sync.state === 'queued' && sync.phase === 'list';
  const at = PHASES.indexOf(sync.phase);
  return (
    <>
      <ol class="phases">
        {PHASES.map((phase, index) => (
          <li
            key={phase}
            class={index < at ? 'past' : index === at && !isQueued ? 'now' : ''}
            aria-current={index === at ? 'step' : undefined}
          >
            {texts.sources.phases[phase]}
          </li>
        ))}
      </ol>
      {source.state !== 'paused' && (
        <progress class="meter" aria-label={texts.sources.progress} value={shareOf(source) ?? undefined} />
      )}
      {isQueued && <p class="fine">{texts.sources.queued}</p>}
    </>
  );
}

/** What a screen reader is told: each phase once, and the end; never every number. */
function useSpoken(source: Source, texts: Texts, count: (n: number) => string): string {
  const { lastSync, progress } = source;
  const [text, setText] = useState('');
  const wasMoving = useRef(false);
  const moving = isMoving(source);
  const phase = lastSync?.phase;
  useEffect(() => {
    if (moving && phase && progress) {
      const values = { phase: texts.sources.phases[phase], ...progress };
      setText(
        texts.sources.spoken.replace(/\{(phase|found|fetched|failed)\}/g, (_, name: keyof typeof values) => {
          const value = values[name];
          return typeof value === 'number' ? count(value) : value;
        }),
      );
    } else if (wasMoving.current && lastSync) {
      setText(texts.sources.finishedSpoken.replace('{state}', texts.sources.syncStates[lastSync.state]));
    }
    wasMoving.current = moving;
  }, [moving, phase]);
  return text;
}

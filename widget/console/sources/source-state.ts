import type { Source } from '../data/wire.ts';
import type { Texts } from '../locale/texts.ts';
import type { Tone } from '../ui/badge.tsx';

const TONES: Record<Source['state'], Tone> = {
  idle: 'good',
  syncing: 'busy',
  paused: 'warn',
  failed: 'bad',
  deleting: 'busy',
};

/** A source's state in a word. One that was never synced is not up to date. Pure. */
export function sourceState({ state, lastSync }: Source, texts: Texts): { tone: Tone; text: string } {
  if (state === 'idle' && lastSync === null) return { tone: 'quiet', text: texts.sources.states.fresh };
  return { tone: TONES[state], text: texts.sources.states[state] };
}

/** Whether something is going on that is worth looking at again soon. Pure. */
export function isMoving({ state, lastSync }: Source): boolean {
  return (
    state === 'syncing' ||
    state === 'deleting' ||
    lastSync?.state === 'queued' ||
    lastSync?.state === 'running'
  );
}

/** Changes when anything that is shown of the sources' progress does. Pure. */
export function versionOf(sources: readonly Source[]): string {
  return sources.map(({ id, state, progress }) => JSON.stringify([id, state, progress])).join();
}

/** Share of the sync that is done, 0 to 1, where it can be told. Pure. */
export function shareOf({ lastSync, progress }: Source): number | null {
  if (!progress || !lastSync || lastSync.phase === 'list') return null;
  if (lastSync.phase === 'finish') return 1;
  if (lastSync.phase !== 'collect' || progress.found === 0) return null;
  return Math.min(
    1,
    Math.max(progress.read + progress.unchanged + progress.failed, progress.fetched) / progress.found,
  );
}

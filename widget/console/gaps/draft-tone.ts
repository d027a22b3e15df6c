import type { Draft } from '../data/wire.ts';
import type { Tone } from '../ui/badge.tsx';

/** How a draft's state looks. Pure. */
export function draftTone(state: Draft['state']): Tone {
  return state === 'published' ? 'good' : state === 'draft' ? 'busy' : 'quiet';
}

import type { Article } from '../data/wire.ts';
import type { Tone } from '../ui/badge.tsx';

/** How an index state looks. Pure. */
export function articleTone(state: Article['state']): Tone {
  return state === 'indexed' ? 'good' : state === 'pending' ? 'busy' : 'bad';
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeMeanings } from '../../src/retrieve/word-meanings.ts';
import type { WordDirections } from '../../src/understand/intent/word-directions.ts';
import { ROOT } from '../local/paths.ts';

/** The table of meanings that ships, as models of intents see it. Throws where it cannot be read: `npm run train -- meanings` makes it. */
export function readDirections(): WordDirections {
  const table = decodeMeanings(readFileSync(join(ROOT, 'src/understand/models/meanings.bin')));
  if (!table.ok) throw new Error(`src/understand/models/meanings.bin cannot be read: ${table.error}`);
  return table.value;
}

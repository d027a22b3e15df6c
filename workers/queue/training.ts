import type { IdPrefix } from '../../src/domain/ids.ts';
import type { TrainIntentsMessage } from '../../src/protocol/queue.ts';
import type { IntentModelRepository } from '../../src/store/intent-models.ts';
import type { IntentTrainingRepository } from '../../src/store/intent-trainings.ts';
import type { WordDirections } from '../../src/understand/intent/word-directions.ts';

/** What a training needs of the world; `workers/wire.ts` fills it. */
export interface TrainingDeps {
  models: Pick<IntentModelRepository, 'examples'>;
  trainings: IntentTrainingRepository;
  /** The table of meanings, which models learn from. */
  directions(): Promise<WordDirections | null>;
  clock(): number;
  newId(prefix: IdPrefix): string;
  /** Lets everything else that waits in this isolate run. */
  pause(): Promise<void>;
  enqueue(message: TrainIntentsMessage): Promise<void>;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
}

/** A runner that was not heard of for this long is dead: it speaks every second. Two minutes outlast any stall of D1. */
export const LEASE_MS = 120_000;

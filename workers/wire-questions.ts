import { newId } from '../src/domain/ids.ts';
import type { Records } from '../src/store/records.ts';
import type { Logger } from '../src/telemetry/logger.ts';
import { inspect } from '../src/understand/guard/inspect.ts';
import { redactQuestion } from '../src/understand/mask/redact-question.ts';
import type { QuestionWorkDeps } from './cron/question-work.ts';
import { understandModels } from './understand-models.ts';

/** What reads customers' questions for reports. Imported by the first run of an isolate: it brings the models. */
export async function wireQuestions(front: {
  records: Records;
  clock(): number;
  logger: Logger;
}): Promise<QuestionWorkDeps> {
  const { guard } = await understandModels();
  return {
    records: front.records,
    redact: redactQuestion,
    isAttack: (text) => inspect(text, guard, 'message').flagged,
    clock: front.clock,
    newGapId: () => newId('gap'),
    log: (event, fields) => front.logger.warn(event, fields),
  };
}

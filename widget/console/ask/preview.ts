import type { Api } from '../data/api.ts';
import type { AnswerPreview } from '../data/wire.ts';

export type Reply = AnswerPreview;
export type Citation = Reply['citations'][number];

/** What a customer would be answered now; nothing is stored. Throws an `ApiError`. */
export function previewAnswer(api: Api, question: string): Promise<Reply> {
  return api.send<Reply>('POST', '/v1/knowledge/answer', { question });
}

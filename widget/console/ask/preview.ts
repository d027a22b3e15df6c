import type { Api } from '../data/api.ts';
import { readBy } from '../data/audiences.ts';
import type { AnswerPreview, Audience } from '../data/wire.ts';

export type Reply = AnswerPreview;
export type Citation = Reply['citations'][number];

/** What a customer, or somebody who may be told more, would be answered now; nothing is stored. Throws an `ApiError`. */
export function previewAnswer(api: Api, question: string, reader: Audience): Promise<Reply> {
  return api.send<Reply>('POST', '/v1/knowledge/answer', { question, filters: { audience: readBy(reader) } });
}

import type { LlmEvent, LlmFailure, ModelName, ToolCall } from '../../domain/llm.ts';
import { GENERATE } from './generate-limits.ts';
import { type Piece, pieceCutter } from './piece-cutter.ts';
import { type OwnSignal, tagReader } from './tag-reader.ts';

/** What became of one stream. `cut`: it ended in the middle of something that was left out. */
export interface Heard {
  end: 'complete' | 'length' | 'tools' | 'refused' | 'unknown' | 'failed';
  failure: LlmFailure | null;
  model: ModelName | null;
  calls: ToolCall[];
  replies: string[];
  cut: boolean;
  /** Of a stream that was cut where a sentence ends: that sentence, which no other model may be needed for. */
  last: Piece[];
}

export interface Listener {
  onPieces(pieces: readonly Piece[]): void;
  onSignal(signal: OwnSignal): void;
  onModel(model: ModelName): void;
  /** False: a model that does not know is not listened to any longer, since it has no tools to find out. */
  mayAskTools: boolean;
}

/** What ends as a sentence does, its markers included. */
const WHOLE = /[.!?。！？؟।][\s"'”’)*_]{0,4}(?:\[\d{1,3}\]\s{0,2}){0,4}$/;

/** Reads one stream to its end, or to where it is of no more use; leaving it ends the call. */
export async function listen(events: AsyncIterable<LlmEvent>, listener: Listener): Promise<Heard> {
  const reader = tagReader();
  const cutter = pieceCutter();
  const heard: Heard = {
    end: 'failed',
    failure: null,
    model: null,
    calls: [],
    replies: [],
    cut: false,
    last: [],
  };
  let room: number = GENERATE.answerChars;
  let signal: OwnSignal | null = null;
  const take = (text: string, isLast: boolean) => {
    const plain = isLast ? reader.end() : reader.push(text);
    if (signal === null) {
      signal = reader.signal();
      if (signal !== null) listener.onSignal(signal);
    }
    const pieces = cutter.push(plain);
    if (signal !== 'unknown' && pieces.length > 0) listener.onPieces(pieces);
  };
  for await (const event of events) {
    if (event.kind === 'model') {
      heard.model = event.model;
      listener.onModel(event.model);
    } else if (event.kind === 'text') {
      take(event.text.slice(0, room), false);
      room -= event.text.length;
      if (signal === 'unknown' && !listener.mayAskTools) return { ...heard, end: 'unknown' };
      if (room <= 0) {
        heard.end = 'length';
        break;
      }
    } else if (event.kind === 'tool-call') heard.calls.push(event.call);
    else if (event.kind === 'end') heard.end = event.stop;
    else if (event.kind === 'failed') heard.failure = event.failure;
    if (event.kind === 'end' || event.kind === 'failed') break;
  }
  const isWhole = heard.end === 'complete' || heard.end === 'tools';
  if (isWhole) {
    take('', true);
    if (signal !== 'unknown') listener.onPieces(cutter.end());
  }
  if (heard.calls.length > 0 && isWhole) heard.end = 'tools';
  else if (signal === 'unknown' && isWhole) heard.end = 'unknown';
  const rest = cutter.rest();
  const last = signal !== 'unknown' && WHOLE.test(rest) ? cutter.end() : [];
  return { ...heard, replies: reader.replies(), cut: rest !== '', last };
}

/** What was said, as the context keeps it; `text` masked. */
export interface Turn {
  role: 'customer' | 'assistant' | 'agent';
  text: string;
}

/** `seq`: its place in the conversation. */
export interface SeqTurn extends Turn {
  seq: number;
}

/** How a turn is named in a summary. */
export const SPEAKERS: Readonly<Record<Turn['role'], string>> = {
  customer: 'Customer',
  assistant: 'Assistant',
  agent: 'Agent',
};

/** UTF-16 units of an earlier message: a long one is read in full when it is the question. Cut alike in every turn, for caches. */
export const TURN_CHARS = 2_000;

import * as z from 'zod';
import { splitSentences } from '../../domain/sentences.ts';
import type { ConversationMemory } from '../../domain/turn-ledger.ts';
import { cutText } from './cut-text.ts';
import { extractSummary } from './extract-summary.ts';
import { addFacts } from './pin-facts.ts';
import type { SeqTurn } from './turns.ts';

/** UTF-16 units of a summary: a dozen sentences; about 700 tokens in Latin script, 1,600 in Japanese. */
export const SUMMARY_CHARS = 2_400;
/** UTF-16 units of a model's summary that are read at all: more is no summary. */
const SUMMARY_TEXT_MAX = 50_000;
/** New facts of one summary that are taken: more than the prompt asks for would push out what was pinned. */
const NEW_FACTS_MAX = 8;

const summarySchema = z.object({ summary: z.string(), facts: z.array(z.string()).default([]) });

/**
 * The memory after a summary. `covered`: what `coveredTurns` gave. `summaryText`: what the model answered to `summaryRequest`;
 * null where no model was asked or it failed. Whatever it is, the memory moves on: what cannot be read, or is not held by what was
 * said, is replaced by the most telling sentences, so a conversation never stalls. Facts stay pinned. Pure.
 */
export function nextMemory(
  memory: ConversationMemory,
  covered: readonly SeqTurn[],
  summaryText: string | null,
): ConversationMemory {
  const last = covered.at(-1);
  if (last === undefined) return memory;
  const read = summaryText === null ? null : readSummary(summaryText);
  const source = [memory.summary.text, ...memory.facts, ...covered.map(({ text }) => text)].join('\n');
  const said = (line: string) => isHeldBy(source, line);
  const written = read === null ? '' : linesWithin(read.summary, said);
  const text = written === '' ? extractSummary(memory.summary.text, covered, SUMMARY_CHARS) : written;
  const facts = (read?.facts ?? []).filter(said).slice(0, NEW_FACTS_MAX);
  return {
    ...memory,
    summary: { text, throughSeq: Math.max(memory.summary.throughSeq, last.seq) },
    facts: addFacts(memory.facts, facts),
  };
}

/** The JSON of an answer, which some models put between words or fences. */
function readSummary(text: string): z.infer<typeof summarySchema> | null {
  if (text.length > SUMMARY_TEXT_MAX) return null;
  try {
    const json: unknown = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
    return summarySchema.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

/** The sentences that were said, one a line, as far as there is room; the first ones, as the prompt asks for oldest first. */
function linesWithin(summary: string, said: (line: string) => boolean): string {
  const lines: string[] = [];
  let left = SUMMARY_CHARS;
  for (const { start, end } of splitSentences(summary)) {
    const line = cutText(summary.slice(start, end).replace(/\s+/gu, ' '), left - 1);
    if (line === '') break;
    if (!said(line)) continue;
    lines.push(line);
    left -= line.length + 1;
  }
  return lines.join('\n');
}

/** True where every number of three digits and more, token and address of a line stands in the source: nothing made up is remembered. */
function isHeldBy(source: string, line: string): boolean {
  const names =
    line.match(/\p{Nd}{3,}|\[[A-Z_]+(?:_\d+)?\]|https?:\/\/[^\s)\]]+|[^\s@]{1,64}@[^\s@]{3,}/gu) ?? [];
  return names.every((name) => source.includes(name));
}

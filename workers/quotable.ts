import type { SearchResult } from '../src/domain/passage.ts';
import { inspect } from '../src/understand/guard/inspect.ts';
import { understandModels } from './understand-models.ts';

/**
 * Words without which hardly any text speaks to an assistant, in the languages of the interface: the guard is asked about passages
 * that hold one. Of 6,269 passages of four help centres both say yes to four.
 */
const SPEAKS_TO_ASSISTANTS =
  /assist|asist|ignor|disregard|overlook|instruc|instruk|istruzion|anweisung|prompt|chatbot|jailbreak|\b(?:AI|KI|IA|LLM|GPT)\b|مساعد|تجاهل|アシスタント|無視|指示/i;

/** What was found without passages that give orders to an assistant: nobody is told what somebody hid in a page for a machine. */
export async function quotable(found: SearchResult): Promise<SearchResult> {
  if (!found.passages.some(({ text }) => SPEAKS_TO_ASSISTANTS.test(text))) return found;
  const { guard } = await understandModels();
  const passages = found.passages.filter(
    ({ text }) => !(SPEAKS_TO_ASSISTANTS.test(text) && inspect(text, guard, 'retrieved').flagged),
  );
  return { ...found, passages };
}

import { askedTool } from './asked-tool.ts';
import { fillSchema } from './fill-schema.ts';
import { readPassages } from './read-passages.ts';
import { splitWords } from './split-words.ts';
import type { Answer, Asked } from './vendor.ts';

/** Sentences of an answer. */
const SENTENCES = 4;
/** What the order of the passages counts for: a search has put the best first. */
const RANK = 0.05;
/** Share of the question's rare words that a passage must have in common with it. */
const ENOUGH = 0.34;

/**
 * What the stand-in says where no script tells it: no model, the same for the same prompt. It takes the sentences of the prompt's
 * passages that share the most words with the question, with their numbers; asks for a tool where the message plainly wants
 * what one does; fills in a schema. `repeats`: it begins anew where it was asked to go on.
 */
export function writeAnswer(
  asked: Asked,
  { repeats }: { repeats: boolean },
): Pick<Answer, 'pieces' | 'toolCalls'> {
  if (asked.schema) return said(JSON.stringify(fillSchema(asked.schema, conversationOf(asked))));
  const last = asked.messages.at(-1);
  if (last?.role === 'tool') return said(`<<sure>>\n${fromResult(last.text)}`);
  const call = askedTool(asked);
  if (call) return { pieces: [], toolCalls: [call] };
  const { question, passages } = readPassages(asked);
  // Only who is asked for notes writes them: rules of answers speak of a summary too.
  if (passages.length === 0 && /keep the notes|summari[sz]e/i.test(asked.system)) return said(summary(asked));
  const sentences = bestSentences(question, passages);
  const already = repeats ? '' : alreadySaid(asked);
  if (already !== '') {
    const rest = sentences.filter(({ text }) => !flat(already).includes(flat(text)));
    return said(rest.map(({ text, n }) => ` ${cited(text, n)}`).join(''));
  }
  if (sentences.length === 0)
    return said('<<unknown>>\nI did not find this in our help articles. I can call a person for you.');
  return said(`<<sure>>\n${sentences.map(({ text, n }) => cited(text, n)).join(' ')}`);
}

function said(text: string): Pick<Answer, 'pieces' | 'toolCalls'> {
  return { pieces: splitWords(text), toolCalls: [] };
}

interface Sentence {
  text: string;
  n: number;
}

/** The best passage decides what is spoken of; sentences come in the order in which they were written. */
function bestSentences(
  question: string,
  passages: readonly { n: number; text: string; title: string }[],
): Sentence[] {
  const wanted = stems(question);
  const all = passages.map((one) => ({ ...one, found: new Set(stems(`${one.title} ${one.text}`)) }));
  const weight = (stem: string) =>
    Math.log(1 + all.length / (1 + all.filter(({ found }) => found.has(stem)).length)) + 0.2;
  const total = wanted.reduce((sum, stem) => sum + weight(stem), 0);
  const scoreOf = (found: ReadonlySet<string>) =>
    wanted.reduce((sum, stem) => sum + (found.has(stem) ? weight(stem) : 0), 0);
  const rankOf = ({ n, found }: { n: number; found: ReadonlySet<string> }) =>
    scoreOf(found) / total - RANK * n;
  const [best] = all.toSorted((a, b) => rankOf(b) - rankOf(a) || a.n - b.n);
  if (!best || total === 0 || scoreOf(best.found) / total < ENOUGH) return [];
  const candidates = sentencesOf(best.text).map((text, at) => ({
    text,
    at,
    score: scoreOf(new Set(stems(text))) / Math.sqrt(4 + stems(text).length),
  }));
  return candidates
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, SENTENCES)
    .filter(({ score }, rank) => rank === 0 || score > 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => ({ text, n: best.n }));
}

/** Sentences, and steps of a list, without the marks that make them look like one. */
function sentencesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('|'))
    .flatMap(
      (line) =>
        line
          .replace(/^\s{0,8}(?:[-*#>]{1,6}|\d{1,3}[.)])\s+/, '')
          .match(/[^.!?。]+[.!?。]+(?=\s|$)|[^.!?。]\S.*$/g) ?? [],
    )
    .map((one) => one.trim())
    .filter((one) => stems(one).length > 1 && !one.endsWith(':'));
}

/** The mark before the end of the sentence, as people set it. */
function cited(sentence: string, n: number): string {
  return /[.!?。]$/.test(sentence)
    ? `${sentence.slice(0, -1)} [${n}]${sentence.slice(-1)}`
    : `${sentence} [${n}].`;
}

const COMMON =
  /^(the|and|you|your|for|with|are|can|how|what|when|where|why|who|does|did|have|has|was|from|this|that|there|please|about|into|our|wie|ich|die|der|das|und|ist|was|wann|kann|mein|meine)$/;

/** Words of three letters and more, cut to their first five: enough to find `returned` by `return`. */
function stems(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...new Set(found.filter((word) => !COMMON.test(word)).map((word) => word.slice(0, 5)))];
}

/**
 * What the request says was said: the beginning of the answer, or the last message before being told to go on, which is what a
 * message without the customer's words behind an answer to them does.
 */
function alreadySaid({ begun, messages }: Asked): string {
  if (begun !== '') return begun;
  const [before, last] = messages.slice(-2);
  if (before?.role !== 'assistant' || before.calls.length > 0 || last?.role !== 'user') return '';
  const told = /continue|what comes after/i.test(last.text);
  return told && !/<customer_message/.test(last.text) ? before.text : '';
}

/** Text without numbers of passages, spaces and signs: how two sentences are compared. */
function flat(text: string): string {
  return text
    .replace(/\[\d{1,3}\]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What a tool gave, as one sentence: the values of its JSON by name, or its text. */
function fromResult(result: string): string {
  const inner =
    /<tool_result[^>]{0,200}>([\s\S]*?)<\/tool_result>/.exec(result)?.[1]?.trim() ?? result.trim();
  if (/\bsign(?:ed)? in\b/i.test(inner))
    return 'Please sign in, so that I can look this up. Or shall I call a person?';
  return `Here is what I found: ${valuesOf(inner).slice(0, 400)}.`;
}

function valuesOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return String(value);
    return Object.entries(value)
      .filter(([, one]) => typeof one !== 'object')
      .map(([name, one]) => `${name.replaceAll('_', ' ')} ${one}`)
      .join(', ');
  } catch {
    return text.replace(/\s+/g, ' ').replace(/[.]$/, '');
  }
}

function conversationOf({ messages }: Asked): string {
  return messages.map(({ text }) => text).join('\n');
}

function summary({ messages }: Asked): string {
  const text = messages.at(-1)?.text ?? '';
  return text
    .replace(/<[^>]{1,80}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 600);
}

import { readPassages } from './read-passages.ts';
import type { Answer, Asked } from './vendor.ts';

/** What a customer's words want, and how a tool that does it may be called. */
const WISHES: readonly { words: RegExp; tool: RegExp }[] = [
  { words: /\b(?:talk|speak)\b.{0,40}\b(?:person|human|agent)\b/i, tool: /hand|person|agent/ },
  { words: /\bcall (?:me|us)\b|\bcall ?back\b/i, tool: /call_?back/ },
  { words: /\bcancel\b.{0,60}\bsubscription\b/i, tool: /cancel.*subscription/ },
  { words: /\bcancel\b.{0,60}\border\b/i, tool: /cancel.*order/ },
  { words: /\bsubscription\b/i, tool: /subscription/ },
  { words: /\border\b/i, tool: /order/ },
];
/** Most orders of most shops: at least four digits, with letters before or not. */
const ORDER_NUMBER = /#?\b([A-Z]{0,4}-?\d{4,12})\b/;

/** The tool that the customer's message plainly asks for; null where there is none, or it was asked for before. */
export function askedTool(asked: Asked): Answer['toolCalls'][number] | null {
  if (asked.tools.length === 0 || asked.messages.at(-1)?.role !== 'user') return null;
  const { question } = readPassages(asked);
  const wish = WISHES.find(
    ({ words, tool }) => words.test(question) && asked.tools.some(({ name }) => tool.test(name)),
  );
  const tool = wish && asked.tools.find(({ name }) => wish.tool.test(name));
  if (!tool) return null;
  const number = ORDER_NUMBER.exec(question)?.[1];
  const wantsNumber = tool.properties.some((name) => /order|number|subscription|id$/.test(name));
  if (wantsNumber && number === undefined) return null;
  const input = Object.fromEntries(
    tool.properties.flatMap((name) => {
      if (/order|number|subscription|id$/.test(name)) return [[name, number]];
      return /reason|note|text|message|topic|summary/.test(name) ? [[name, question.slice(0, 200)]] : [];
    }),
  );
  const calls = asked.messages.reduce((sum, { calls }) => sum + calls.length, 0);
  return { id: `call_standin_${calls + 1}`, name: tool.name, input: JSON.stringify(input) };
}

import type { LlmRequest } from '../../domain/llm.ts';

/** Characters a token of text in an alphabet: what vendors' tokenizers come to on prose, rounded down to be on the safe side. */
const CHARS_PER_TOKEN = 4;
/** Tokens a Chinese, Japanese or Korean character, which tokenizers rarely join. */
const TOKENS_PER_WIDE_CHAR = 1.2;
/** Bytes a token elsewhere: Cyrillic, Arabic, Thai, emoji. Two bytes and more a character, and shorter pieces than in Latin. */
const CHARS_PER_FOREIGN_TOKEN = 2.5;
/** Tokens that mark the beginning and the role of a message. */
const TOKENS_PER_MESSAGE = 4;

/** Tokens of a text, about: where the provider did not count. Never below what plain English comes to. Pure. */
export function estimateTokens(text: string): number {
  let latin = 0;
  let foreign = 0;
  let wide = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x250) latin += 1;
    else if (isWide(code)) wide += 1;
    else foreign += 1;
  }
  return Math.ceil(latin / CHARS_PER_TOKEN + foreign / CHARS_PER_FOREIGN_TOKEN + wide * TOKENS_PER_WIDE_CHAR);
}

/** Tokens that a model has to read for a request, about. Pure. */
export function estimateRequestTokens(request: LlmRequest): number {
  let tokens = 0;
  for (const part of request.system) tokens += estimateTokens(part.text) + TOKENS_PER_MESSAGE;
  for (const message of request.messages) {
    tokens += estimateTokens(message.text) + TOKENS_PER_MESSAGE;
    if (message.role !== 'assistant') continue;
    for (const call of message.toolCalls)
      tokens += estimateTokens(call.name + call.input) + TOKENS_PER_MESSAGE;
  }
  for (const tool of request.tools) {
    tokens += estimateTokens(tool.name + tool.description + JSON.stringify(tool.input)) + TOKENS_PER_MESSAGE;
  }
  if (request.json) tokens += estimateTokens(JSON.stringify(request.json.schema));
  return tokens;
}

/** Kana, Han, Hangul and what belongs to them, in one UTF-16 unit each. */
function isWide(code: number): boolean {
  return (
    (code >= 0x3000 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

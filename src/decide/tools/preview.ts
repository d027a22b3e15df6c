import { ACTION_WORDS, languageOf } from './action-words.ts';
import type { Tool } from './tool.ts';

/** `{argument}` in a template. */
const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_]{0,39})\}/g;

/** Exactly what a run would do, in the customer's language where the tool has words for it, else in English. Pure. */
export function previewOf(
  tool: Pick<Tool, 'preview' | 'name'>,
  input: Readonly<Record<string, unknown>>,
  language: string | null,
): string {
  return fill(textIn(tool.preview, language) ?? tool.name, input, language);
}

/** What is said when it is done; null where the tool has no words of its own. Pure. */
export function doneText(
  tool: Pick<Tool, 'done'>,
  input: Readonly<Record<string, unknown>>,
  language: string | null,
): string | null {
  const text = textIn(tool.done, language);
  return text === null ? null : fill(text, input, language);
}

function textIn(texts: Readonly<Record<string, string>>, language: string | null): string | null {
  const asked = (language ?? 'en').slice(0, 2).toLowerCase();
  return texts[asked] ?? texts.en ?? Object.values(texts)[0] ?? null;
}

function fill(template: string, input: Readonly<Record<string, unknown>>, language: string | null): string {
  const { on, off, none } = ACTION_WORDS[languageOf(language)];
  const filled = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (value === undefined) return none;
    return typeof value === 'boolean' ? (value ? on : off) : String(value);
  });
  return filled.trim();
}

import { err, ok, type Result } from '../../domain/result.ts';

export interface JsonFailure {
  reason: 'malformed' | 'too_deep' | 'duplicate_key';
  detail: string;
}

/**
 * Parses JSON that a stranger sent. Refuses what `JSON.parse` lets pass but no honest client sends: nesting deeper than
 * `maxDepth`, and two members of one name (parsers disagree on which one counts, which is how checks are bypassed).
 */
export function parseJson(text: string, maxDepth: number): Result<unknown, JsonFailure> {
  const shape = checkShape(text, maxDepth);
  if (!shape.ok) return shape;
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({ reason: 'malformed', detail: 'The body is not valid JSON.' });
  }
}

/** One pass over the text before anything is built. Knows just enough of JSON to see strings, nesting and member names. */
function checkShape(text: string, maxDepth: number): Result<null, JsonFailure> {
  const names: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) {
      if (names.length >= maxDepth) {
        return err({ reason: 'too_deep', detail: `The body is nested deeper than ${maxDepth} levels.` });
      }
      names.push(code === 0x7b ? new Set() : null);
    } else if (code === 0x7d || code === 0x5d) {
      names.pop();
    } else if (code === 0x22) {
      const end = stringEnd(text, at);
      const seen = names.at(-1);
      if (seen && isName(text, end)) {
        const name = nameOf(text.slice(at, end));
        if (seen.has(name))
          return err({ reason: 'duplicate_key', detail: 'The body has the same field twice.' });
        seen.add(name);
      }
      at = end - 1;
    }
  }
  return ok(null);
}

/** Index after the closing quote of the string that opens at `start`; the text's length when it never closes. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at + 1;
  }
  return text.length;
}

function isName(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === 0x3a;
}

/** `"\u0061"` and `"a"` are one name. Text that is no JSON string is left for `JSON.parse` to refuse. */
function nameOf(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

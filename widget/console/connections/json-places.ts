/** Where something stands in a text: UTF-16 offsets, and the line, from 1. */
export interface Place {
  start: number;
  end: number;
  line: number;
}

interface Open {
  path: string;
  /** The entry of a list that comes next; null in an object. */
  index: number | null;
  /** The key in an object whose value comes next; null where a key comes next. */
  key: string | null;
}

/** No declaration is nested as deep; what is deeper has no place of its own, so that paths stay short. */
const DEPTH = 40;

/**
 * Where the values of a JSON text stand, by paths such as `tools.0.path`: the key of a value in an object, the beginning of one in a
 * list. Linear in the text, and of a text that is no JSON something, never an error. Pure.
 */
export function jsonPlaces(text: string): Map<string, Place> {
  const places = new Map<string, Place>();
  const open: Open[] = [];
  let line = 1;
  let counted = 0;
  for (const { 0: token, index: start } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g)) {
    for (; counted < start; counted += 1) if (text[counted] === '\n') line += 1;
    if (open.length > DEPTH) break;
    const inside = open.at(-1);
    const place = { start, end: start + token.length, line };
    if (token === '}' || token === ']') open.pop();
    else if (token === ',' && inside) next(inside);
    else if (token === ',' || token === ':') continue;
    else if (inside?.index === null && inside.key === null) {
      inside.key = keyOf(token);
      places.set(pathIn(inside), place);
    } else {
      const path = inside ? pathIn(inside) : '';
      if (inside?.index !== null) places.set(path, place);
      if (token === '{' || token === '[') open.push({ path, index: token === '[' ? 0 : null, key: null });
    }
  }
  return places;
}

/** The place that a path names, or what of it there is: what is missing stands nowhere. Null: nothing of it. Pure. */
export function placeOf(places: ReadonlyMap<string, Place>, path: string): Place | null {
  for (let part = path; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
    const place = places.get(part);
    if (place) return place;
  }
  return null;
}

function next(inside: Open): void {
  if (inside.index === null) inside.key = null;
  else inside.index += 1;
}

function pathIn({ path, index, key }: Open): string {
  const own = index === null ? (key ?? '') : String(index);
  return path === '' ? own : `${path}.${own}`;
}

function keyOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

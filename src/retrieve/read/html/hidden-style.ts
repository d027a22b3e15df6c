/** Distance of two colours (sum over red, green and blue, of 765) below which no eye tells text from its ground. */
const COLOUR_DISTANCE = 48;
/** Pixels beyond which an element that is moved away is off every screen. */
const OFF_SCREEN = 900;

export type Colour = readonly [number, number, number];
export const WHITE: Colour = [255, 255, 255];
const NAMED: Record<string, Colour> = {
  white: WHITE,
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  whitesmoke: [245, 245, 245],
  ghostwhite: [248, 248, 255],
  black: [0, 0, 0],
};

/** A style attribute's declarations; later ones win, as in a browser. Pure. */
export function declarations(style: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of style.slice(0, 4_000).split(';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const value = part.slice(colon + 1).replace(/!\s*important/i, '');
    found.set(part.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase());
  }
  return found;
}

/** True where declarations leave nothing for a person to see, colours aside. Pure. */
export function hides(said: ReadonlyMap<string, string>): boolean {
  const is = (name: string, pattern: RegExp) => pattern.test(said.get(name) ?? '');
  const below = (name: string, least: number) => (pixels(said.get(name)) ?? least) < least;
  if (is('display', /^none/) || is('visibility', /^(hidden|collapse)/)) return true;
  if (is('content-visibility', /^hidden/) || below('opacity', 0.05) || below('font-size', 2)) return true;
  if (is('transform', /scale(3d|x|y)?\(\s*0*(\.0+)?\s*[,)]/) || is('clip', /rect\(\s*(0|1px)/)) return true;
  if (is('clip-path', /inset\(\s*(50|100)%|circle\(\s*0/)) return true;
  const moved = ['text-indent', 'left', 'top', 'right', 'bottom', 'margin-left', 'margin-top'];
  if (moved.some((name) => below(name, -OFF_SCREEN))) return true;
  const sizes = ['height', 'width', 'max-height', 'max-width'];
  return is('overflow', /hidden|clip/) && sizes.some((name) => below(name, 2));
}

const UNIT_PIXELS: Record<string, number> = { em: 16, rem: 16, pt: 1.3, vw: 10, vh: 10, '%': 10 };

/** About how many pixels a length is; a plain number is itself. Null where it is no length. */
function pixels(value: string | undefined): number | null {
  const found = /^(-?(?:\d{1,7}(?:\.\d{0,9})?|\.\d{1,9}))(px|em|rem|pt|vw|vh|%)?(?:\s|$)/.exec(value ?? '');
  return found ? Number(found[1]) * (UNIT_PIXELS[found[2] ?? ''] ?? 1) : null;
}

/** A CSS or HTML colour; null where it is not one of the forms that pages write. 'none' where it lets all light through. Pure. */
export function colourOf(value: string | undefined): Colour | 'none' | null {
  const text = (value ?? '').trim().toLowerCase();
  if (text === '') return null;
  if (text.startsWith('transparent')) return 'none';
  const named = NAMED[/^[a-z]+/.exec(text)?.[0] ?? ''];
  if (named) return named;
  const hex = /#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/.exec(text)?.[1];
  if (hex !== undefined) {
    const wide = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
    if (wide.length === 8 && Number.parseInt(wide.slice(6), 16) < 13) return 'none';
    const part = (at: number) => Number.parseInt(wide.slice(at, at + 2), 16);
    return [part(0), part(2), part(4)];
  }
  return functional(text);
}

function functional(text: string): Colour | 'none' | null {
  const inner = /^(rgb|hsl)a?\(([^)]{1,60})\)/.exec(text);
  if (!inner) return null;
  const parts = (inner[2] ?? '').split(/[\s,/]+/).filter(Boolean);
  const [a, b, c, alpha] = parts.map((part) => Number.parseFloat(part));
  if (a === undefined || b === undefined || c === undefined) return null;
  if (alpha !== undefined && alpha < 0.05) return 'none';
  if (inner[1] === 'hsl') return c >= 98 ? WHITE : c <= 2 ? [0, 0, 0] : null;
  return [a, b, c];
}

/** True where text of the one colour on the other cannot be read. Pure. */
export function blendsIn(text: Colour | 'none' | null, ground: Colour): boolean {
  if (text === null) return false;
  if (text === 'none') return true;
  return text.reduce((sum, part, at) => sum + Math.abs(part - (ground[at] ?? 0)), 0) < COLOUR_DISTANCE;
}

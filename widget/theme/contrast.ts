/** Least contrast of text and its background (WCAG 2.2, 1.4.3, level AA, normal text). */
export const CONTRAST_MIN = 4.5;

type Rgb = readonly [number, number, number];

/** WCAG contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(rgb(a)), luminance(rgb(b))].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** White or black, whichever reads better on `background`. One of both always reaches 4.5. */
export function onColor(background: string): string {
  return contrast(background, '#ffffff') >= CONTRAST_MIN ? '#ffffff' : '#000000';
}

/** `color` moved towards black or white just far enough to be readable as text on `surface`. */
export function readableOn(color: string, surface: string): string {
  const pole: Rgb = luminance(rgb(surface)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  const from = rgb(color);
  for (let step = 0; step <= 20; step++) {
    const mixed = hex(from.map((part, i) => part + ((pole[i] ?? 0) - part) * (step / 20)));
    if (contrast(mixed, surface) >= CONTRAST_MIN) return mixed;
  }
  return hex(pole);
}

/** `#rrggbb` in lower case, or `fallback` for anything else: only a colour may reach a style. */
export function colorOr(text: unknown, fallback: string): string {
  return typeof text === 'string' && /^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : fallback;
}

function rgb(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

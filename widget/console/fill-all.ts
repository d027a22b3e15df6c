/** Puts values into the places of a text that have their names; languages order them differently. Pure. */
export function fillAll(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

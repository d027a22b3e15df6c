/** Puts values into the `{{names}}` of a page. Throws, naming it, when one is missing. */
export function fillTemplate(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the page template wants {{${name}}}`);
    return value;
  });
}

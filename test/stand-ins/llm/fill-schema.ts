/** Characters of a text that stands for a longer one. */
const TEXT_CHARS = 240;

/** A value that follows a JSON Schema as far as the stand-in's requests use it: types, enum, const, required, minimum. */
export function fillSchema(schema: Record<string, unknown>, about: string): unknown {
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) {
    const known = schema.enum.find(
      (one) => typeof one === 'string' && one !== '' && about.toLowerCase().includes(one.toLowerCase()),
    );
    return known ?? schema.enum[0];
  }
  const either = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(either)) return fillSchema(asSchema(either[0]), about);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(asSchema(schema.properties)).map(([name, one]) => [
          name,
          fillSchema(asSchema(one), about),
        ]),
      );
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () =>
        fillSchema(asSchema(schema.items), about),
      );
    case 'integer':
    case 'number':
      return Number(schema.minimum ?? 0);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return plain(about).slice(0, Math.min(TEXT_CHARS, Number(schema.maxLength ?? TEXT_CHARS)));
  }
}

function asSchema(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function plain(text: string): string {
  return text
    .replace(/<[^>]{1,80}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

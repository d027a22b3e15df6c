const BULLET = /^(?:[•◦▪‣●○■□·*–-]|[\uf0b7\uf0a7])\s+(?=\S)/;
const NUMBERED = /^\(?(\d{1,3}|[a-z])[.)]\s+(?=\S)/;

/** True where a line begins as an item of a list does. Pure. */
export function isItem(text: string): boolean {
  return BULLET.test(text) || NUMBERED.test(text);
}

/** A line that begins an item, as Markdown writes it; null for any other line. Pure. */
export function itemText(text: string): string | null {
  if (BULLET.test(text)) return `- ${text.replace(BULLET, '')}`;
  const number = NUMBERED.exec(text)?.[1];
  if (number === undefined) return null;
  const words = text.replace(NUMBERED, '');
  return /\d/.test(number) ? `${number}. ${words}` : `- ${number}) ${words}`;
}

/** UTF-16 units of a title: as the routes take it. */
const TITLE_CHARS = 120;

/** A title from a question: one line, a capital first, cut at a word. Pure. */
export function draftTitle(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  const cut = line.length <= TITLE_CHARS ? line : `${line.slice(0, TITLE_CHARS).replace(/\s+\S*$/, '')} …`;
  const title = cut === '' ? 'Untitled' : cut;
  return title.slice(0, 1).toUpperCase() + title.slice(1);
}

/** Text that a customer wrote as one line of Markdown: nothing in it is markup. Pure. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}<>|~]/g, (sign) => `\\${sign}`)
    .replace(/^([#+>-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** What the columns of a table of articles are, by index; null where there is none. */
export interface ArticleColumns {
  title: number;
  body: number;
  id: number | null;
  tags: number | null;
  locale: number | null;
  /** All others, which are told under the body. */
  others: number[];
}

const WORDS = {
  title:
    'question questions q faq frage pregunta domanda vraag pergunta title name subject topic heading headline titel titre titulo título titolo betreff query issue problem',
  body: 'answer answers a response reply solution resolution antwort respuesta reponse réponse risposta antwoord resposta lösung body content text article description details summary inhalt beschreibung html',
  id: 'id key externalid slug uid uuid number nr articlenumber urlname',
  tags: 'tags tag labels label category categories kategorie keywords topic thema',
  locale: 'locale language lang sprache',
} as const;

/** Which columns make a row an article: one to ask with and one that answers. Null where the table is just a table. Pure. */
export function articleColumns(header: readonly string[]): ArticleColumns | null {
  const names = header.map(normalized);
  const taken = new Set<number>();
  const find = (role: keyof typeof WORDS): number | null => {
    const words = WORDS[role].split(' ');
    const whole = words.map((word) =>
      names.findIndex((name, at) => !taken.has(at) && name.replaceAll(' ', '') === word),
    );
    const partly = words
      .filter((word) => word.length > 2)
      .map((word) => names.findIndex((name, at) => !taken.has(at) && name.split(' ').includes(word)));
    const found = [...whole, ...(role === 'title' || role === 'body' ? partly : [])].find((at) => at >= 0);
    if (found === undefined) return null;
    taken.add(found);
    return found;
  };
  const title = find('title');
  const body = find('body');
  if (title === null || body === null) return null;
  const [id, tags, locale] = [find('id'), find('tags'), find('locale')];
  return { title, body, id, tags, locale, others: names.map((_, at) => at).filter((at) => !taken.has(at)) };
}

/** `FAQ_Question`, `faqQuestion__c` and `Faq question` are the same. */
function normalized(name: string): string {
  return name
    .replace(/__c$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

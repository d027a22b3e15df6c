import type { QuestionTerm } from '../domain/passage.ts';

/** Words that say that something is wrong, and nothing of what: alone they are found in every article about a fault. */
const EMPTY_WORDS =
  'work works working worked help problem problems issue issues error errors thing things something anything everything nothing stuff fail fails failed failing broken broke wrong question questions fix trouble happen happens again still ' +
  'funktioniert funktionieren geht gehen hilfe fehler kaputt frage fragen problem probleme marche fonctionne aide problème erreur question funciona ayuda problema problemas error pregunta ajuda erro pergunta funziona aiuto errore domanda';

/** The index terms of those words, by what analyses. */
const known = new WeakMap<(text: string) => string[], ReadonlySet<string>>();

/**
 * True where a question names nothing that an article could be about ("it doesn't work"): what words of it are found then is chance.
 * `analyze`: the terms of a text, as search analyses them.
 */
export function asksNothing(
  terms: readonly Pick<QuestionTerm, 'term' | 'code'>[],
  analyze: (text: string) => string[],
): boolean {
  const empty = known.get(analyze) ?? new Set(analyze(EMPTY_WORDS));
  known.set(analyze, empty);
  return terms.every(({ term, code }) => !code && empty.has(term));
}

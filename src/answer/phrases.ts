/** What the assistant says in its own words. */
export interface Phrases {
  unknown: string;
  person: string;
}

/** By language. Each `person` is understood as the wish for one when it is sent back as a message. */
const PHRASES = {
  en: {
    unknown: 'I could not find an answer to this in our help articles. Shall I get a person?',
    person: 'Talk to a person',
  },
  de: {
    unknown: 'Dazu habe ich in unseren Hilfeartikeln keine Antwort gefunden. Soll ich einen Menschen holen?',
    person: 'Mit einem Menschen sprechen',
  },
  fr: {
    unknown:
      'Je n’ai pas trouvé de réponse dans nos articles d’aide. Voulez-vous que j’appelle une personne ?',
    person: 'Parler à une personne',
  },
  es: {
    unknown:
      'No he encontrado una respuesta en nuestros artículos de ayuda. ¿Quiere que avise a una persona?',
    person: 'Hablar con una persona',
  },
  pt: {
    unknown: 'Não encontrei uma resposta nos nossos artigos de ajuda. Quer que eu chame uma pessoa?',
    person: 'Falar com uma pessoa',
  },
  it: {
    unknown: 'Non ho trovato una risposta nei nostri articoli di aiuto. Vuole che chiami una persona?',
    person: 'Parlare con una persona',
  },
  ja: {
    unknown: 'ヘルプ記事の中に答えが見つかりませんでした。担当者をお呼びしましょうか。',
    person: '担当者と話す',
  },
  ar: {
    unknown: 'لم أجد إجابة عن هذا في مقالات المساعدة. هل أستدعي شخصا؟',
    person: 'التحدث إلى شخص',
  },
} satisfies Record<string, Phrases>;

/** Languages in which the assistant can speak. */
export const SPOKEN = Object.keys(PHRASES);

/** The assistant's words in a language (a BCP 47 tag or ISO 639-1); English where it has none. */
export function phrases(language: string | null): Phrases {
  const spoken: Record<string, Phrases> = PHRASES;
  return spoken[language?.slice(0, 2).toLowerCase() ?? 'en'] ?? PHRASES.en;
}

/** What the assistant says itself while a model is, or was, at work. */
interface FixedLines {
  leadIn: string;
  unfinished: string;
}

/** By language; `en` is the fallback. */
const LINES = {
  en: {
    leadIn: 'One moment, I am looking that up.',
    unfinished: 'I could not finish this answer. Please ask again, or I can get a person for you.',
  },
  de: {
    leadIn: 'Einen Moment, ich sehe nach.',
    unfinished:
      'Ich konnte diese Antwort nicht beenden. Fragen Sie bitte noch einmal, oder ich hole einen Menschen dazu.',
  },
  fr: {
    leadIn: 'Un instant, je regarde.',
    unfinished:
      'Je n’ai pas pu terminer cette réponse. Reposez votre question, ou je peux appeler une personne.',
  },
  es: {
    leadIn: 'Un momento, lo estoy consultando.',
    unfinished: 'No he podido terminar esta respuesta. Vuelva a preguntarme, o puedo avisar a una persona.',
  },
  pt: {
    leadIn: 'Um momento, estou verificando.',
    unfinished: 'Não consegui terminar esta resposta. Pergunte de novo, ou posso chamar uma pessoa.',
  },
  it: {
    leadIn: 'Un momento, sto controllando.',
    unfinished:
      'Non sono riuscito a finire questa risposta. Chieda di nuovo, oppure posso chiamare una persona.',
  },
  ja: {
    leadIn: '少々お待ちください。お調べしています。',
    unfinished:
      '回答を最後までお伝えできませんでした。もう一度ご質問いただくか、担当者をお呼びすることもできます。',
  },
  ar: {
    leadIn: 'لحظة من فضلك، أتحقق من ذلك.',
    unfinished: 'لم أتمكن من إكمال هذه الإجابة. اسأل مرة أخرى من فضلك، أو يمكنني استدعاء شخص.',
  },
} satisfies Record<string, FixedLines>;

/** What is said before a tool is asked, where the model itself said nothing. `language`: BCP 47 or ISO 639-1; English if unknown. */
export function leadIn(language: string | null): string {
  return linesIn(language).leadIn;
}

/** The honest end of an answer that was cut and that no other model could finish; offers a person. `language` as above. */
export function unfinished(language: string | null): string {
  return linesIn(language).unfinished;
}

function linesIn(language: string | null): FixedLines {
  const lines: Record<string, FixedLines> = LINES;
  return lines[language?.slice(0, 2).toLowerCase() ?? 'en'] ?? LINES.en;
}

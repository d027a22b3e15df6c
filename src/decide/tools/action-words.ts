/** The assistant's own sentences about what it does for a customer, in the languages that it speaks. */
export interface ActionWords {
  /** Follows the preview. */
  question: string;
  /** Quick replies; nobody but a customer says them. */
  yes: string;
  no: string;
  /** Before the preview of what was done, where the tool has no sentence of its own. */
  done: string;
  undoHint: (minutes: number) => string;
  declined: string;
  expired: string;
  /** A person has taken over in between. */
  takenOver: string;
  failed: string;
  /** It may or may not have happened. */
  uncertain: string;
  undone: string;
  undoTooLate: string;
  cannotUndo: string;
  person: string;
  /** Values of yes-or-no arguments, and of one that is not given. */
  on: string;
  off: string;
  none: string;
  /** What is built in, with its arguments. */
  callback: string;
  callbackDone: string;
}

export type ActionLanguage = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'ja' | 'ar';

export const ACTION_WORDS: Record<ActionLanguage, ActionWords> = {
  en: {
    question: 'Shall I do this? Please answer yes or no.',
    yes: 'Yes, do it',
    no: 'No, leave it',
    done: 'This is done:',
    undoHint: (minutes) => `If you change your mind, write “undo” within ${minutes} minutes.`,
    declined: 'All right, I have not done anything.',
    expired:
      'It has been a while since I asked, so I have not done it. Please tell me again if you still want it.',
    takenOver: 'One of our team has taken over since I asked, so I have not done it.',
    failed: 'I could not do this; nothing was changed. Would you like to talk to a person?',
    uncertain:
      'I asked for it, but got no clear answer: it may have been done. I will not try again, so that it is not done twice. A person can check it for you.',
    undone: 'I have taken this back:',
    undoTooLate: 'It is too late for me to take that back. A person may still be able to help.',
    cannotUndo: 'I cannot take that back myself. A person may be able to help.',
    person: 'Talk to a person',
    on: 'yes',
    off: 'no',
    none: '–',
    callback: 'A callback for {name} on {phone}, {when}. Topic: {topic}',
    callbackDone: 'I have noted it: we will call {name} on {phone}, {when}.',
  },
  de: {
    question: 'Soll ich das tun? Bitte antworten Sie mit Ja oder Nein.',
    yes: 'Ja, bitte tun',
    no: 'Nein, nicht tun',
    done: 'Das ist erledigt:',
    undoHint: (minutes) =>
      `Wenn Sie es sich anders überlegen, schreiben Sie innerhalb von ${minutes} Minuten „rückgängig“.`,
    declined: 'In Ordnung, ich habe nichts getan.',
    expired:
      'Meine Frage liegt schon eine Weile zurück, daher habe ich nichts getan. Sagen Sie es mir gern noch einmal.',
    takenOver: 'Inzwischen hat jemand aus unserem Team übernommen, daher habe ich es nicht getan.',
    failed: 'Das ist mir nicht gelungen; es wurde nichts geändert. Möchten Sie mit einem Menschen sprechen?',
    uncertain:
      'Ich habe es veranlasst, aber keine klare Antwort erhalten: Es kann geschehen sein. Ich versuche es nicht noch einmal, damit es nicht doppelt geschieht. Ein Mensch kann es für Sie prüfen.',
    undone: 'Das habe ich zurückgenommen:',
    undoTooLate:
      'Dafür ist es zu spät, ich kann es nicht mehr zurücknehmen. Ein Mensch kann vielleicht helfen.',
    cannotUndo: 'Das kann ich nicht selbst zurücknehmen. Ein Mensch kann vielleicht helfen.',
    person: 'Mit einem Menschen sprechen',
    on: 'ja',
    off: 'nein',
    none: '–',
    callback: 'Ein Rückruf für {name} unter {phone}, {when}. Thema: {topic}',
    callbackDone: 'Notiert: Wir rufen {name} unter {phone} an, {when}.',
  },
  fr: {
    question: 'Dois-je le faire ? Répondez par oui ou par non.',
    yes: 'Oui, faites-le',
    no: 'Non, ne faites rien',
    done: 'C’est fait :',
    undoHint: (minutes) => `Si vous changez d’avis, écrivez « annuler » dans les ${minutes} minutes.`,
    declined: 'Très bien, je n’ai rien fait.',
    expired: 'Ma question date un peu, je n’ai donc rien fait. Redites-le-moi si vous le voulez encore.',
    takenOver: 'Une personne de notre équipe a pris le relais entre-temps, je ne l’ai donc pas fait.',
    failed: 'Je n’ai pas pu le faire ; rien n’a été modifié. Voulez-vous parler à une personne ?',
    uncertain:
      'Je l’ai demandé, mais sans réponse claire : c’est peut-être fait. Je ne réessaie pas, pour que ce ne soit pas fait deux fois. Une personne peut vérifier pour vous.',
    undone: 'J’ai annulé ceci :',
    undoTooLate: 'Il est trop tard pour que je l’annule. Une personne pourra peut-être vous aider.',
    cannotUndo: 'Je ne peux pas l’annuler moi-même. Une personne pourra peut-être vous aider.',
    person: 'Parler à une personne',
    on: 'oui',
    off: 'non',
    none: '–',
    callback: 'Un rappel pour {name} au {phone}, {when}. Sujet : {topic}',
    callbackDone: 'C’est noté : nous appellerons {name} au {phone}, {when}.',
  },
  es: {
    question: '¿Lo hago? Responda sí o no, por favor.',
    yes: 'Sí, hágalo',
    no: 'No, déjelo',
    done: 'Hecho:',
    undoHint: (minutes) => `Si cambia de opinión, escriba «deshacer» en los próximos ${minutes} minutos.`,
    declined: 'De acuerdo, no he hecho nada.',
    expired:
      'Ha pasado un rato desde mi pregunta, así que no lo he hecho. Dígamelo otra vez si aún lo quiere.',
    takenOver: 'Entretanto, una persona del equipo se ha hecho cargo, así que no lo he hecho.',
    failed: 'No he podido hacerlo; no se ha cambiado nada. ¿Quiere hablar con una persona?',
    uncertain:
      'Lo he pedido, pero sin una respuesta clara: puede que esté hecho. No lo intento otra vez, para que no se haga dos veces. Una persona puede comprobarlo.',
    undone: 'He deshecho esto:',
    undoTooLate: 'Ya es tarde para que yo lo deshaga. Quizá una persona pueda ayudarle.',
    cannotUndo: 'No puedo deshacerlo yo mismo. Quizá una persona pueda ayudarle.',
    person: 'Hablar con una persona',
    on: 'sí',
    off: 'no',
    none: '–',
    callback: 'Una llamada para {name} al {phone}, {when}. Asunto: {topic}',
    callbackDone: 'Anotado: llamaremos a {name} al {phone}, {when}.',
  },
  pt: {
    question: 'Devo fazer isto? Responda sim ou não, por favor.',
    yes: 'Sim, pode fazer',
    no: 'Não, deixe estar',
    done: 'Está feito:',
    undoHint: (minutes) => `Se mudar de ideia, escreva “desfazer” nos próximos ${minutes} minutos.`,
    declined: 'Está bem, não fiz nada.',
    expired:
      'Já passou algum tempo desde a minha pergunta, por isso não o fiz. Diga-me de novo se ainda quiser.',
    takenOver: 'Entretanto, alguém da nossa equipa assumiu a conversa, por isso não o fiz.',
    failed: 'Não consegui fazê-lo; nada foi alterado. Quer falar com uma pessoa?',
    uncertain:
      'Fiz o pedido, mas não recebi uma resposta clara: pode ter sido feito. Não tento de novo, para não ser feito duas vezes. Uma pessoa pode verificar.',
    undone: 'Desfiz isto:',
    undoTooLate: 'Já é tarde para eu desfazer isso. Talvez uma pessoa possa ajudar.',
    cannotUndo: 'Não posso desfazer isso sozinho. Talvez uma pessoa possa ajudar.',
    person: 'Falar com uma pessoa',
    on: 'sim',
    off: 'não',
    none: '–',
    callback: 'Uma chamada para {name} no {phone}, {when}. Assunto: {topic}',
    callbackDone: 'Anotado: ligaremos a {name} no {phone}, {when}.',
  },
  it: {
    question: 'Devo procedere? Risponda sì o no, per favore.',
    yes: 'Sì, proceda',
    no: 'No, lasci stare',
    done: 'Fatto:',
    undoHint: (minutes) => `Se cambia idea, scriva «annulla» entro ${minutes} minuti.`,
    declined: 'Va bene, non ho fatto nulla.',
    expired:
      'È passato un po’ di tempo dalla mia domanda, quindi non l’ho fatto. Me lo dica di nuovo se lo vuole ancora.',
    takenOver: 'Nel frattempo è subentrata una persona del nostro team, quindi non l’ho fatto.',
    failed: 'Non ci sono riuscito; nulla è stato modificato. Vuole parlare con una persona?',
    uncertain:
      'L’ho richiesto, ma senza una risposta chiara: potrebbe essere stato fatto. Non riprovo, perché non sia fatto due volte. Una persona può verificare.',
    undone: 'Ho annullato questo:',
    undoTooLate: 'È troppo tardi perché io lo annulli. Forse una persona può aiutarla.',
    cannotUndo: 'Non posso annullarlo da solo. Forse una persona può aiutarla.',
    person: 'Parlare con una persona',
    on: 'sì',
    off: 'no',
    none: '–',
    callback: 'Una telefonata per {name} al {phone}, {when}. Argomento: {topic}',
    callbackDone: 'Annotato: chiameremo {name} al {phone}, {when}.',
  },
  ja: {
    question: '実行してよろしいですか。「はい」か「いいえ」でお答えください。',
    yes: 'はい、実行する',
    no: 'いいえ、やめる',
    done: '完了しました：',
    undoHint: (minutes) => `取り消す場合は、${minutes}分以内に「取り消して」とお書きください。`,
    declined: '承知しました。何も行っていません。',
    expired: 'お尋ねしてから時間がたったため、実行していません。必要でしたらもう一度お知らせください。',
    takenOver: 'その間に担当者が引き継いだため、実行していません。',
    failed: '実行できませんでした。何も変更されていません。担当者とお話しになりますか。',
    uncertain:
      '依頼しましたが、はっきりした返答がありませんでした。実行された可能性があります。二重にならないよう、再度は行いません。担当者が確認できます。',
    undone: '次の内容を取り消しました：',
    undoTooLate: '取り消せる時間を過ぎています。担当者がお手伝いできるかもしれません。',
    cannotUndo: '私からは取り消せません。担当者がお手伝いできるかもしれません。',
    person: '担当者と話す',
    on: 'はい',
    off: 'いいえ',
    none: '–',
    callback: '{name}様への折り返しのお電話（{phone}、{when}）。ご用件：{topic}',
    callbackDone: '承りました。{when}に{phone}へ、{name}様にお電話します。',
  },
  ar: {
    question: 'هل أنفذ ذلك؟ أجب بنعم أو لا من فضلك.',
    yes: 'نعم، نفذ ذلك',
    no: 'لا، اترك ذلك',
    done: 'تم:',
    undoHint: (minutes) => `إذا غيرت رأيك فاكتب «تراجع» خلال ${minutes} دقيقة.`,
    declined: 'حسنا، لم أفعل شيئا.',
    expired: 'مر بعض الوقت منذ سؤالي، لذلك لم أنفذ ذلك. أخبرني مرة أخرى إن كنت ما زلت تريده.',
    takenOver: 'تولى أحد أعضاء فريقنا المحادثة في هذه الأثناء، لذلك لم أنفذ ذلك.',
    failed: 'لم أستطع تنفيذ ذلك؛ لم يتغير شيء. هل تريد التحدث إلى شخص؟',
    uncertain:
      'أرسلت الطلب ولم أتلق جوابا واضحا: ربما تم. لن أحاول مرة أخرى حتى لا يتكرر. يمكن لشخص أن يتحقق من ذلك.',
    undone: 'تراجعت عن هذا:',
    undoTooLate: 'فات الوقت لأتراجع عن ذلك. ربما يستطيع شخص مساعدتك.',
    cannotUndo: 'لا أستطيع التراجع عن ذلك بنفسي. ربما يستطيع شخص مساعدتك.',
    person: 'التحدث إلى شخص',
    on: 'نعم',
    off: 'لا',
    none: '–',
    callback: 'مكالمة إلى {name} على {phone}، {when}. الموضوع: {topic}',
    callbackDone: 'سجلت ذلك: سنتصل بـ {name} على {phone}، {when}.',
  },
};

export const ACTION_LANGUAGES = Object.keys(ACTION_WORDS) as ActionLanguage[];

/** The language among these of a BCP 47 tag; English for any other. Pure. */
export function languageOf(tag: string | null): ActionLanguage {
  const short = (tag ?? 'en').slice(0, 2).toLowerCase();
  return ACTION_LANGUAGES.find((language) => language === short) ?? 'en';
}

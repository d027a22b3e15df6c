import type { Language } from './texts.ts';

/** What the view of a source says; it travels with that view, in all languages, since few readers open one. */
export interface SourceTexts {
  title: string;
  back: string;
  current: string;
  changed: string;
  changedStill: string;
  removed: string;
  failed: string;
  begin: string;
  end: string;
}

export const sourceTexts: Record<Language, SourceTexts> = {
  en: {
    title: 'The passage in its article',
    back: 'Back to the conversation',
    current: 'The article has not changed since.',
    changed: 'The article has changed since. This is the version that the answer was based on.',
    changedStill:
      'The article has changed since, and still says this. This is the version that the answer was based on.',
    removed: 'The article has been removed since. This is the version that the answer was based on.',
    failed: 'What stands around the passage could not be loaded.',
    begin: 'Quoted passage begins',
    end: 'Quoted passage ends',
  },
  de: {
    title: 'Die Stelle im Artikel',
    back: 'Zurück zum Gespräch',
    current: 'Der Artikel ist seither unverändert.',
    changed: 'Der Artikel wurde seither geändert. Dies ist die Fassung, auf der die Antwort beruht.',
    changedStill:
      'Der Artikel wurde seither geändert und sagt dies noch. Dies ist die Fassung, auf der die Antwort beruht.',
    removed: 'Der Artikel wurde seither entfernt. Dies ist die Fassung, auf der die Antwort beruht.',
    failed: 'Was um die Stelle herum steht, konnte nicht geladen werden.',
    begin: 'Beginn der zitierten Stelle',
    end: 'Ende der zitierten Stelle',
  },
  fr: {
    title: 'Le passage dans son article',
    back: 'Retour à la conversation',
    current: 'L’article n’a pas changé depuis.',
    changed: 'L’article a changé depuis. Voici la version sur laquelle la réponse s’appuie.',
    changedStill:
      'L’article a changé depuis, mais dit toujours ceci. Voici la version sur laquelle la réponse s’appuie.',
    removed: 'L’article a été supprimé depuis. Voici la version sur laquelle la réponse s’appuie.',
    failed: 'Le texte autour du passage n’a pas pu être chargé.',
    begin: 'Début du passage cité',
    end: 'Fin du passage cité',
  },
  es: {
    title: 'El pasaje en su artículo',
    back: 'Volver a la conversación',
    current: 'El artículo no ha cambiado desde entonces.',
    changed: 'El artículo ha cambiado. Esta es la versión en la que se basó la respuesta.',
    changedStill:
      'El artículo ha cambiado, pero sigue diciendo esto. Esta es la versión en la que se basó la respuesta.',
    removed: 'El artículo se ha eliminado. Esta es la versión en la que se basó la respuesta.',
    failed: 'No se pudo cargar el texto alrededor del pasaje.',
    begin: 'Inicio del pasaje citado',
    end: 'Fin del pasaje citado',
  },
  pt: {
    title: 'O trecho no artigo',
    back: 'Voltar à conversa',
    current: 'O artigo não mudou desde então.',
    changed: 'O artigo mudou desde então. Esta é a versão em que a resposta se baseou.',
    changedStill:
      'O artigo mudou desde então, mas ainda diz isto. Esta é a versão em que a resposta se baseou.',
    removed: 'O artigo foi removido desde então. Esta é a versão em que a resposta se baseou.',
    failed: 'Não foi possível carregar o texto em volta do trecho.',
    begin: 'Início do trecho citado',
    end: 'Fim do trecho citado',
  },
  it: {
    title: 'Il passo nel suo articolo',
    back: 'Torna alla conversazione',
    current: 'L’articolo non è cambiato da allora.',
    changed: 'L’articolo è cambiato. Questa è la versione su cui si basa la risposta.',
    changedStill:
      'L’articolo è cambiato, ma lo dice ancora. Questa è la versione su cui si basa la risposta.',
    removed: 'L’articolo è stato rimosso. Questa è la versione su cui si basa la risposta.',
    failed: 'Non è stato possibile caricare il testo intorno al passo.',
    begin: 'Inizio del passo citato',
    end: 'Fine del passo citato',
  },
  ja: {
    title: '記事の中の該当箇所',
    back: '会話に戻る',
    current: '記事はその後変わっていません。',
    changed: '記事はその後変更されました。これは回答の根拠となった版です。',
    changedStill: '記事はその後変更されましたが、この内容は今も同じです。これは回答の根拠となった版です。',
    removed: '記事はその後削除されました。これは回答の根拠となった版です。',
    failed: '前後の文章を読み込めませんでした。',
    begin: '引用の始まり',
    end: '引用の終わり',
  },
  ar: {
    title: 'المقطع في مقالته',
    back: 'العودة إلى المحادثة',
    current: 'لم تتغير المقالة منذ ذلك الحين.',
    changed: 'تغيرت المقالة منذ ذلك الحين. هذه هي النسخة التي استندت إليها الإجابة.',
    changedStill: 'تغيرت المقالة منذ ذلك الحين وما زالت تقول هذا. هذه هي النسخة التي استندت إليها الإجابة.',
    removed: 'أزيلت المقالة منذ ذلك الحين. هذه هي النسخة التي استندت إليها الإجابة.',
    failed: 'تعذر تحميل النص المحيط بالمقطع.',
    begin: 'بداية المقطع المقتبس',
    end: 'نهاية المقطع المقتبس',
  },
};

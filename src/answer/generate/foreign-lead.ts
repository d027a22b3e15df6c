/** By language; `en` is the fallback. */
const LEADS: Readonly<Record<string, string>> = {
  en: 'Our help article says this, in its own language:',
  de: 'In unserem Hilfeartikel steht dazu, in seiner Sprache:',
  fr: 'Voici ce que dit notre article d’aide, dans sa langue :',
  es: 'Nuestro artículo de ayuda dice lo siguiente, en su idioma original:',
  pt: 'O nosso artigo de ajuda diz o seguinte, na língua original:',
  it: 'Il nostro articolo di aiuto dice quanto segue, nella lingua originale:',
  ja: 'ヘルプ記事には、原文で次のように書かれています。',
  ar: 'تقول مقالة المساعدة ما يلي بلغتها الأصلية:',
};

/** What is said before an article is quoted in another language than the customer's. `language`: BCP 47 or ISO 639-1 of the customer. Pure. */
export function foreignLead(language: string | null): string {
  return LEADS[language?.slice(0, 2).toLowerCase() ?? 'en'] ?? LEADS.en ?? '';
}

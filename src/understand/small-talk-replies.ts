import type { Answer } from '../domain/passage.ts';
import type { SmallTalk } from './small-talk.ts';

type Kind = Exclude<SmallTalk['kind'], 'person'>;

/** By language; `en` is the fallback. The assistant says that it is one. */
const REPLIES: Record<string, Record<Kind, string>> = {
  en: {
    greeting:
      'Hello! I am the AI assistant. Ask me anything about our help articles, or ask for a person at any time.',
    thanks: 'You are welcome. Is there anything else I can look up for you?',
    goodbye: 'Goodbye! Write again at any time; this conversation stays here.',
  },
  de: {
    greeting:
      'Hallo! Ich bin der KI-Assistent. Fragen Sie mich etwas, oder verlangen Sie jederzeit einen Menschen.',
    thanks: 'Gern geschehen. Kann ich noch etwas für Sie nachschlagen?',
    goodbye: 'Auf Wiedersehen! Schreiben Sie jederzeit wieder; dieses Gespräch bleibt hier.',
  },
  fr: {
    greeting:
      'Bonjour ! Je suis l’assistant IA. Posez-moi une question, ou demandez une personne à tout moment.',
    thanks: 'Je vous en prie. Puis-je chercher autre chose pour vous ?',
    goodbye: 'Au revoir ! Écrivez de nouveau quand vous voulez ; cette conversation reste ici.',
  },
  es: {
    greeting:
      '¡Hola! Soy el asistente de IA. Pregúnteme lo que necesite, o pida una persona en cualquier momento.',
    thanks: 'De nada. ¿Puedo buscar algo más para usted?',
    goodbye: '¡Hasta luego! Escriba cuando quiera; esta conversación sigue aquí.',
  },
  pt: {
    greeting: 'Olá! Sou o assistente de IA. Pergunte o que precisar, ou peça uma pessoa a qualquer momento.',
    thanks: 'De nada. Posso procurar mais alguma coisa?',
    goodbye: 'Até logo! Escreva quando quiser; esta conversa continua aqui.',
  },
  it: {
    greeting: 'Salve! Sono l’assistente IA. Mi chieda pure, o chieda una persona in qualsiasi momento.',
    thanks: 'Prego. Posso cercare altro per lei?',
    goodbye: 'Arrivederci! Scriva quando vuole; questa conversazione resta qui.',
  },
  ja: {
    greeting: 'こんにちは。AIアシスタントです。ご質問をどうぞ。いつでも担当者をお呼びいただけます。',
    thanks: 'どういたしまして。ほかにお調べすることはありますか。',
    goodbye: 'さようなら。またいつでもどうぞ。この会話は残っています。',
  },
  ar: {
    greeting: 'مرحبا! أنا المساعد الآلي. اسألني ما تشاء، أو اطلب شخصا في أي وقت.',
    thanks: 'على الرحب والسعة. هل أبحث لك عن شيء آخر؟',
    goodbye: 'إلى اللقاء! اكتب لنا متى شئت؛ تبقى هذه المحادثة هنا.',
  },
};

/** A fixed, polite reply in the conversation's language (a BCP 47 tag, or `null`). */
export function smallTalkReply(kind: Kind, locale: string | null, starters: string[]): Answer {
  const language = locale?.slice(0, 2).toLowerCase() ?? 'en';
  const replies = REPLIES[language] ?? REPLIES.en;
  return {
    text: replies?.[kind] ?? '',
    citations: [],
    confidence: 1,
    supported: true,
    quickReplies: kind === 'greeting' ? starters.slice(0, 3) : [],
    model: 'small-talk',
  };
}

import { describe, expect, test } from 'vitest';
import { askedQuestions } from '../../../src/answer/asked-questions.ts';

/** Two questions under one question mark; `|` is where the second begins. */
const TWO = `
Can I use batch Apex and |what is the heap limit?
How do I export a report, and |where are the logs?
How do I export a report and also |how do I import one thing?
What is a queue and |can I assign cases to it by a rule?
What's a sandbox and |what's a scratch org?
How often can I refresh a sandbox and |is there a limit on storage?
Which users see the dashboard and |who owns the report?
How do I create a report and |can I send it by e-mail?
What is a queue and |is there a limit on its members?
What are queues, and |do internal users count as members?
Can I pay by card and |is delivery free?
How do I reset my password and |can Edgewise send messages?
How do I reset my password and |why is my account locked?
Wie exportiere ich das, und |was kostet das Paket?
Wie setze ich mein Passwort zurück und |wo finde ich die Protokolle?
Was ist ein Stapel-Job und |kann ich den Heap vergrößern?
Welche Felder sind Pflicht und |gibt es ein Limit?
Comment exporter un rapport et |où sont les journaux ?
Puis-je utiliser un lot et |quelle est la limite de mémoire ?
Comment créer une file et |peut-on limiter les membres ?
¿Cómo exporto un informe y |dónde están los registros?
¿Puedo usar lotes y |cuál es el límite de memoria?
¿Cómo exporto un informe y |¿hay un límite de filas?
Como exporto um relatório e |onde estão os registros?
Posso usar lotes e |qual é o limite de memória?
Como crio uma fila e |o que é um perfil?
Come esporto un rapporto e |dove sono i registri?
Posso usare i lotti e |qual è il limite di memoria?
Come creo una coda e |posso limitare i membri?
レポートはどうやって書き出せますか、また|ログはどこにありますか？
バッチ処理は使えますか、そして|ヒープの上限はいくつですか？
كيف أصدر التقرير و|أين توجد السجلات؟
هل يمكنني استخدام الدفعات، و|ما هو حد الذاكرة؟
`;

/** One question, whatever it joins; or a second part that says nothing without the first. */
const ONE = `
Why do I get UNABLE_TO_LOCK_ROW and how do I avoid it?
How do I create and what-not?
What is the difference between X and Y?
What is the difference between what I see and what is stored in the sandbox?
How do I find out what is wrong and how it happened?
Do you know where and how I can export a report?
Can you tell me how to export and what format I get?
Tell me how to export and what format I get
How big can a debug log get and how long is it kept?
How do I add and remove users?
When and how do I reset my password?
Which jobs are queued and are not run?
Which plan is small and is free of charge?
How do I see jobs that failed and are kept longer?
What can I do and who are you?
Which records are locked and which are shared with others?
What happens when a job fails and when it is retried?
How do I enable person accounts and can it be reversed?
What is a queue and why?
Does it work if I leave and have no licence?
If a job fails and how do I see that then?
How do I import accounts and contacts?
Should I use a queue or is a rule better?
Warum kommt der Fehler und wie vermeide ich ihn?
Was ist der Unterschied zwischen Rolle und Profil?
Wissen Sie, wo und wie ich einen Bericht exportiere?
Können Sie sagen, wie der Export geht und wo die Logs liegen?
Wie lege ich Kunden und Kontakte an?
Pourquoi ai-je cette erreur et comment l'éviter ?
Pourquoi ai-je ces doublons et comment les supprimer ?
Quelle est la différence entre un rôle et un profil ?
¿Por qué sale este error y cómo lo evito?
¿Por qué sale este error y cómo puedo evitarlo?
¿Cuál es la diferencia entre rol y perfil?
Por que aparece este erro e como posso evitar isso?
Qual é a diferença entre papel e perfil?
Perché ricevo questo errore e come posso evitarlo?
Qual è la differenza tra ruolo e profilo?
このエラーはなぜ出ますか、またそれを避けるにはどうすればいいですか？
役割とプロファイルの違いは何ですか？
バッチを使うべきですか、それともキューですか？
لماذا يظهر هذا الخطأ وكيف يمكنني تجنبه؟
ما الفرق بين الدور والملف الشخصي؟
`;

const lines = (text: string) => text.trim().split('\n');

describe('questions under one question mark', () => {
  test.each(lines(TWO))('%s', (marked) => {
    const [, second = ''] = marked.split('|');
    const asked = askedQuestions(marked.replace('|', ''));
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBe(second);
    expect(marked.startsWith(asked[0]?.slice(0, -1) ?? '-')).toBe(true);
  });

  test.each(lines(ONE))('%s is asked as a whole', (message) => {
    expect(askedQuestions(message)).toEqual([]);
  });

  test('three are three, each with its own question mark', () => {
    expect(askedQuestions('How do I add users and what is a profile, and where are the login logs?')).toEqual(
      ['How do I add users?', 'what is a profile?', 'where are the login logs?'],
    );
  });

  test('a part that points back stays with the question before it', () => {
    expect(askedQuestions('Why is my row locked and how do I avoid it and where are the logs?')).toEqual([
      'Why is my row locked and how do I avoid it?',
      'where are the logs?',
    ]);
  });

  test.each([
    'how '.repeat(1_990),
    'and how do I avoid it '.repeat(360),
    'and how is the '.repeat(530),
    `x y z ${' '.repeat(7_900)} x y z`,
  ])('of a message as long as it may be within 200 ms', (text) => {
    const before = performance.now();
    askedQuestions(`${text}?`);
    expect(performance.now() - before).toBeLessThan(200);
  });
});

import type { Attack } from '../../domain/understanding.ts';
import { foldCase } from './plain-view.ts';
import type { Rule } from './rule.ts';

/** How one language gives the orders that an attack consists of; parts of patterns, written with accents. */
interface Phrases {
  /** Drop, forget, do not follow: as an order to a machine. */
  drop: string;
  /** All, previous, your. */
  which: string;
  /** Instructions, rules, guidelines. */
  orders: string;
  show: string;
  /** "Your system prompt", "your exact instructions". */
  prompt: string;
  /** "You are now", "act as if". */
  become: string;
  /** Without limits, never refuses. */
  unbound: string;
  /** "From now on your rules are void", "answer without rules", "the text before my first message". */
  override: string;
  extraction: string;
  /** "Note to the AI", "if you are a language model", "in your answer include". */
  planted: string;
}

const LANGUAGES: readonly Phrases[] = [
  {
    drop: 'ignoriere?|vergiss|missachte|überspringe?|umgehe|befolge? nicht|beachte',
    which:
      'alle[ns]?|bisherigen?|vorherigen?|vorigen?|obigen?|deine[nr]?|des betreibers|bis(?:her|lang)|vorher|zuvor|ohne',
    orders: 'anweisungen|instruktionen|regeln|richtlinien|vorgaben|befehle|prompts?|gesagt wurde',
    show: 'zeige?|gib|nenne?|wiederhole?|verrate?|liste?|schreibe?|wie lauten|was sind|welche',
    prompt:
      'deine[nr]? (?:\\w{1,15} )?(?:system-?prompt|systemprompt|instruktionen|anweisungen)|systemprompt|internen regeln',
    become:
      'du bist (?:jetzt|nun|ab jetzt)|tu so,? als|ab jetzt heißt du|spiel(?:e)? die rolle|wechsle in den|verhalte dich wie',
    unbound:
      'ohne (?:jede )?(?:einschränkungen|regeln|filter|grenzen)|keine (?:regeln|filter|moral|grenzen)|lehnt nie|entwicklermodus|verrätst alles|ausplaudert',
    override:
      'antworte (?:ab jetzt )?ohne regeln|(?:deine|alle) (?:\\w{1,15} )?(?:regeln|vorgaben|anweisungen) gelten nicht|neue anweisung:|nur noch meine (?:befehle|anweisungen)|nicht länger, sondern mach',
    extraction: 'text[^.\\n]{0,20} vor meiner ersten nachricht|über meiner ersten nachricht',
    planted:
      '(?:hinweis|nachricht|notiz|anweisung)? ?an (?:die|das|den|alle) (?:ki|sprachmodelle?|chatbot|ki-assistenten)\\b|wenn du (?:eine ki|ein sprachmodell)|füge deiner antwort|in deiner antwort|assistent, ',
  },
  {
    drop: 'ignore[rz]?|oublie[rz]?|ne (?:tiens|tenez) pas compte|fais abstraction|néglige|contourne|ne (?:suis|respecte) (?:pas|plus)',
    which: 'toutes?|tous|tout|précédent(?:e?s)?|tes|ton|ci-dessus|avant|antérieures',
    orders: "instructions?|consignes?|règles?|directives?|prompts?|qu'on t'a dit",
    show: 'affiche|montre|donne|répète|révèle|recopie|écris|liste|quelles sont|quel est',
    prompt:
      'prompt (?:système|initial)|(?:tes|les) instructions exactes|ton prompt|ta configuration|toutes les règles que ton|tes instructions (?:initiales|internes|complètes)',
    become:
      'tu es (?:désormais|maintenant|à présent)|fais semblant|joue le rôle|agis comme|active le mode|à partir de maintenant tu',
    unbound:
      'sans (?:limites?|restrictions?|filtres?|règles?)|pas (?:de|avoir de) règles|ne refuse jamais|révèle les données|mode développeur',
    override:
      'réponds sans (?:aucune )?règles?|tes règles sont|nouvelle consigne ?:|seulement ce que je te demande',
    extraction: 'texte[^.\\n]{0,30} au-dessus de mon premier message|mot pour mot',
    planted:
      "note pour l'(?:ia|assistant)|si (?:tu es|vous êtes) un (?:assistant|modèle|robot|agent)|dans (?:ta|votre) réponse|chatbot ?:",
  },
  {
    drop: 'ignor[ae]|olvid[ae]|no sigas|haz caso omiso|no hagas caso|desobedece|sáltate',
    which: 'tod[ao]s?|anteriores|previas?|tus|de la empresa|lo que|antes',
    orders: 'instrucciones|normas|reglas|directrices|indicaciones previas|prompts?|te han dicho',
    show: 'muéstrame|muestra|dime|repite|revela|escribe|copia|cópialas|imprime|cuáles son|cuál es',
    prompt:
      'prompt (?:del?|inicial)|tus instrucciones (?:exactas|iniciales|internas)|reglas internas|tu prompt',
    become:
      'ahora eres|finge que|haz el papel|actúa como si|activa el modo|a partir de ahora eres|compórtate como',
    unbound:
      'sin (?:restricciones|límites|censura|filtros|reglas)|no tienes reglas|nunca se niega|modo desarrollador|cuentas ajenas',
    override:
      'responde sin reglas|tus (?:directrices|reglas|normas) quedan|nueva orden:|solo lo que yo te diga',
    extraction: 'texto[^.\\n]{0,30} antes de mi primer mensaje|palabra por palabra',
    planted:
      '(?:instrucción|nota|mensaje) para (?:el asistente|la ia|el modelo)|si eres un (?:modelo|asistente|agente|bot)|(?:en|a) tu respuesta',
  },
  {
    drop: 'ignora|dimentica|non seguire|non rispettare|trascura|scavalca',
    which: 'tutt[ei]|precedenti|tue|tuoi|prima|quello che|più',
    orders: 'istruzioni|regole|linee guida|direttive|prompt|detto',
    show: 'mostrami|mostra|dimmi|ripeti|rivela|scrivi|copia(?:le)?|stampa|quali sono|qual è',
    prompt: 'prompt di sistema|tue istruzioni (?:esatte|iniziali|interne)|regole interne|tuo prompt',
    become: 'adesso sei|ora sei|fai finta|recita la parte|comportati come|attiva la modalità',
    unbound:
      'senza (?:restrizioni|limiti|censura|filtri|regole)|non avere regole|non rifiuta mai|modalità sviluppatore',
    override: 'rispondi senza regole|tue regole sono|nuova istruzione:|solo i miei ordini',
    extraction: 'testo che precede il mio primo messaggio|parola per parola',
    planted:
      "nota per l'(?:ia|assistente)|se sei un(?:'| )(?:assistente|modello|ia|agente)|nella tua risposta",
  },
  {
    drop: 'ignore|esque[çc]a|não siga|desconsidere|desobedeça|pule',
    which: 'tod[ao]s?|anteriores|suas|seus|da empresa|tudo|mais',
    orders: 'instruções|regras|diretrizes|ordens|prompts?|disseram',
    show: 'mostre|diga|repita|revele|escreva|copie|imprima|quais são|qual é',
    prompt:
      'prompt (?:de|do) sistema|suas instruções (?:exatas|iniciais|internas)|regras internas|seu prompt',
    become: 'agora você é|você agora é|finja que|faça o papel|aja como|ative o modo',
    unbound:
      'sem (?:restrições|limites|censura|filtros|regras)|não tem regras|nunca recusa|modo (?:de )?desenvolvedor',
    override: 'responda sem regras|suas regras estão|nova ordem:|só o que eu mandar',
    extraction: 'texto que vem antes da minha primeira mensagem|palavra por palavra',
    planted: 'nota para a ia|se (?:você é|for) um (?:modelo|assistente|robô)|na sua resposta',
  },
  {
    drop: 'negeer|vergeet|volg|sla',
    which: 'alle|alles|vorige|eerdere|bovenstaande|je|van het bedrijf|niet',
    orders: 'instructies|regels|richtlijnen|opdrachten|prompts?|is verteld|niet meer',
    show: 'laat|toon|geef|herhaal|onthul|schrijf|wat zijn|wat is',
    prompt: 'systeemprompt|je exacte instructies|interne regels|je prompt',
    become: 'je bent nu|doe alsof|speel de rol|gedraag je als|zet de ontwikkelaarsmodus',
    unbound: 'zonder (?:beperkingen|regels|filters|grenzen)|geen regels|nooit iets weigert',
    override: 'antwoord zonder regels|vervallen je regels|nieuwe opdracht:|doe alleen wat ik zeg',
    extraction: 'tekst die boven mijn eerste bericht staat|woord voor woord',
    planted: 'aan de ai\\b|als je een (?:ai|taalmodel|assistent) bent|aan je antwoord|in je antwoord',
  },
  {
    drop: 'zignoruj|ignoruj|zapomnij|nie przestrzegaj|pomiń|porzuć',
    which: 'wszystki(?:e|m|ch)|poprzednie|wcześniejsze|swoje|już',
    orders: 'instrukcj[ei]|polecenia|zasad[y]?|wytyczn(?:e|ych)|reguły|powiedziano',
    show: 'pokaż|podaj|powtórz|ujawnij|wypisz|przepisz|napisz|jakie są|jaki jest',
    prompt: 'prompt systemowy|twoje dokładne instrukcje|wewnętrzne reguły|swój prompt',
    become: 'jesteś teraz|udawaj|wciel się|zachowuj się jak|włącz tryb',
    unbound:
      'bez (?:ograniczeń|zasad|filtrów|limitów)|nie masz żadnych zasad|nigdy nie odmawia|tryb deweloperski',
    override: 'odpowiadaj bez zasad|twoje zasady są|nowe polecenie:|tylko to, co ja powiem',
    extraction: 'tekst[^.\\n]{0,30} przed moją pierwszą wiadomością|słowo w słowo',
    planted: 'uwaga dla ai|jeśli jesteś (?:modelem|asystentem|botem)|do odpowiedzi',
  },
];

/** Scripts without spaces between words, Russian and Arabic, as whole phrases. */
const PHRASES: readonly [Exclude<Attack, 'none'>, string][] = [
  [
    'override',
    'игнорируй (?:все )?(?:предыдущие |свои )?(?:инструкции|правила)|забудь (?:все|всё)[^.\\n]{0,30}(?:говорили|правила|инструкции)|отвечай без правил',
  ],
  [
    'extraction',
    '(?:покажи|выведи|раскрой|повтори)[^.\\n]{0,20}(?:системный промпт|системные инструкции|свои инструкции)',
  ],
  ['jailbreak', 'ты (?:теперь )?[^.\\n]{0,20}без ограничений|никогда не отказываешь'],
  ['override', '(?:忽略|无视|忘记|忘掉|不要遵守)[^。\\n]{0,12}(?:指令|规则|指示|提示|限制)'],
  ['extraction', '(?:显示|告诉我|输出|打印|重复)[^。\\n]{0,12}(?:系统提示|提示词|系统指令)'],
  [
    'jailbreak',
    '(?:没有|不受)[^。\\n]{0,6}(?:任何)?限制[^。\\n]{0,6}(?:人工智能|ai|助手|机器人)|永远不会拒绝',
  ],
  [
    'override',
    '(?:指示|命令|ルール|規則)[^。\\n]{0,8}(?:無視|忘れ)[^。\\n]{0,12}(?:承認|従|答|表示|して|て)',
  ],
  [
    'override',
    '(?:تجاهل|انس|انسى|تخط|لا تتبع)[^.؟\\n]{0,24}(?:التعليمات|تعليمات|القواعد|قواعدك|تعليماتك|الأوامر)(?![^.؟\\n]{0,24}(?:رسالت|بريد))',
  ],
  [
    'extraction',
    '(?:اعرض|أظهر|اظهر|اكشف|اطبع|كرر)[^.؟\\n]{0,24}(?:تعليمات النظام|تعليماتك|موجه النظام|البرومبت)',
  ],
  [
    'jailbreak',
    '(?:تصرف|أنت الآن|انت الان|تظاهر)[^.؟\\n]{0,40}(?:بدون|بلا|دون) (?:أي |اي )?(?:قيود|قواعد|حدود)',
  ],
  ['extraction', 'システムプロンプト[^。\\n]{0,10}(?:表示|教え|見せ|出力)'],
  ['jailbreak', '(?:制限|制約)の?ない(?:ai|アシスタント)|今から(?:あなた|お前)は[^。\\n]{0,12}(?:ai|です)'],
];

/** A little text between two parts, inside one sentence. */
const NEAR = '[^.!?\\n]{0,40}';
const either = (pick: (one: Phrases) => string): string =>
  LANGUAGES.map((one) => `(?:${pick(one)})`).join('|');
const START = "(?<![\\p{L}'])";
const END = '(?![\\p{L}])';

function rule(attack: Rule['attack'], weight: number, source: string, more: Partial<Rule> = {}): Rule {
  return {
    attack,
    weight,
    pattern: new RegExp(foldCase(source).replaceAll('\\p{l}', '\\p{L}'), 'u'),
    ...more,
  };
}

/** Patterns on the `wordView` of a text, for German, French, Spanish, Italian, Portuguese, Dutch, Polish; Russian, Chinese, Japanese, Arabic. */
export const LANGUAGE_RULES: readonly Rule[] = [
  rule(
    'override',
    4.5,
    either(
      (one) =>
        `${START}(?:${one.drop})${END}${NEAR}${START}(?:${one.which})${END}${NEAR}${START}(?:${one.orders})${END}`,
    ),
  ),
  rule(
    'override',
    4.5,
    either(
      (one) =>
        `${START}(?:${one.drop})${END}${NEAR}${START}(?:${one.orders})${END}${NEAR}${START}(?:${one.which})${END}`,
    ),
  ),
  rule(
    'override',
    3,
    either((one) => one.override),
  ),
  rule(
    'extraction',
    4,
    either((one) => `${START}(?:${one.show})${END}${NEAR}(?:${one.prompt})`),
  ),
  rule(
    'extraction',
    2,
    either((one) => one.extraction),
  ),
  rule(
    'jailbreak',
    4,
    either((one) => `${START}(?:${one.become})${END}${NEAR}(?:${one.unbound})`),
  ),
  rule(
    'jailbreak',
    1.5,
    either((one) => one.become),
  ),
  rule(
    'override',
    2.5,
    either((one) => one.planted),
    { source: 'retrieved' },
  ),
  ...PHRASES.map(([attack, source]) => rule(attack, 4, source)),
];

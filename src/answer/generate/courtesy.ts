/** What a sentence without a source may be made of. */
export interface CourtesyContext {
  analyze(text: string): string[];
  /** Whether a term stands in the passages or a tool's result. */
  knows(term: string): boolean;
  /** The terms of the customer's message. */
  asked: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that promise and claim nothing, in the interface languages that separate words. */
const COURTESY = words(`
  i i'm i'd i'll we we're you you're your yours it it's its this that these those there here let's let me us my our a an the and or but so if in of
  on to for with at by as from about into is are be was were am do does did done have has had can could would will shall should may
  might what which when where who how why more most else other another any some all not gladly
  hi hello hey dear welcome thanks thank please sorry apologies apologize apologise unfortunately glad happy pleased good great morning day
  evening afternoon question questions help helps helped helping assist assistance know hear understand understandable see sounds sound frustrating
  annoying difficult trouble inconvenience patience wait waiting moment feel ask anything further hope hopefully working
  check checking search searching second up only after before look important main usually typically common commonly overview summary
  clear following follow steps step below above first then next finally also now note detail details information explain answer tell
  like want need try get use using show example examples instead different do something go goes person human colleague colleagues agent talk speak connect connected find found look looking articles article short way ways option options
  things thing issue problem reaching out touch again just away very really too got it'll that's what's
  ich wir sie du ihr ihnen ihre ihren dir mir uns es das dies dieser diese der die den dem des ein eine einen einer und oder aber wenn in im von vom zu
  zum zur für mit bei an am auf aus über ist sind sein war haben hat kann können könnte könnten möchten möchte würde soll darf gern gerne natürlich
  leider hallo guten tag morgen abend danke vielen dank bitte gerne anders entschuldigung entschuldigen leid tut verstehe verständlich ärgerlich hilfe helfen hilft
  geholfen weiter weiteren weitere fragen frage noch sonst etwas so wie was welche welcher welches wann wo hier folgende folgenden schritte schritt
  zuerst dann danach außerdem auch nun jetzt gehen vor hoffe klappt moment person menschen mensch sprechen verbinden gefunden dazu mehr wissen melden nicht kein keine
  prüfe schaue sehe nach kurz mal augenblick gleich
  vérifie regarde cherche instant
  je nous vous tu il elle c'est ce cela ça cette ces le la les un une des du de d l et ou mais si dans en sur pour avec par au aux est sont suis être
  avez ai peux peut puis pouvez pouvons voulez souhaitez bonjour bonsoir merci désolé désolée excusez s'il plaît bien sûr avec plaisir prie volontiers malheureusement
  comprends aider aide aidé autre chose question questions étapes étape suivantes suivante voici d'abord ensuite aussi comment quel quelle quels quelles
  quand où parler personne connaître savoir plus j'espère espère trouvé n'ai pas à moi
  compruebo comprobarlo reviso déjeme déjame ver busco momento verifico deixe-me vou verificar controllo verifico cerco attimo
  yo nosotros usted ustedes tú su sus le les lo los las el un una unos y o pero si en de del para con por al es son está están estoy ser puede puedo
  podemos quiere quieres desea gustaría hola buenos buenas días tardes gracias favor perdón siento lamento claro supuesto gusto desafortunadamente
  entiendo ayudar ayuda ayudarle ayudarte algo más pregunta preguntas pasos paso siguientes siguiente aquí tiene primero luego también cómo qué cuál
  cuáles cuándo dónde hablar persona saber espero encontrado he
  eu nós você vocês o a os as um uma uns umas e ou mas se em no na nos nas do da dos das para com por ao é são estou está ser pode posso podemos quer gostaria olá bom boa
  dia tarde obrigado obrigada por favor desculpe lamento claro certamente infelizmente entendo ajudar ajuda ajudá-lo algo mais pergunta perguntas passos
  passo seguintes seguinte aqui primeiro depois também não como qual quais quando onde falar pessoa saber espero encontrei
  io noi lei voi il lo gli i un uno una e o ma se in di del della dei delle per con da al alla è sono sto essere può posso possiamo vuole desidera vorrebbe ciao
  buongiorno buonasera grazie prego scusi dispiace mi certo certamente purtroppo capisco aiutare aiuto aiutarla altro domanda domande passaggi passaggio
  seguenti seguente ecco prima poi anche non come quale quali quando dove parlare persona sapere spero trovato ho che`);
/** Courtesies whose words alone could promise something. */
const PHRASES =
  /\b(?:of course|sure|certainly|absolutely|ok(?:ay)?|right away|feel free|get back to you|(?:i )?hope (?:this|that|it) works|does (?:this|that|it) work(?: for you)?|(?:sign|log) in|melden sie sich an|connectez-vous|inicie sesión|faça login|effettui l'accesso)\b(?=[,.!?:;]|\s)/giu;
/** Whole sentences of Japanese and Arabic, whose words cannot be told apart by spaces or endings. */
const SENTENCES =
  /^(?:こんにちは|お問い合わせ(?:いただき)?ありがとうございます|ありがとうございます|ご不便をおかけして申し訳(?:ございません|ありません)|申し訳(?:ございません|ありません)|もちろんです|承知(?:し|いたし)ました|(?:他|ほか)に(?:ご(?:質問|不明な点)|お困りのこと)は(?:ございますか|ありますか)|(?:以下|次)の(?:手順|とおり|通り)(?:です|に従ってください|をお試しください)?|お役に立て(?:れば幸いです|ましたか)|担当者をお呼びしましょうか|(?:ご?注文番号|お名前|お?電話番号|メールアドレス)(?:(?:と|、)(?:ご?注文番号|お名前|お?電話番号|メールアドレス)){0,3}を(?:教えて(?:ください|いただけますか)|お知らせください)|مرحبا|أهلا(?: وسهلا)?|شكرا(?: لك| لتواصلك معنا)?|عذرا|نعتذر عن الإزعاج|بالتأكيد|هل (?:يمكنني مساعدتك في شيء آخر|تريد التحدث إلى شخص|هناك شيء آخر)|ما (?:رقم طلبك|اسمك|رقم هاتفك)|اتبع الخطوات التالية|إليك الخطوات)[。、.!！?？؟:：،\s]*$/u;

/** What nobody may be asked for in a chat, and nobody promised, whatever the articles speak of. */
const CREDENTIAL =
  /pass(?:word|code|phrase|wort|wörter)|\bpin\b|\bcvv|\bcvc\b|card number|credit card|security (?:code|question)|bank (?:account|details|data)|account number|\biban\b|passport (?:number|copy)|identity card|bankverbindung|kontonummer|ausweis|coordonnées bancaires|compte bancaire|\brib\b|cuenta bancaria|conta bancária|dados bancários|conto bancario|coordinate bancarie|銀行口座|口座番号|حساب\S{0,3} (?:ال)?(?:بنكي|مصرفي)|\bcode (?:that |which )?(?:you|we)(?: have|['’]ve| just)? (?:get|got|received|sent|were sent)\b|sicherheitsfrage|one[- ]time|verification code|\b(?:otp|2fa|mfa|ssn)\b|social security|kartennummer|kreditkarte|geheimzahl|mot de passe|carte (?:bancaire|de crédit)|code de (?:sécurité|vérification)|contraseña|clave|tarjeta|senha|cartão|carta di credito|codice|パスワード|暗証番号|カード番号|認証コード|كلمة (?:المرور|السر)|رقم البطاقة|رمز/iu;
const HANDING_OVER =
  /(?:^|[^\p{L}])(?:send|tell|give|share|provide|reply|(?:message|text|e-?mail|mail|post)(?=\s(?:us|me|it|your|the|this|back)\b)|paste|write|show|confirm|schick|send|sag|gib|teil|nenn|schreib|envoy|donn|communiqu|indiqu|dites|envi|dígan|dig|dé|da|comparta|mande|diga|informe|forneça|invii|mandi|dica|fornisca|comunichi)\p{L}{0,6}[^.!?\n]{0,60}/iu;

/** Terms of a sentence that may go without a source. */
const TERMS_MAX = 12;

/**
 * Whether a sentence without a source may be said: a greeting, sympathy, an introduction, a question back. It has no number, and every
 * word of it is a courtesy, the customer's own, or of the passages where it introduces or asks. "Of course, you get a refund" is
 * none, though it begins like one. Pure.
 */
export function isCourtesy(text: string, context: CourtesyContext): boolean {
  const plain = text
    .replace(/[*_`#>|]/g, ' ')
    .replace(PHRASES, ' ')
    .trim();
  if (plain === '') return true;
  if (/\p{N}/u.test(plain) || asksForCredential(plain)) return false;
  if (SENTENCES.test(plain)) return true;
  if (CLAIMS_PERSON.test(plain)) return false;
  const isQuestion = /[?？؟]\s*$/.test(plain);
  const introduces = /[:：]\s*$/.test(plain);
  const isSympathy = SYMPATHY.test(plain);
  const said =
    plain
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [];
  const own = said.map((word) => word.replaceAll('’', "'")).filter((word) => !COURTESY.has(word));
  if (own.length === 0)
    return isQuestion || introduces || ((isSympathy || GREETS.test(text)) && !PERMITS.test(text));
  if (CREDENTIAL.test(plain) && !introduces) return false;
  if (!isQuestion && !introduces && !isSympathy) return false;
  if (isQuestion && !asksOpenly(plain)) return false;
  if (introduces && !opensList(plain)) return false;
  if (isSympathy && OURS.test(plain.replace(SYMPATHY, ''))) return false;
  const terms = context.analyze(own.join(' '));
  if (terms.length > TERMS_MAX) return false;
  return terms.every(
    (term) =>
      context.asked.has(term) ||
      (isQuestion && isDetail(term, context)) ||
      (!isSympathy && (!isQuestion || CLARIFIES.test(plain)) && context.knows(term)),
  );
}

/** How a question that wants to know something, or offers something, begins; after a condition or a courtesy too. */
const ASKS =
  /(?:^|[,;:.!]\s)(?:and |und |et |y |e )?(?:which|what|where|when|who|how (?:many|much|long|often|old|big|do|did|can)|could you|can you|would you|will you|may i|shall i|can i|do you (?:have|want|need|know|use|see|mean|remember)|did you|have you|are you|is it|is there|is this|was it|does (?:it|this|that)|anything|welche[nrsm]?|was|wo|wann|wer|wie (?:viele?|lange?|oft|lautet|heißt)|können sie|könnten sie|möchten sie|wollen sie|kannst du|soll ich|darf ich|haben sie|nutzen sie|verwenden sie|meinen sie|kann ich|sonst noch|quel(?:le)?s?|que|qui|où|quand|combien|pouvez-vous|pourriez-vous|voulez-vous|souhaitez-vous|avez-vous|puis-je|est-ce que|autre chose|¿\s?(?:qué|cuál(?:es)?|dónde|cuándo|quién|cuánt[oa]s?|puede|podría|quiere|desea|tiene|me (?:puede|dice|podría)|puedo|necesita|hay|algo)|qual|quais|onde|quando|quem|quant[oa]s?|pode|poderia|quer|deseja|gostaria|tem|posso|há|mais alguma|che cosa|cosa|quali?|dove|chi|può|potrebbe|vuole|desidera|ha|c'è|altro)(?![\p{L}])/iu;
/** Questions that state: "did you know that", "why not", and a statement with "okay?" behind it. */
const STATES =
  /\b(?:did you know|do you know that|you know that|why not|isn['’]t|aren['’]t|don['’]t you|wouldn['’]t|wussten sie|warum nicht|wieso nicht|saviez-vous|pourquoi pas|¿?\s?sab[ií]a|por qu[eé] no|você sabia|sabia que|por que não|lo sapeva|sapeva che|perché non)|[,，、]\s?(?:okay|ok|right|alright|yes|no|oder|ja|nicht wahr|gell|n['’]est-ce pas|non|d['’]accord|verdad|vale|cierto|certo|né|vero|ね)\s?[?？؟]$/iu;

/** Questions that may use the words of passages: which of several is meant, or whether to say more. All others ask for plain details. */
const CLARIFIES =
  /(?:^|[,;:.!]\s)(?:and |und |et |y |e )?(?:which|what|where|when|are you|is it|is this|do you mean|did you mean|have you|welche[nrsm]?|was|wo|wann|meinen sie|haben sie|quel(?:le)?s?|où|quand|avez-vous|est-ce|¿?\s?(?:qué|cuál(?:es)?|dónde|cuándo|tiene)|qual|quais|onde|quando|tem|quali?|dove|ha|è)(?![\p{L}])|\b(?:know|learn|hear|read|see|explain|wissen|erfahren|savoir|saber|sapere)\b/iu;
/** What permits or promises whatever was asked, in courteous words: "I understand, you can do it like that". */
const PERMITS =
  /\b(?:you (?:can|may|could|should|will|must|need|are|do)|it is|that is|this is|sie (?:können|dürfen|müssen|sollen)|das (?:ist|geht)|vous (?:pouvez|devez)|c['’]est|usted puede|puede (?:hacer|usar)|você pode|pode (?:fazer|usar)|può (?:farlo|usare))(?! (?:welcome|right to ask|always ask|ask|reach|contact|talk|speak|let me|tell me|mich|fragen|me ))/iu;
/** How a whole sentence begins that is no more than polite: it answers nothing, whatever was asked. */
const GREETS =
  /^\W{0,4}(?:hi|hello|hey|dear|welcome|good (?:morning|day|evening|afternoon)|thanks?|thank you|many thanks|please (?:wait|let|feel|ask|tell|check)|sorry|apologies|i(?:['’]m| am) (?:very |so |really )?(?:sorry|happy|glad|pleased|checking|looking|searching|here)|i (?:understand|see|hear|hope|know|look|found|can (?:help|get a|call a|connect|transfer)|will (?:check|look))|i['’]ll (?:check|look|find)|let['’]?s? (?:me|us|look|see|check)|happy to|glad to|we(?:['’]re| are) (?:sorry|happy|glad|here)|we (?:understand|hope)|one moment|just a (?:moment|second)|here (?:is|are|you)|here['’]s|hope|if you (?:have|need|want|like)|feel free|unfortunately|to do (?:this|that|so)|in short|understood|great question|good question|you(?:['’]re| are) welcome|have a|hallo|guten|danke|vielen dank|gerne?[.! ]|entschuldig|leider|ich (?:verstehe|hoffe|helfe|sehe|prüfe|schaue)|tut mir|es tut mir|(?:einen )?(?:moment|augenblick)|bei (?:weiteren )?fragen|wenn sie|falls sie|melden sie|hier (?:ist|sind)|freut mich|bonjour|bonsoir|merci|désolée?|je (?:suis|comprends|vérifie|regarde|cherche|vous)|j['’]espère|un (?:instant|moment)|voici|avec plaisir|n['’]hésitez|si vous|excusez|malheureusement|hola|buen[oa]s|gracias|muchas gracias|lo siento|lamento|perdón|entiendo|espero|un momento|aquí|con gusto|si (?:tiene|necesita)|desafortunadamente|compruebo|déjeme|estoy|olá|bom dia|boa|obrigad[oa]|desculpe|entendo|um momento|aqui|infelizmente|se (?:tiver|precisar)|estou|ciao|buongiorno|buonasera|grazie|mi dispiace|scusi|capisco|spero|un attimo|ecco|purtroppo|se (?:ha|vuole)|sono)(?![\p{L}])/iu;

function asksOpenly(text: string): boolean {
  if (/[\u3040-\u9fff\u0600-\u06ff]/.test(text)) return true;
  return ASKS.test(text) && !STATES.test(text);
}

/** How a line begins that only says that something follows; what states something stands in a passage. */
const OPENS =
  /^\W{0,4}(?:here(?:['’]s| is| are)?|to \p{L}|for \p{L}|how to|follow|these|this is how|the following|as follows|in short|in summary|steps?|note|example|first|then|next|hier|so |um |für |folgen|folgende|die folgenden|kurz|voici|pour \p{L}|suivez|les étapes|en bref|aquí|para \p{L}|siga|los pasos|en resumen|aqui|os passos|em resumo|ecco|per \p{L}|segua|i passaggi|in breve|i vantaggi|les avantages|die vorteile|las ventajas|as vantagens|the (?:steps|options|prices|advantages|benefits|details))/iu;
/** Words of a line that names what follows. */
const LABEL_WORDS = 4;

function opensList(text: string): boolean {
  if (/[\u3040-\u9fff\u0600-\u06ff]/.test(text)) return true;
  const said = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const isLabel = said.length <= LABEL_WORDS && !STATES_IN_LABEL.test(text);
  return (
    isLabel ||
    (OPENS.test(text) &&
      !/\b(?:you|we|sie|wir|vous|nous|usted|você|lei) (?:can|may|must|need|will|are|have|get|können|dürfen|müssen|pouvez|puede|pode|può)\b/iu.test(
        text,
      ))
  );
}

/** A label with a verb that orders or permits is none. */
const STATES_IN_LABEL =
  /\b(?:can|may|must|put|use|never|always|not|no|do|is|are|kann|darf|muss|nie|nicht|kein|ist|peut|jamais|pas|puede|nunca|no|pode|não|può|mai|non)\b/iu;

/** Whose fault or duty it is: no model says that of the company. */
const OURS =
  /(?<![\p{L}])(?:we|us|our|ours|wir|uns|unser\p{L}{0,2}|nous|notre|nos|nosotros|nuestr[oa]s?|noss[oa]s?|noi|nostr[oaie])(?![\p{L}])/iu;

/** The words of a text that are no courtesies. Pure. */
export function ownWords(text: string): string[] {
  const said =
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [];
  return said.map((word) => word.replaceAll('’', "'")).filter((word) => !COURTESY.has(word));
}

/** What a question back may be about, whatever the articles speak of. */
const DETAILS =
  'country city language edition version plan product model order number date time browser device app page screen step error message report record file account type kind size colour color currency land stadt sprache produkt modell bestellung nummer datum gerät seite schritt fehler meldung datei konto größe farbe pays ville langue produit modèle commande numéro appareil étape erreur fichier compte taille couleur país ciudad idioma producto modelo pedido fecha navegador dispositivo página paso mensaje archivo cuenta talla paese città lingua prodotto modello ordine numero dispositivo pagina passaggio errore file taglia cidade produto data arquivo conta name phone telephone email mail call telefonnummer rufnummer bestellnummer telefon nom téléphone nombre teléfono correo nome telefone telefono';
let details: ReadonlySet<string> | null = null;

function isDetail(term: string, { analyze }: CourtesyContext): boolean {
  details ??= new Set(analyze(DETAILS));
  return details.has(term);
}

/** Whether a sentence wants a secret to be handed over, which no article asks for. Pure. */
export function asksForCredential(text: string): boolean {
  if (!CREDENTIAL.test(text)) return false;
  return /[?？؟]/.test(text) && /\p{L}/u.test(text)
    ? !/\b(?:forg[eo]t|reset|change)/i.test(text)
    : handsOver(text);
}

/** "Send your password", not "We send a link to reset your password". */
function handsOver(text: string): boolean {
  const found = HANDING_OVER.exec(text)?.[0] ?? '';
  return (
    CREDENTIAL.test(found) &&
    /\b(?:your|the|me|us|here|ihr|dein|votre|ton|su|tu|sua|seu|suo|tuo)\p{L}{0,3}\b/iu.test(found) &&
    !/\b(?:we|link (?:to|for|that|with|by)|reset)\b/i.test(text)
  );
}

/** "I am a real person": what answers is none. */
const CLAIMS_PERSON =
  /(?<![\p{L}])(?:i['’]?m|i am|we['’]re|we are|this is|you(?:['’]re| are) (?:talking|speaking|chatting) (?:to|with)|ich bin|hier ist|je suis|c['’]est|soy|sou|sono)\s(?:(?:an?|the|one|real|actual|true|live|living|eine?|echter?|richtiger?|une?|vraie?|una?|uno|verdader[oa]|vera?o?|uma?)\s){0,3}(?:human|persons?|people|agents?|colleague|mensch(?:en)?|mitarbeiter(?:in)?|personne|humaine?|conseill|persona|pessoa|human[oa]|uman[oa]|agente)(?![\p{L}])/iu;

const SYMPATHY =
  /^(?:(?:i|we)(?:['’]m| am|['’]re| are)? (?:so |very |really )?(?:sorry|understand)|sorry (?:to|about|for|that)|(?:es )?tut mir leid|ich verstehe|(?:je suis )?désolée?|je comprends|lo siento|lamento|entiendo|entendo|desculpe|mi dispiace|capisco)(?![\p{L}])/iu;

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Words of which questions in a language are made and answers are not, folded and lower case; for queries only, since articles are
 * indexed before their language matters. Some are words of English ("die", "hat"), so each list is for its own language alone.
 */
const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: words(`ich du er sie es wir ihr mich mir dich dir sich uns euch ihnen ihm ihn man der die das den dem des ein eine einen einem einer
  eines kein keine keinen keinem keiner und oder aber denn weil dass ob wenn als auch noch schon nur sehr so zu zum zur im am an in ins auf
  aus bei bis fur gegen mit nach ohne seit um unter uber von vom vor wegen zwischen wie was wer wen wem wo wann warum weshalb wieso wohin woher
  welche welcher welches welchen wieviel viel viele bin bist ist sind seid war waren wird werden wurde wurden habe hast hat haben hatte hatten
  kann kannst konnen konnte konnten muss musst mussen musste soll sollen sollte darf durfen mochte mochten will wollen wollte gibt geht mache
  machen macht tun tue bekomme bekommen mein meine meinen meinem meiner dein deine ihre ihren ihrem unser unsere sein seine bitte danke hallo
  guten tag hier da dort dann jetzt mal doch nicht nichts etwas alle alles diese dieser dieses diesen jede jeder jedes wurde gern gerne eigentlich`),
  fr: words(`je tu il elle on nous vous ils elles me te se moi toi lui leur le la les un une des du de d l j m t s n c qu au aux et ou mais donc
  car que qui quoi dont comment quand pourquoi combien quel quelle quels quelles est es suis sommes etes sont etait ai as a avons avez ont
  avait peux peut pouvez pouvons puis dois doit devez faut faire fais fait vais va allez veux voudrais voulez mon ma mes ton ta tes son sa ses
  notre nos votre vos ce cet cette ces dans sur sous avec sans pour par chez vers entre pas ne plus tres aussi bien si oui non y en ca cela
  bonjour merci svp plait est-ce`),
  es: words(`yo tu el ella usted nosotros ustedes ellos ellas me te se nos os le les lo la los las un una unos unas de del al a y e o u pero
  que quien quienes cual cuales como cuando donde adonde cuanto cuanta cuantos cuantas por para con sin sobre entre hasta desde en es son soy
  eres esta estan estoy era fue ser estar he ha has han hay puedo puede puedes pueden podria debo debe tengo tiene tienen tienes hacer hago
  hace quiero quiere necesito mi mis tu tus su sus nuestro nuestra este esta esto estos estas ese esa eso muy mas ya no si tambien hola gracias
  favor porque`),
  pt: words(`eu tu ele ela voce nos voces eles elas me te se lhe lhes o a os as um uma uns umas de do da dos das no na nos nas ao aos e ou mas que
  quem qual quais como quando onde aonde quanto quanta quantos quantas por para com sem sobre entre ate desde em sao sou esta estao estou era
  foi ser estar tem tenho temos ha havia posso pode podem poderia devo deve fazer faco faz quero quer preciso meu minha meus minhas seu sua
  seus suas nosso nossa este esta isto esse essa isso muito mais ja nao sim tambem ola obrigado obrigada favor porque pelo pela`),
  it: words(`io tu lui lei noi voi loro mi ti si ci vi gli lo la le il i l un una uno di del dello della dei degli delle da dal dalla in nel nella
  nei a al alla ai su sul sulla con per tra fra e ed o ma che chi cui quale quali come quando dove quanto quanta quanti quante perche sono sei
  siamo siete era ho hai ha abbiamo avete hanno posso puo potete possono devo deve dovete fare faccio fa voglio vuole vorrei mio mia miei mie tuo
  tua suo sua nostro nostra vostro questo questa questi queste quello quella molto piu gia non si anche ciao grazie favore`),
  ar: words(
    'كيف هل ما ماذا متى اين أين من في على الى إلى عن مع هو هي هم انا أنا نحن لا نعم لماذا كم هذا هذه ذلك تلك التي الذي يمكن يمكنني أن ان قد و أو او',
  ),
};

const NONE: ReadonlySet<string> = new Set();

/** Those of a language (ISO 639-1); none where it has no list, or is not known. */
export function functionWords(language: string | null): ReadonlySet<string> {
  return FUNCTION_WORDS[language?.slice(0, 2) ?? ''] ?? NONE;
}

/** Languages that begin every noun with a capital, where a capital makes no name. */
export function capitalizesNouns(language: string | null): boolean {
  return language?.slice(0, 2) === 'de';
}

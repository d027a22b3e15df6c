/**
 * What a small word does to a statement. A sentence that a passage proves has each of these where the passage has it, and none of
 * its own.
 */
export type Role =
  | 'neg'
  | 'without'
  | 'only'
  | 'all'
  | 'some'
  | 'if'
  | 'unless'
  | 'before'
  | 'after'
  | 'until'
  | 'within'
  | 'outside'
  | 'more'
  | 'less'
  | 'least'
  | 'most'
  | 'must'
  | 'should'
  | 'may'
  | 'off'
  | 'and'
  | 'we'
  | 'you';

/** Roles that narrow a statement: without them it says more than its source. */
export const NARROWING: ReadonlySet<Role> = new Set<Role>([
  'neg',
  'without',
  'only',
  'some',
  'if',
  'unless',
  'before',
  'after',
  'until',
  'within',
  'outside',
  'more',
  'less',
  'least',
  'most',
]);

/** By role: words of the interface languages, folded; phrases with `_`. */
const ROLES: Record<Role, string> = {
  neg: `not no never none nobody nothing neither cannot cant wont dont doesnt didnt isnt arent wasnt werent hasnt havent shouldnt mustnt
    neednt couldnt wouldnt nicht kein keine keinen keinem keiner keines nie niemals weder ne n pas jamais aucun aucune rien ni nunca ningun ninguna
    ninguno tampoco nao nenhum nenhuma nem non nessun nessuno nessuna mai ne_pas لا لم لن ليس ليست غير no_longer not_any_more nicht_mehr`,
  without: 'without ohne sans sin sem senza بدون',
  only: 'only solely exclusively nur lediglich ausschliesslich seulement uniquement solamente unicamente apenas somente soltanto solo فقط',
  all: `all every each any always everything everyone anyone anything whenever wherever alle allen aller alles jede jeder jedes jeden jedem immer
    jederzeit samtliche beliebig tous toutes tout toute chaque toujours todo toda todos todas cada siempre cualquier cualquiera sempre qualquer
    tutti tutte tutto tutta ogni qualsiasi كل دائما جميع اي both beide beiden`,
  some: `some many several few most often usually sometimes mostly partly almost nearly about around approximately einige viele mehrere wenige
    meist meistens oft manchmal teilweise fast etwa ungefahr rund circa certains plusieurs souvent parfois environ presque algunos algunas
    muchos varios casi aproximadamente alguns algumas muitos varios quase cerca alcuni alcune molti quasi circa spesso بعض معظم غالبا`,
  if: 'if when once as_soon_as in_case provided wenn falls sobald sofern lorsque quand si cuando caso quando اذا عندما',
  unless: `unless except excluding other_than ausser ausgenommen sauf excepte a_moins excepto salvo exceto tranne eccetto الا ausgeschlossen`,
  before: 'before prior vor vorher bevor avant antes prima قبل',
  after: 'after afterwards nach nachdem danach apres suivant despues depois dopo بعد',
  until: 'until till bis jusqu jusque hasta ate fino حتى',
  within: 'within innerhalb binnen sous dentro entro خلال inside',
  outside: 'outside ausserhalb fuera fora fuori خارج',
  more: `over above beyond exceeding more_than more uber oberhalb mehr_als mehr plus_de au_dessus mas_de acima encima oltre sopra superiore superiori
    piu_di اكثر تزيد`,
  less: 'under below less less_than fewer unter unterhalb weniger moins menos abaixo sotto meno اقل',
  least: `at_least no_less_than not_less_than a_minimum_of minimum or_more mindestens wenigstens au_moins al_menos como_minimo pelo_menos no_minimo
    almeno come_minimo على_الاقل`,
  most: `at_most up_to no_more_than not_more_than no_longer_than no_later_than a_maximum_of maximum or_less hochstens maximal bis_zu au_plus
    au_maximum jusqu_a como_maximo hasta_un no_maximo al_massimo fino_a على_الاكثر`,
  must: `must need needs needed required require requires have_to has_to obliged mandatory muss mussen musst notwendig erforderlich doit doivent devez
    dois faut debe deben debes necesario obligatorio tiene_que deve devem devono dovete necessario يجب`,
  should:
    'should ought sollte sollten solltest devrait devriez deberia deberian deveria dovrebbe dovrebbero ينبغي',
  may: `can may could able might possible allowed kann konnen kannst konnt darf durfen moglich lasst peut peuvent pouvez peux possible puede pueden
    puedes podra posible pode podem possivel puo possono puoi possibile يمكن يمكنك يمكنكم`,
  off: 'off out down aus',
  and: 'and or but und oder aber sondern et ou mais y o u pero sino e ed ma mas ou و او لكن nor',
  we: 'we us our ours wir uns unser unsere unseren unserem nous notre nos nosotros nuestro nuestra nuestros noi nostro nostra nostri nosso nossa',
  you: 'you your yours sie ihnen ihr ihre ihren ihrem ihrer dein deine du dir vous votre vos usted ustedes su sus tu voce voces seu sua lei suo',
};

const words = (text: string) => text.trim().split(/\s+/);
const listed = Object.entries(ROLES).flatMap(([role, text]) =>
  words(text).map((word): [string, Role] => [word.replaceAll('_', ' '), role as Role]),
);
const SINGLE = new Map(listed.filter(([word]) => !word.includes(' ')));
const PHRASES = new Map(listed.filter(([word]) => word.includes(' ')));
/** Words of the longest phrase. */
const PHRASE_WORDS = 3;

/** The role of the words that begin at `at`, and how many they are; phrases before single words. Pure. */
export function roleAt(said: readonly string[], at: number): { role: Role; length: number } | null {
  for (let length = PHRASE_WORDS; length > 1; length -= 1) {
    if (at + length > said.length) continue;
    const role = PHRASES.get(said.slice(at, at + length).join(' '));
    if (role !== undefined) return { role, length };
  }
  const role = SINGLE.get(said[at] ?? '');
  return role === undefined ? null : { role, length: 1 };
}

/** Words that state nothing of their own, beside those that search leaves out. */
const LIGHT: ReadonlySet<string> = new Set(
  words(`please unfortunately simply therefore then so there here yourself s t ll d re ve m l j c qu o e y a i u
    however moreover first second next finally too well note get got
    der die das den dem des ein eine einen einem einer eines so es er man zu zum zur im in an am auf mit bei von vom fur aus als auch
    ist sind war wird werden wurde worden sein hat haben bitte leider einfach dann dafur dazu dabei damit dieser diese dieses diesen sich dass ob
    daruber davon hier da natuerlich gern gerne also folgende folgenden
    see siehe voir voyez ver vea vedi veda veja visit find more mehr plus details learn read
    le la les un une des du de au aux en dans sur pour par avec ce cet cette ces est sont etre a ete ont il elle ils elles on se qui que
    y merci malheureusement simplement ensuite puis alors donc s'il plait si bien sont sera seront
    el los las una unos unas del al lo en con por para es son esta estan ser sido ha han le les que se favor lamentablemente
    desafortunadamente simplemente luego entonces este estos estas esto
    os as um uma no na nos nas dos das do da ao aos em com por para e sao esta estao ser foi ha que se seja favor infelizmente entao isso
    il gli uno di del della dei delle dello degli nel nella nei nelle ad alla al ai alle dal dalla sul sulla con per sono essere stato stata
    viene vengono che si puo prego purtroppo poi quindi questo questa questi queste ogni
    في من الى على عن مع هذا هذه ذلك التي الذي ثم ان يتم تكون يكون كان هو هي قد فضلك`),
);

/** How a word is joined to what is said: "with children" is not "away from children". */
const JOINING: ReadonlySet<string> = new Set(
  words(`with from to for by into onto against through of on at in mit von zu zum zur bei fur gegen durch an auf im am avec de du des d a au aux pour
    par contre dans en sur chez con del al para por sobre em com do da dos das pelo pela no na nos nas di dal dalla della dei delle per nel
    nella sul sulla من الى على عن مع في`),
);

/** Whether a folded word joins the next one to a statement. Pure. */
export function isJoining(word: string): boolean {
  return JOINING.has(word);
}

/** Whether a folded word states nothing of its own. Pure. */
export function isLight(word: string): boolean {
  return LIGHT.has(word);
}

/** What is said for the same thing without saying more, a group a line, folded: no more than these, since a quote can stand in. */
const SAME = new Map<string, number>(
  `cost costs price prices fee fees
get gets receive receives obtain
delete deletes deleted deletion remove removes removed
buy buys bought purchase purchased purchases
choose chooses chosen select selects selected pick picks
parcel parcels package packages
item items article articles product products
take takes last lasts
email mail
pay pays paid payable
accept accepts take
kosten kostet preis preise betragt gebuhr
artikel produkt produkte ware
dauert dauern
loschen geloscht loschung entfernen
coute coutent cout prix
article articles produit produits
cuesta cuestan costo precio
producto productos articulo articulos
custa custam preco
produto produtos artigo artigos
costa costano costo prezzo
prodotto prodotti articolo articoli`
    .split('\n')
    .flatMap((line, group) => words(line).map((word): [string, number] => [word, group])),
);

/** Endings in which forms of one word differ, folded. None of them turns a word round. */
const ENDINGS: ReadonlySet<string> = new Set([
  '',
  ...words(`s es e d ed ing ings y i ies ied al ly ment ments ion ions ation ations er ers
    n en t te ten tet st et em es ern ung ungen end ende enden
    a o as os i ar er ir are ere ire ando endo iendo ado ada ados adas ido ida idos idas ato ata ati ate ito ita iti ite uto uta uti ute
    z ez ons ent ait r re ee ees ant ante antes ants nt ra ran amento amenti imento mento mentos cion ciones cao coes zione zioni age
    ene iene ione amos emos imos iamo am em im ou eu iu
    ة ات ون ين ان ها ه`),
]);
/** Letters that two forms must share. */
const SHARED = 4;

/** Whether two folded words are forms of one word, or said for the same thing. Pure. */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const group = SAME.get(a);
  if (group !== undefined && group === SAME.get(b)) return true;
  return isForm(a, b) || (isForm(withoutGe(a), withoutGe(b)) && (a.includes('ge', 2) || b.includes('ge', 2)));
}

/** German puts the mark of a participle inside: "umgetauscht", "umtauschen". */
function withoutGe(word: string): string {
  return word.replace(
    /^(ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|um|vor|weg|zu|zuruck|zusammen)ge(?=\p{L}{3})/u,
    '$1',
  );
}

function isForm(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  if (same < SHARED || same * 2 < Math.max(a.length, b.length)) return false;
  return ENDINGS.has(a.slice(same)) && ENDINGS.has(b.slice(same));
}

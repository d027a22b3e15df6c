const words = (text: string): string[] => text.trim().split(/\s+/);
const sides = (group: string, one: string, other: string): [string, { group: string; side: number }][] => [
  ...words(one).map((word): [string, { group: string; side: number }] => [word, { group, side: 0 }]),
  ...words(other).map((word): [string, { group: string; side: number }] => [word, { group, side: 1 }]),
];

/** Words that turn a statement around, in the languages of the interface. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  words(`not no never cannot can't don't doesn't won't isn't aren't mustn't unable none neither nor
    impossible forbidden prohibited banned unavailable unsupported unencrypted
    nicht kein keine keinen keiner keines nie niemals verboten unmöglich
    nunca jamás prohibido imposible ne pas jamais interdit impossible não nunca jamais proibido`),
);

/** Words of which a thing can only be one: the group, and which side of it. */
export const OPPOSITES: ReadonlyMap<string, { group: string; side: number }> = new Map([
  ...sides(
    'needed',
    `required mandatory obligatory compulsory necessary erforderlich verpflichtend obligatorisch obligatorio obligatoria
     obligatoire requis requise obrigatório obrigatória`,
    'optional voluntary freiwillig opcional facultatif facultative facultativo',
  ),
  ...sides(
    'on',
    'enabled activated aktiviert activado activada activé activée ativado ativada',
    'off disabled deactivated deaktiviert desactivado desactivada désactivé désactivée desativado desativada',
  ),
  ...sides(
    'free',
    'free gratis complimentary kostenlos kostenfrei gratuito gratuita gratuit gratuite grátis',
    'charged chargeable kostenpflichtig payant payante pago paga',
  ),
  ...sides(
    'time',
    'before until within vor bis antes avant',
    'after since following nach después après depois',
  ),
  ...sides(
    'included',
    'included inbegriffen incluido incluida inclus incluse incluído',
    'excluded ausgeschlossen excluido exclu excluído',
  ),
  ...sides(
    'automatic',
    'automatic automatically automatisch automático automatique',
    'manual manually manuell manuel',
  ),
  ...sides(
    'public',
    'public öffentlich público pública publique',
    'private privat privado privada privé privée',
  ),
  ...sides('visible', 'visible shown sichtbar', 'hidden invisible unsichtbar versteckt oculto'),
  ...sides(
    'permanent',
    'permanent permanently irreversible dauerhaft',
    'temporary temporarily reversible vorübergehend',
  ),
  ...sides('case', 'case-sensitive', 'case-insensitive'),
  ...sides(
    'accepted',
    'accepted accept accepts akzeptiert',
    'refused rejected declined refuse reject abgelehnt',
  ),
  ...sides('open', 'open opened geöffnet', 'closed geschlossen'),
  ...sides(
    'way',
    'import incoming upload inbound domestic deposit',
    'export outgoing download outbound international withdrawal',
  ),
  ...sides('age', 'old previous former', 'new next current'),
  ...sides(
    'more',
    'increases increase raises raise erhöht',
    'decreases decrease reduces lowers reduce senkt',
  ),
  ...words('daily weekly monthly quarterly yearly').map(
    (word, side): [string, { group: string; side: number }] => [word, { group: 'frequency', side }],
  ),
  ['annually', { group: 'frequency', side: 4 }],
]);

/** Words that limit a statement to a case: with them in one statement only, both can be true. */
export const CONDITIONS: ReadonlySet<string> = new Set(
  words(`if unless when while only except without some certain once although however instead otherwise than but
    wenn falls nur außer ohne einige manche sobald solange si solo sólo cuando excepto salvo sin algunos algunas seulement quand sauf sans certains certaines se somente quando exceto sem alguns algumas`),
);

/** Words in front of what a statement is limited to. */
export const PREPOSITIONS: ReadonlySet<string> = new Set(
  words(`for in on with by from at of to under over during via per into through about as between outside inside
    für in im auf mit von bei zu aus nach unter über para en con de por desde em com pour dans avec sur du des`),
);

/** Words that do not tell what a statement is about: they may differ between two statements of one thing. */
export const GENERIC: ReadonlySet<string> = new Set(
  words(`account accounts user users customer customers default currently current usually normally typically generally always
    total maximum minimum limit limits cap size length number amount standard new single please note long old
    can may must should will could be have has get gets take takes need needs use uses used using come comes pay paid pays
    cost costs price fee fees charge last lasts hold holds contain contains include includes end ends expire expires support
    supports supported allow allows allowed permitted permit possible available receive receives show shows shown store stored
    stores keep kept keeps send sends sent make makes start starts begin begins work works return returned returns give given
    we you they it our your their every each all any both once fully least most up more than also
    charged retry retried attempts attempt once time times at back again sie unser unsere wir kann können muss müssen darf
    der die das ein eine einen ist sind wird werden el la los las un una es son puede pueden debe deben le les l une est sont
    peut peuvent doit doivent o os as um uma é são pode podem deve devem ser sich man ihr ihre
    how what why which who where do does did can't policy policies rule rules overview guide faq help about manage managing
    settings setting general information info details basics tips terms create add change edit view see find open set setup up
    reset update getting started start your my the a an and or trouble problem problems issue issues limits limit fix steps
    first when things stuff contact us`),
);

/** Words of the interface that begin a step: what one step turns on, another may turn off. */
export const STEP_WORDS: ReadonlySet<string> = new Set(
  words(`click select choose press tap go open turn enable disable toggle check uncheck enter type switch navigate set clear
    klicken wählen drücken öffnen aktivieren deaktivieren haga seleccione elija pulse cliquez sélectionnez appuyez clique selecione`),
);

/** Languages whose every noun has a capital are known by their function words. */
export const CAPITALIZED_NOUNS =
  /(?:^|\s)(?:der|die|das|den|dem|ein|eine|einen|und|ist|sind|wird|werden|nicht|kein|muss|kann)\s/i;

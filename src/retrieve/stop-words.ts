const words = (text: string) => text.trim().split(/\s+/);

/** Function words that carry no meaning in any position; they are not indexed. English, folded and lower case. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  words(`a an the and or but if then else of at by for with about against between into through during to from in on off over
  under again further once here there is am are was were be been being have has had having do does did doing would should could
  ought i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
  it its itself they them their theirs themselves this that these those as until while because so than too very just can cant
  cannot will wont shall may might must let lets im ive id ill youre youve theyre thats whats isnt arent wasnt werent dont doesnt
  didnt havent hasnt hadnt wouldnt shouldnt couldnt also both each few more most other some such own same any all
  upon within per via etc what which who whom whose when where why how`),
);

/** Words that a question is made of but an answer is not: ignored in a query unless nothing else is left. */
export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  words(`please help need want wish like know tell show explain mean means meaning get got getting gets give given giving
  happen happens happening anyone someone something anything thing things way ways able possible possibly question
  questions hi hello hey thanks thank sure really actually trying try tried seem seems keep keeps kept say says saying said see
  seeing look looking make makes making made use using used go going goes come comes coming put one much many kind sort every
  everything nothing still now yet ever never always back out up down not no yes ok okay there whether right best good properly correctly
  wonder wondering hear heard understand supposed exactly since after before without only even though although another other
  others everybody everyone anybody nobody somebody whole stuff lot lots bit little suddenly already anymore instead else once twice
  keeps keep let lets work works working worked wont take takes took taking bring come came today quite simply currently fine
  around per along together`),
);

/** The commonest function words of other Latin-script languages, for queries only: rarity decides about all others. */
export const FOREIGN_STOP_WORDS: ReadonlySet<string> = new Set(
  words(`que como cual cuales donde cuando por para con una unos unas los las del mi mis su sus es esta este esto puedo puede hacer
  quiero ich wie kann ist der das den dem des ein eine einen einem einer und oder nicht mein meine zu auf fur mit von wo warum
  wann je vous nous les le un une du au aux est sont pour avec sur dans mon ma mes ce cette comment quel quelle pourquoi ou
  como posso meu minha os um uma em na por isso il lo gli di che sono mio mia nel della delle het een van voor mijn hoe`),
);

/**
 * Words that carry feeling wherever they stand, by hand, in eight languages: `*` at the end stands for any ending of up to
 * the rest of the word. Languages without spaces are in `PIECES`, which are looked for anywhere.
 */
export interface PolarityWords {
  good: string;
  bad: string;
  /** What makes a complaint of a request: again, still, nobody, how often. */
  worn: string;
}

/** One block a language; the order does not matter, all are looked up at once. */
export const POLARITY_WORDS: readonly PolarityWords[] = [
  {
    good:
      'thank* thanx thx ty ta cheers appreciat* grateful gratitude love loved loves lovely loving great awesome amazing* ' +
      'excellent* fantastic* wonderful* brilliant* perfect* superb* delight* happy happier happiest happily glad pleased ' +
      'pleasant* pleasure enjoy* joy joyful impress* smooth* flawless* helpful kind kindly kindness friendly polite ' +
      'patient generous* fast quick* painless* easy easily effortless* reliable nice nicely beautiful* gorgeous stunning ' +
      'breathtaking spotless delicious tasty yummy cosy comfy comfortable superbly best better well solved sorted resolved ' +
      'works worked fixed recommend* legend legends lifesaver star stars champion hero heroes wizard wizards genius ' +
      'respect kudos bravo chapeau compliment* congrat* hooray hurray yay woohoo wow relief relieved thrilled excited ' +
      'stoked chuffed buzzing obsessed adore* adorable magic magical bless blessed godsend winner win proud proudly ' +
      'spot flying fab fabulous ace sweet sick* dope fire goat lit banging class classy top hats recommended worth ' +
      'gladly satisfied satisfying saved saver loyal seamless* intuitive elegant crisp treat bliss heaven heavenly dream ' +
      'raving rave masterpiece exceptional* outstanding* terrific marvellous marvelous splendid grand sound mint cracking',
    bad:
      'angry anger furious fuming livid mad rage outrag* annoy* irritat* frustrat* infuriat* upset disappoint* unhappy ' +
      'dissatisf* sad sadly sadness miserable depress* gutted heartbr* devastat* cry cried crying tears ashamed shame* ' +
      'shameful disgrace* disgust* gross yuck eww* ew nasty vile revolting repuls* filthy dirty mould* mold* rotten stinks ' +
      'stank stinking smelled reeks sickening vomit* awful* terrible terribly horrible horribly horrid horrific dreadful ' +
      'appalling atrocious abysmal pathetic ridiculous* absurd* laughable joke clown* useless worthless hopeless garbage ' +
      'rubbish trash crap* shit* fuck* damn* bloody hell wtf ffs omfg hate hated hates worst worse bad badly poor poorly ' +
      'broke broken breaks ruin* destroy* wreck* shatter* smash* torn cracked scratched ripped stained leak* faulty ' +
      'defective dead dying lost losing stolen steal* theft thief thieves rob robbed robbery scam* fraud* cheat* rip* ' +
      'lied liar* lies lying mislead* decei* ghosted ignored ignore ignoring rude rudely arrogant insult* humiliat* ' +
      'incompeten* unprofessional unacceptable unbelievable inexcusable unfair* unreasonable nonsense bullshit bs ' +
      'nightmare mess chaos disaster* catastroph* fiasco shambles farce fail* crash* scared scary afraid frighten* ' +
      'terrified terrify* fear* panic* worry worried worries worrying anxious nervous uneasy desperate* despair dread* ' +
      'stress* exhausted exhausting tired sick* fed waste* wasted wasting overcharg* extortion* greedy greed sue lawyer* ' +
      'solicitor ombudsman police court trading regret* sorry sadly unfortunately pity letdown helpless stuck stranded ' +
      'suffer* pain* hurt* burn* swelling bleeding danger* unsafe sucks suck sucked sucky lousy shoddy flimsy dodgy ' +
      'screw* complain* apolog* excuse* accus* threat* harass* betray* unhelpful slow sluggish clunky buggy laggy',
    worn:
      'again still nobody nothing never ever every always constantly repeatedly twice thrice third fourth fifth sixth times ' +
      'weeks months hours ages forever yet since another finally supposedly apparently clearly seriously really honestly ' +
      'promised told said asked explained called emailed waited waiting keeps keep kept no-one noone anyone somebody ' +
      'enough sick done leaving leave goodbye bye competitor instead why how',
  },
  {
    good:
      'danke* dank bedank* super toll* klasse prima perfekt* spitze* großartig* grossartig* wunderbar* hervorragend* ' +
      'ausgezeichnet* begeister* zufrieden* glücklich freu* froh erfreu* lob* liebe* freundlich* nett* schnell* hilfreich* ' +
      'genial* top bestens beste* empfehl* erleichter* klappt* funktioniert läuft schön* kompetent* vorbildlich*',
    bad:
      'wütend* sauer stinksauer ärger* verärger* frech* unverschämt* unmöglich* frust* enttäusch* traurig* schade leider ' +
      'schlecht* schlimm* schrecklich* furchtbar* katastroph* mies* kaputt* defekt* betrug* betrüg* abzocke* lüg* ' +
      'ekel* eklig* widerlich* dreck* stank stink* schimmel* angst* sorge* panik* verzweifel* hilflos* unfreundlich* ' +
      'inakzeptabel* lächerlich* peinlich* saftladen anwalt* beschwer* nerv* reicht satt scheiß* mist verdammt* weinen heulen',
    worn: 'wieder immer noch niemand nichts nie mal male wochen monate stunden endlich schon ständig dritten vierten dreimal',
  },
  {
    good:
      'merci* parfait* super génial* geniale excellent* formidable* magnifique* merveilleu* ravi* content* heureu* ' +
      'satisfait* bravo chapeau adore* aime gentil* aimable* rapide* efficace* recommand* réglé résolu fonctionne marche ' +
      'impeccable* nickel soulag* top bonheur beau belle délicieu* félicit*',
    bad:
      'furieu* colère énerv* marre honte honteu* scandal* inadmissible* inacceptable* nul nulle nuls lamentable* ' +
      'déçu* déception* triste* dommage malheureu* mauvais* pire horrible* affreu* catastroph* arnaque* escroc* vol volé* ' +
      'mensonge* menti* moque* cassé* panne* perdu* peur* inqui* angoiss* panique* dégoût* dégueu* sale* berk pourri* ' +
      'ridicule* incompéten* impoli* plainte* avocat* merde putain pleur* désespér* abus* bordel',
    worn: 'encore toujours personne rien jamais fois semaines mois heures enfin déjà troisième quatrième ras trois',
  },
  {
    good:
      'gracias genial* perfect* excelente* maravill* fantástic* estupend* increíble* encant* content* feliz felices ' +
      'satisfech* alegr* amable* rápid* recomiend* solucionad* resuelt* funciona mejor mejores crack bravo felicidades ' +
      'agradec* salvaron lind* bueno buena hermos* impecable*',
    bad:
      'enfad* enoj* furios* hart* vergüenza vergonzos* inaceptable* pésim* mal mala malo fatal horrible* terrible* peor ' +
      'decepcion* trist* lástima pena lamentable* estaf* timo robo robaron engañ* mentir* mentira* burl* rot* dañad* ' +
      'perdid* miedo* preocup* asustad* pánico nervios* asco* asqueros* sucio sucia ridícul* incompetent* abogad* ' +
      'denunci* queja* mierda joder llor* desesper* basura abuso*',
    worn: 'otra nuevo todavía sigo sigue aún nadie nada nunca vez veces semanas meses horas siempre tercera cuarta llevo',
  },
  {
    good:
      'obrigad* valeu perfeit* ótim* excelente* maravilh* fantástic* incrível incríveis ador* amei amo feliz felizes ' +
      'content* satisfeit* alegr* gentil gentis atencios* rápid* recomend* resolvid* funciona funcionou melhor melhores ' +
      'parabéns demais show salvou agradeç* lind* bom boa impecável',
    bad:
      'irritad* furios* raiva fart* cansad* absurd* vergonha* inaceitável péssim* mal mau ruim horrível terrível pior ' +
      'decepcion* trist* pena infelizmente golpe* roubo roub* engan* mentir* mentira* palhaçada quebrad* perd* medo ' +
      'preocupad* assustad* pânico nervos* nojo* nojent* imund* suj* ridícul* incompeten* advogad* procon reclam* ' +
      'merda droga chor* desesper* lixo abuso*',
    worn: 'novo ainda ninguém nada nunca vez vezes semanas meses horas sempre terceira quarta até',
  },
  {
    good:
      'grazie perfett* ottim* eccellent* meraviglios* fantastic* splendid* stupend* bellissim* felic* content* soddisfatt* ' +
      'gentil* cortes* veloc* rapid* consiglio risolt* funziona miglior* compliment* bravi brava bravo adoro sollievo ' +
      'salvat* impeccabil* bello bella',
    bad:
      'arrabbiat* furios* stuf* vergogn* inaccettabil* pessim* male brutto brutta orribil* terribil* peggio peggior* ' +
      'delus* trist* peccato purtroppo truff* rubat* ladri imbrogl* bugi* mentit* presa rott* dannegg* pers* paura* ' +
      'preoccupat* spaventat* panico nervos* schif* sporc* ridicol* incompetent* avvocat* denunci* reclam* merda cazzo ' +
      'pianto disperat* schifezza',
    worn: 'ancora nuovo nessuno niente nulla mai volta volte settimane mesi ore sempre terza quarta finalmente',
  },
];

/** Pieces of words, for Japanese and for Arabic, whose words take on so much. */
export const POLARITY_PIECES: PolarityWords = {
  good:
    'ありがと 感謝 助かり 嬉し うれし 素晴らし 最高 満足 完璧 大好き 良かった よかった おすすめ 便利 親切 丁寧 早くて 直りまし ' +
    '解決しまし 気に入 شكر ممتاز رائع جميل سعيد احسن أحسن أفضل الحمد مبسوط أنصح انصح سريع بطل يعطيك العافي حلو تمام',
  bad:
    'ふざけ いい加減 うんざり 最悪 ひどい 酷い 詐欺 腹が立 怒 がっかり 残念 悲し 泣き 不安 心配 怖 困って 困り 気持ち悪 汚 臭 訴え ' +
    'イライラ 許せ 壊れ だめ 無駄 遅すぎ 対応が悪 最低 信じられ غضب زعل سيئ أسوأ اسوأ محبط حزين للأسف خيب نصب احتيال سرق كذب ' +
    'مقرف قذر خايف خائف أخاف قلق مستاء تعبت زهقت فضيح عيب محامي شكوى مكسور خسرت رديء ضحك مهزل',
  worn: 'また まだ 何度 何回 ずっと 三回 誰も 週間 ヶ月 全然 مرة مرتين ثلاث مازال لسا حتى الآن أسابيع أسبوع أحد كل',
};

export const GOOD_SIGNS =
  '😀😁😂🤣😃😄😅😊😍🥰😘🤩🥳😎🙏👍👏🙌💪🎉🎊✨⭐🌟💯❤💕💖💙💚💛🧡💜🤗😇🚀🔥🏆😋🤍🌱🥂';
export const BAD_SIGNS = '😡😠🤬😤😞😔😟😕🙁☹😣😖😫😩😢😭😱😨😰😥😓🤢🤮💔👎🖕💩🙄😒😑🤦🤡😬🥺😳⚠💀';

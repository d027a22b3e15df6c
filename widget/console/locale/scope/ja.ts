/** Japanese: whom articles are for, and what they are about. */
export const scope = {
  audience: '対象',
  audiences: { public: '全員', partner: 'パートナーと社内', internal: '社内のみ' },
  audienceHint:
    'お客様には全員向けの内容だけが伝えられます。パートナーは、署名された本人情報でそう示された方です。',
  products: '製品',
  productsHint: '名前はカンマで区切ります。空欄: すべての製品。',
  askedAs: '質問者',
  readers: { public: 'お客様', partner: 'パートナー', internal: '社内の担当者' },
};

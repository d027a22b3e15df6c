/** Japanese: whom articles are for, and what they are about. */
export const scope = {
  audience: '対象',
  audiences: { public: '全員', partner: 'パートナーと社内', internal: '社内のみ' },
  audienceHint:
    'お客様には全員向けの内容だけが伝えられます。パートナーは、署名された本人情報でそう示された方です。',
  products: '製品',
  productsHint: '名前はカンマで区切ります。空欄: すべての製品。',
  validUntil: '有効期限',
  validUntilHint: 'UTC での最終日です。空欄: 期限なし。',
  reviewedOn: '確認日',
  reviewedOnHint: '変更と同じく扱われます。同等の記事では新しいものが先になります。',
  askedAs: '質問者',
  readers: { public: 'お客様', partner: 'パートナー', internal: '社内の担当者' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: '呼び名',
  about:
    '記事で同じものを指す呼び名です。正式名の付いた略語は検索ですぐに使われます。ほかは正しければ採用してください。',
  name: '呼び名',
  also: '別名',
  kind: '種類',
  kinds: { abbreviation: '略語', alias: '別の名前', spelling: '表記' },
  articles: '記事',
  used: '使用中',
  unused: '未使用',
  use: '使う',
  off: '使わない',
  absent: '保存しました。次の語を含む記事はありません：{words}',
  unsaid: '保存しましたが、両方が同じ意味だとする記事はありません。',
  empty: '呼び名はまだありません',
  emptyTodo: '記事が索引化されるときに読み取られます。',
};

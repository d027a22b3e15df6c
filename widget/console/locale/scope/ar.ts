/** Arabic: whom articles are for, and what they are about. */
export const scope = {
  audience: 'لمن',
  audiences: { public: 'الجميع', partner: 'الشركاء والزملاء', internal: 'الزملاء فقط' },
  audienceHint: 'لا يُقال للعملاء إلا ما هو للجميع؛ والشركاء هم من تقول هويتهم الموقّعة ذلك.',
  products: 'المنتجات',
  productsHint: 'افصل بين الأسماء بفواصل. فارغ: جميع المنتجات.',
  validUntil: 'صالح حتى',
  validUntilHint: 'آخر يوم بالتوقيت العالمي. فارغ: دائمًا.',
  reviewedOn: 'روجع في',
  reviewedOnHint: 'يُحسب كتعديل: بين المقالات المتساوية يأتي الأحدث أولًا.',
  askedAs: 'يُسأل بصفة',
  readers: { public: 'عميل', partner: 'شريك', internal: 'زميل' },
};

/** Names that articles use for the same thing. */
export const names = {
  tab: 'التسميات',
  about:
    'تسميات تستخدمها مقالاتك للشيء نفسه. يستخدم البحث الاختصارات مع صيغتها الكاملة فورًا؛ واقبل غيرها إن كان صحيحًا.',
  name: 'التسمية',
  also: 'أيضًا',
  kind: 'النوع',
  kinds: { abbreviation: 'اختصار', alias: 'اسم آخر', spelling: 'كتابة أخرى' },
  articles: 'المقالات',
  used: 'مستخدمة',
  unused: 'غير مستخدمة',
  use: 'استخدام',
  off: 'إيقاف',
  absent: 'تم الحفظ. لا توجد مقالة تحتوي على هذه الكلمات: {words}',
  unsaid: 'تم الحفظ، لكن لا مقالة تقول إن للتسميتين المعنى نفسه.',
  empty: 'لا توجد تسميات بعد',
  emptyTodo: 'تُقرأ من المقالات عند فهرستها.',
};

/** Arabic: whom articles are for, and what they are about. */
export const scope = {
  audience: 'لمن',
  audiences: { public: 'الجميع', partner: 'الشركاء والزملاء', internal: 'الزملاء فقط' },
  audienceHint: 'لا يُقال للعملاء إلا ما هو للجميع؛ والشركاء هم من تقول هويتهم الموقّعة ذلك.',
  products: 'المنتجات',
  productsHint: 'افصل بين الأسماء بفواصل. فارغ: جميع المنتجات.',
  askedAs: 'يُسأل بصفة',
  readers: { public: 'عميل', partner: 'شريك', internal: 'زميل' },
};

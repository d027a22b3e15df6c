/** Arabic. */
export const audit = {
  nav: 'السجل',
  about: 'من فعل ماذا، الأحدث أولًا. لا يمكن تغيير السجل أو حذفه.',
  when: 'متى',
  who: 'من',
  what: 'ماذا',
  target: 'على',
  outcome: 'النتيجة',
  details: 'التفاصيل',
  action: 'الإجراء، مثل connector.put',
  actionWrong: 'يجب أن يكون إجراءً مثل connector.put.',
  allActors: 'الجميع',
  allOutcomes: 'كل النتائج',
  actors: {
    customer: 'عميل',
    user: 'مستخدم',
    'api-key': 'مفتاح API',
    system: 'النظام',
  },
  outcomes: {
    allowed: 'تم',
    denied: 'رُفض',
    failed: 'فشل',
  },
  fromDay: 'من',
  toDay: 'إلى',
  clear: 'مسح عوامل التصفية',
  request: 'الطلب {id}',
  empty: 'لم يحدث شيء بعد',
  noMatch: 'لا يوجد حدث مطابق',
  noMatchTodo: 'جرّب عوامل تصفية أقل.',
};

export const actions = {
  title: 'ما فعله المساعد',
  about: 'متأخر بضع ثوانٍ.',
  effects: {
    reads: 'يقرأ',
    changes: 'يغيّر شيئًا',
  },
  states: {
    asked: 'عُرض على العميل',
    started: 'بدأ',
    done: 'تم',
    failed: 'فشل',
    declined: 'رُفض',
    undone: 'أُلغي',
  },
  message: 'للرسالة {n}',
};

export const calls = {
  title: 'استدعاءات النماذج: {n}',
  task: 'لأجل',
  tasks: {
    answer: 'إجابة',
    summary: 'ملخص',
    classify: 'تصنيف',
    check: 'تجربة',
  },
  prompt: 'الموجّه',
  model: 'النموذج',
  tokens: 'الرموز',
  outcome: 'النتيجة',
  interrupted: 'قُطع بسبب إعادة التشغيل؛ يُحتسب أقصى ما يمكن أن يكون استُخدم.',
  fine: 'أُجيب',
  aborted: 'أُوقف',
};

export const handover = {
  title: 'لمن يتولى المحادثة',
  made: 'أُعدّ {when}، حتى الرسالة {n}',
  byModel: 'كتبه {model}',
  byRules: 'مأخوذ مما قيل',
  summary: 'الملخص',
  asked: 'الأسئلة والإجابات',
  unanswered: 'بلا إجابة',
  from: 'من: {titles}',
  facts: 'المعروف',
  actions: 'ما تم عبر الأدوات',
  intents: 'الموضوع',
  feeling: 'الشعور',
  frustration: 'الإحباط {share}',
  emotions: {
    anger: 'غاضب',
    disgust: 'مستاء',
    fear: 'قلق',
    joy: 'مسرور',
    neutral: 'هادئ',
    sadness: 'حزين',
    surprise: 'متفاجئ',
  },
  trends: {
    rising: 'في ازدياد',
    steady: 'مستقر',
    falling: 'في انخفاض',
  },
};

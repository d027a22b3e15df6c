/** Japanese. */
export const audit = {
  nav: '監査',
  about: '誰が何をしたかを新しい順に示します。変更や削除はできません。',
  when: '日時',
  who: '誰が',
  what: '何を',
  target: '対象',
  outcome: '結果',
  details: '詳細',
  action: '操作（例: connector.put）',
  actionWrong: 'connector.put のような操作名を入力してください。',
  allActors: '全員',
  allOutcomes: 'すべての結果',
  actors: {
    customer: 'お客様',
    user: 'ユーザー',
    'api-key': 'API キー',
    system: 'システム',
  },
  outcomes: {
    allowed: '実行済み',
    denied: '拒否',
    failed: '失敗',
  },
  fromDay: '開始日',
  toDay: '終了日',
  clear: '絞り込みを解除',
  request: 'リクエスト {id}',
  empty: 'まだ何も記録されていません',
  noMatch: '該当する記録はありません',
  noMatchTodo: '条件を減らしてください。',
};

export const actions = {
  title: 'アシスタントが行ったこと',
  about: '数秒遅れて表示されます。',
  effects: {
    reads: '読み取り',
    changes: '変更あり',
  },
  states: {
    asked: 'お客様に確認',
    started: '開始',
    done: '完了',
    failed: '失敗',
    declined: 'お断り',
    undone: '取り消し',
  },
  message: 'メッセージ {n} に対して',
};

export const calls = {
  title: 'モデルの呼び出し: {n}',
  task: '用途',
  tasks: {
    answer: '回答',
    summary: '要約',
    classify: '分類',
    check: '試験',
  },
  prompt: 'プロンプト',
  model: 'モデル',
  tokens: 'トークン',
  outcome: '結果',
  interrupted: '再起動で中断されました。使われた可能性のある最大量を計上しています。',
  fine: '回答あり',
  aborted: '中止',
};

export const handover = {
  title: '引き継ぐ担当者へ',
  made: '{when} に作成、メッセージ {n} まで',
  byModel: '{model} が作成',
  byRules: '会話から抜粋',
  summary: '要約',
  asked: '質問と回答',
  unanswered: '未回答',
  from: '出典: {titles}',
  facts: 'わかっていること',
  actions: 'ツールで行ったこと',
  intents: '用件',
  feeling: '感情',
  frustration: '不満度 {share}',
  emotions: {
    anger: '怒り',
    disgust: '嫌悪',
    fear: '不安',
    joy: '喜び',
    neutral: '落ち着き',
    sadness: '悲しみ',
    surprise: '驚き',
  },
  trends: {
    rising: '上昇',
    steady: '横ばい',
    falling: '低下',
  },
};

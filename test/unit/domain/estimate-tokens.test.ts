import { expect, test } from 'vitest';
import { estimateTokens } from '../../../src/domain/estimate-tokens.ts';

/** Counted with `o200k_base` (js-tiktoken 1.0.21). */
test.each([
  ['English', 'How do I reset my password? I have tried the link in your e-mail twice.', 18],
  ['German', 'Wie setze ich mein Kennwort zurück? Ich habe den Link schon zweimal versucht.', 17],
  ['Japanese', 'パスワードをリセットする方法を教えてください。メールのリンクはもう二回試しました。', 24],
  ['Arabic', 'كيف أعيد تعيين كلمة المرور؟ لقد جربت الرابط مرتين.', 16],
  ['Thai', 'ฉันจะรีเซ็ตรหัสผ่านได้อย่างไร', 12],
  ['digits', '4539148803436467 00012345', 10],
  ['emoji', '😀😡🙏👍🎉', 7],
])(
  'the tokens of %s are rather over- than underestimated, and by less than three times',
  (_name, text, counted) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted);
    expect(estimateTokens(text)).toBeLessThan(counted * 3);
  },
);

test('nothing costs nothing', () => {
  expect(estimateTokens('')).toBe(0);
});

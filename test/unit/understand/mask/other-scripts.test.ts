import { describe, expect, test } from 'vitest';
import { findPii } from '../../../../src/understand/mask/find-pii.ts';

/** The finds of a text as "TYPE value". */
function found(text: string): string[] {
  return findPii(text).map((span) => `${span.type} ${text.slice(span.start, span.end)}`);
}

describe('scripts without spaces, and Arabic', () => {
  test.each<[string, string[]]>([
    ['電話は090-1234-5678です', ['PHONE 090-1234-5678']],
    ['私の電話番号は09012345678です', ['PHONE 09012345678']],
    ['手机 13800138000', ['PHONE 13800138000']],
    ['私のパスポート番号はTK1234567です', ['PASSPORT TK1234567']],
    ['マイナンバーは1234 5678 9018です', ['SSN 1234 5678 9018']],
    ['私の生年月日は1985年3月12日です', ['DATE_OF_BIRTH 1985年3月12日']],
    ['生年月日 昭和60年3月12日', ['DATE_OF_BIRTH 昭和60年3月12日']],
    ['山田太郎と申します', ['PERSON 山田太郎']],
    ['住所は東京都渋谷区神南1-2-3です', ['ADDRESS 東京都渋谷区神南1-2-3']],
    ['〒150-0041に送ってください', ['ADDRESS 〒150-0041']],
    ['عنواني شارع الملك فهد 12، الرياض', ['ADDRESS شارع الملك فهد 12، الرياض']],
    ['رمز الأمان 123', ['CVV 123']],
    ['رقم الهوية 1098765432', ['SSN 1098765432']],
    ['رقم الحساب 1234567890', ['ACCOUNT 1234567890']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    '注文番号は1234567890です',
    'バージョン10.15.7です',
    '2024年3月15日に注文しました',
    '価格は12,800円です',
    '大阪府大阪市北区に発送できますか',
    'パスワードは正しいはずです',
    'رقم الطلب 1234567890 لم يصل',
    'في شارع طويل',
  ])('leaves "%s" alone', (text) => {
    expect(found(text)).toEqual([]);
  });
});

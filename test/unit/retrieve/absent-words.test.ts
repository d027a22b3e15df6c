import { expect, test } from 'vitest';
import { absentWords } from '../../../src/retrieve/absent-words.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';

const articles = (text: string) => async () => ({
  frequency: new Map(analyze(text).map((term) => [term, 1])),
});

test('words that articles hold in another form are held, function words too; each other one is named once', async () => {
  const lookUp = articles('Returns need an authorization. 配送料は無料です。');
  expect(await absentWords(['rma', 'return of authorizations rma'], lookUp)).toEqual(['rma']);
  expect(await absentWords(['配送料', '保証期間'], lookUp)).toEqual(['保証期間']);
});

test('an organization without articles holds no word', async () => {
  expect(await absentWords(['sla', 'service level'], async () => null)).toEqual(['sla', 'service', 'level']);
});

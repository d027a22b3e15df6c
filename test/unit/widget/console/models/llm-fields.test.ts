import { expect, test } from 'vitest';
import { LLM_TASKS, type LlmSettings } from '../../../../../src/domain/llm.ts';
import { organizationPatchSchema } from '../../../../../src/protocol/http/organization.ts';
import { texts } from '../../../../../widget/console/locale/en.ts';
import {
  checkLlm,
  llmFields,
  llmOf,
  refusedLlm,
  TASKS,
} from '../../../../../widget/console/models/llm-fields.ts';

const STORED: LlmSettings = {
  enabled: true,
  models: { answer: ['openai/gpt-5-mini', 'anthropic/claude-sonnet-5'] },
  budgets: { turnUsd: 0, conversationUsd: 0.5, dayUsd: null, dayTokens: 100_000 },
  voice: 'Brief.',
  instructions: '',
};
const fields = llmFields(STORED);

test('settings that are shown and sent unchanged are the same, and the server takes them', () => {
  expect(TASKS).toEqual(LLM_TASKS);
  expect(llmOf(fields)).toEqual(STORED);
  expect(organizationPatchSchema.parse({ settings: { llm: llmOf(fields) } }).settings?.llm).toEqual(STORED);
});

test('empty is no limit and 0 is nothing, and a comma is a point', () => {
  const sent = llmOf({ ...fields, turnUsd: ' ', conversationUsd: '0', dayUsd: '1,50', dayTokens: '0' });
  expect(sent.budgets).toEqual({ turnUsd: null, conversationUsd: 0, dayUsd: 1.5, dayTokens: 0 });
});

test.each([
  ['dayUsd', '-1'],
  ['dayUsd', '1.000,50'],
  ['dayUsd', '1000001'],
  ['turnUsd', 'a dollar'],
  ['turnUsd', 'Infinity'],
  ['turnUsd', '1e3'],
  ['dayTokens', '1.5'],
  ['dayTokens', '1000000000001'],
] as const)('%s of %s is refused before it is sent, beside its field', (name, text) => {
  expect(Object.keys(checkLlm({ ...fields, [name]: text }, texts))).toEqual([name]);
});

test('what was stored passes', () => {
  expect(checkLlm(fields, texts)).toEqual({});
});

test('what the server refused stands beside its field, with the line of a chain that is meant', () => {
  const chains = { ...fields, answer: '\n openai/a \n\n nonsense ' };
  const refused = organizationPatchSchema.safeParse({ settings: { llm: llmOf(chains) } });
  const issue = refused.error?.issues[0];
  const errors = [
    { path: issue?.path.join('.') ?? '', message: issue?.message ?? '' },
    { path: 'settings.llm.models.answer[0]', message: 'openai is not set up' },
    { path: 'settings.llm.budgets.dayUsd', message: 'too much' },
    { path: 'settings.llm.voice', message: 'too long' },
  ];
  const { wrong, rest } = refusedLlm(errors, chains);
  expect(rest).toBe(false);
  expect(wrong).toEqual({
    answer: expect.stringMatching(/^nonsense: must be a model such as .* openai\/a: openai is not set up$/),
    dayUsd: 'too much',
    voice: 'too long',
  });
});

test.each([[[]], [[{ path: 'version', message: 'x' }]], [[{ path: 'settings.llm.models', message: 'x' }]]])(
  'what belongs to no field is left to the notice: %j',
  (errors) => {
    expect(refusedLlm(errors, fields).rest).toBe(true);
  },
);

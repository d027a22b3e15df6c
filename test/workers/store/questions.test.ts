import { env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import type { QuestionInput } from '../../../src/store/questions.ts';
import { recordOf, recordsFixture, START } from './records-fixture.ts';

const fixture = recordsFixture();
const { records } = fixture;
const DAY = 86_400_000;
const at = (ms: number) => new Date(ms).toISOString();

function question(id: string, over: Partial<QuestionInput> = {}): QuestionInput {
  return {
    ...{ id, text: `how do I ${id}`, language: 'en', intent: null, askedAt: at(START), supported: false },
    ...{ confidence: 0.2, handoff: false, thumbsDown: false, resolved: false, cited: [], ...over },
  };
}

/** A conversation that is archived, and the work that is noted for it. */
async function conversation(organizationId: string) {
  const record = recordOf({ organizationId, seqs: [1, 2] });
  await fixture.archive([record]);
  const [work] = (await records.questions.waitingOf(organizationId, 100)).filter(
    ({ conversationId }) => conversationId === record.conversationId,
  );
  if (!work) throw new Error('no work');
  return { record, work };
}

test('whatever is archived is noted as work, once a conversation, until it is done', async () => {
  const organizationId = await fixture.organization();
  const { record, work } = await conversation(organizationId);
  await fixture.archive([record, record]);
  expect(await records.questions.waitingOf(organizationId, 10)).toEqual([work]);
  await records.questions.save(work, { added: [question('a')], changed: [] });
  expect(await records.questions.waitingOf(organizationId, 10)).toEqual([]);
});

test('work that was noted again while it was done is not taken away', async () => {
  const organizationId = await fixture.organization();
  const { record, work } = await conversation(organizationId);
  fixture.time.now += 1_000;
  await fixture.archive([record]);
  await records.questions.save(work, { added: [], changed: [] });
  expect(await records.questions.waitingOf(organizationId, 10)).toHaveLength(1);
});

test('saving the same again changes nothing, and what went on later is added to it', async () => {
  const organizationId = await fixture.organization();
  const { work } = await conversation(organizationId);
  const asked = question('q1', { supported: true, cited: [{ articleId: 'art_1', version: 2 }] });
  await records.questions.save(work, { added: [asked], changed: [] });
  await records.questions.save(work, { added: [asked], changed: [] });
  const { text: _text, ...rest } = asked;
  await records.questions.save(work, { added: [], changed: [{ ...rest, handoff: true }] });
  expect(await records.questions.newest(organizationId, true, 10)).toMatchObject([{ id: 'q1' }]);
  const span = { before: at(START - 30 * DAY), from: at(START - DAY) };
  await records.articles.put(
    organizationId,
    { externalId: 'x', title: 'X', body: 'b', format: 'text', url: null, tags: [], locale: null },
    10,
  );
  expect((await records.health.failing(organizationId, span)).total).toBe(0);
  expect(await records.questions.known(organizationId, work.conversationId)).toEqual(new Set(['q1']));
});

test('work that fails gives way to other work, and after a few tries rests until the conversation goes on', async () => {
  const organizationId = await fixture.organization();
  const { record, work } = await conversation(organizationId);
  for (let round = 0; round < 5; round += 1) await records.questions.postpone(work);
  expect(await records.questions.waitingOf(organizationId, 10)).toEqual([]);
  fixture.time.now += 1_000;
  await fixture.archive([record]);
  expect(await records.questions.waitingOf(organizationId, 10)).toHaveLength(1);
});

test('what is older than half a year is forgotten by the purge', async () => {
  const organizationId = await fixture.organization();
  const { work } = await conversation(organizationId);
  const old = question(newId('msg'), { askedAt: at(fixture.time.now - 181 * DAY) });
  const young = question(newId('msg'), { askedAt: at(fixture.time.now - 179 * DAY) });
  await records.questions.save(work, { added: [old, young], changed: [] });
  await records.questions.purge();
  const left = await records.questions.newest(organizationId, false, 10);
  expect(left.map(({ id }) => id)).toEqual([young.id]);
});

test('questions, what they cite and drafts of a conversation go with it', async () => {
  const organizationId = await fixture.organization();
  const { record, work } = await conversation(organizationId);
  const id = newId('msg');
  await records.questions.save(work, {
    added: [question(id, { cited: [{ articleId: 'art_1', version: 1 }] })],
    changed: [],
  });
  const draft = await records.drafts.create(organizationId, {
    ...{
      gapId: null,
      conversationId: record.conversationId,
      title: 'T',
      body: 'B',
      locale: null,
      sources: [],
    },
  });
  expect(draft.ok).toBe(true);
  await env.RECORDS.prepare('DELETE FROM conversations WHERE organization_id = ? AND id = ?')
    .bind(organizationId, record.conversationId)
    .run();
  for (const table of ['questions', 'question_citations', 'question_work', 'knowledge_drafts']) {
    const left = await env.RECORDS.prepare(`SELECT COUNT(*) AS n FROM ${table} WHERE organization_id = ?`)
      .bind(organizationId)
      .first<{ n: number }>();
    expect(left?.n, table).toBe(0);
  }
});

test('a grouping of any size is written, within the parameters that a statement may have', async () => {
  const organizationId = await fixture.organization();
  const { work } = await conversation(organizationId);
  await records.questions.save(work, { added: [question('big_1')], changed: [] });
  const gaps = Array.from({ length: 40 }, () => ({
    ...{ id: newId('gap'), status: 'open' as const, language: 'en', labelId: 'big_1', samples: ['big_1'] },
    draftId: null,
  }));
  await records.gaps.apply(organizationId, { gaps, moved: [], gone: [] }, at(START));
  await records.gaps.apply(organizationId, { gaps, moved: [], gone: [] }, at(START + 1));
  expect(await records.gaps.all(organizationId)).toHaveLength(40);
});

import { expect, test } from 'vitest';
import { type PlannedQuestion, planGaps } from '../../../../src/retrieve/gaps/plan-gaps.ts';

let made = 0;
function newId(): string {
  made += 1;
  return `gap_${made}`;
}

function question(id: string, text: string, over: Partial<PlannedQuestion> = {}): PlannedQuestion {
  return {
    id,
    text,
    language: 'en',
    conversationId: `cnv_${id}`,
    askedAt: '2026-01-01',
    gapId: null,
    ...over,
  };
}

const okta = (id: string, over: Partial<PlannedQuestion> = {}) =>
  question(id, 'How do I connect Okta to the billing webhook?', over);

test('a gap keeps its id when more is asked of it, and a new subject gets a new one', () => {
  const first = planGaps({ unanswered: [okta('a')], answered: [] }, [], newId);
  const [gap] = first.gaps;
  const next = planGaps(
    {
      unanswered: [
        question('c', 'Is there parking at the office?'),
        okta('b'),
        okta('a', { gapId: gap?.id ?? null }),
      ],
      answered: [],
    },
    first.gaps,
    newId,
  );
  expect(next.gaps.map(({ id }) => id)).toContain(gap?.id);
  expect(next.gaps).toHaveLength(2);
  expect(next.moved.map(({ questionId }) => questionId).sort()).toEqual(['b', 'c']);
  expect(next.gone).toEqual([]);
});

test('a gap of which no question is left goes, and two that turn out to be one leave the larger', () => {
  const known = [
    { id: 'gap_x', status: 'open' as const, draftId: null },
    { id: 'gap_y', status: 'open' as const, draftId: null },
    { id: 'gap_z', status: 'open' as const, draftId: null },
  ];
  const unanswered = [
    okta('a', { gapId: 'gap_x' }),
    okta('b', { gapId: 'gap_y' }),
    okta('c', { gapId: 'gap_y' }),
  ];
  const plan = planGaps({ unanswered, answered: [] }, known, newId);
  expect(plan.gaps.map(({ id }) => id)).toEqual(['gap_y']);
  expect(plan.gone.sort()).toEqual(['gap_x', 'gap_z']);
});

test('a gap is solved only by answers after its last question in vain, and from as many conversations as it takes', () => {
  const unanswered = [okta('a', { askedAt: '2026-01-02' }), okta('b', { askedAt: '2026-01-03' })];
  const status = (...times: string[]) => {
    const answered = times.map((askedAt, index) => okta(`x${index}`, { askedAt }));
    return planGaps({ unanswered, answered }, [], newId).gaps[0]?.status;
  };
  expect(status('2026-01-01', '2026-01-02')).toBe('open');
  expect(status('2026-01-04')).toBe('open');
  expect(status('2026-01-04', '2026-01-05')).toBe('solved');
  const same = [
    okta('y', { askedAt: '2026-01-04', conversationId: 'one' }),
    okta('z', { askedAt: '2026-01-05', conversationId: 'one' }),
  ];
  expect(planGaps({ unanswered, answered: same }, [], newId).gaps[0]?.status).toBe('open');
});

test('a dismissed gap stays so, and one with a draft is drafted until it is solved', () => {
  const unanswered = [okta('a', { gapId: 'gap_d' })];
  const plan = (status: 'dismissed' | 'drafted' | 'solved', draftId: string | null) =>
    planGaps({ unanswered, answered: [] }, [{ id: 'gap_d', status, draftId }], newId).gaps[0]?.status;
  expect(plan('dismissed', null)).toBe('dismissed');
  expect(plan('drafted', 'dft_1')).toBe('drafted');
  expect(plan('solved', 'dft_1')).toBe('drafted');
  expect(plan('solved', null)).toBe('open');
});

test('the label is one of the questions, short enough to be read at a glance where one is', () => {
  const long = `How do I connect Okta to the billing webhook ${'please '.repeat(20)}?`;
  const unanswered = [question('l', long), question('k', long), okta('s'), okta('t')];
  const plan = planGaps({ unanswered, answered: [] }, [], newId);
  expect(plan.gaps.map(({ labelId }) => labelId)).toEqual(['s']);
});

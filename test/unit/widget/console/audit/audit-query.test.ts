import { expect, test } from 'vitest';
import { filtersOf, isAction, pathOf } from '../../../../../widget/console/audit/audit-query.ts';

test('filters of an address are those that the server takes, and what it would refuse is left out', () => {
  const right = 'action=connector.put&actor=api-key&outcome=denied&from=2026-11-01&to=2026-11-22';
  expect(pathOf(filtersOf(new URLSearchParams(right)))).toBe(`/v1/audit-events?limit=50&${right}`);
  const wrong = 'action=DROP TABLE&actor=robot&outcome=x&from=yesterday&to=1&organizationId=org_other';
  expect(pathOf(filtersOf(new URLSearchParams(wrong)))).toBe('/v1/audit-events?limit=50');
});

test.each([
  ['connector.put', true],
  ['api_key.create', true],
  ['tool.done', true],
  ['', false],
  ['Connector', false],
  ['a'.repeat(61), false],
])('an action can be %s: %s', (text, can) => expect(isAction(text)).toBe(can));

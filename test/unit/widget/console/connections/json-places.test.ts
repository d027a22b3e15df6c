import { expect, test } from 'vitest';
import { jsonPlaces, placeOf } from '../../../../../widget/console/connections/json-places.ts';

const TEXT = `{
  "baseUrl": "https://a.test/{x}",
  "tools": [
    { "name": "one", "input": {}, "list": [1, [2, "three"]] },
    {
      "na\\"me": "two, \\"2\\": [",
      "query": { "a.b": null }
    }
  ]
}`;

function at(path: string) {
  const place = placeOf(jsonPlaces(TEXT), path);
  return place && [TEXT.slice(place.start, place.end), place.line];
}

test('each value of a text is found by its path: its key, or its beginning in a list', () => {
  expect(
    [
      'baseUrl',
      'tools',
      'tools.0',
      'tools.0.name',
      'tools.0.list.1.1',
      'tools.1.na"me',
      'tools.1.query.a.b',
    ].map(at),
  ).toEqual([
    ['"baseUrl"', 2],
    ['"tools"', 3],
    ['{', 4],
    ['"name"', 4],
    ['"three"', 4],
    ['"na\\"me"', 6],
    ['"a.b"', 7],
  ]);
});

test('what is missing is shown where it should stand, and what is nowhere has no place', () => {
  expect(at('tools.1.preview.en')).toEqual(['{', 5]);
  expect(at('tools.7')).toEqual(['"tools"', 3]);
  expect(at('auth.kind')).toBeNull();
});

test('a text that is no JSON is read in the time that its length takes, without an error', () => {
  for (const text of [
    '',
    '}',
    ']],,::',
    '{"a"',
    '"',
    '[[[',
    `${'[{"a":'.repeat(20_000)}`,
    '"\\'.repeat(20_000),
  ]) {
    expect(jsonPlaces(text)).toBeInstanceOf(Map);
  }
});

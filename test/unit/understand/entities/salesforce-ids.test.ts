import { describe, expect, test } from 'vitest';
import { salesforceChecksum, salesforceId } from '../../../../src/understand/entities/salesforce-ids.ts';
import { found } from './support.ts';

describe('Salesforce ids', () => {
  test('the checksum of 15 characters follows from which of them are capitals', () => {
    expect(salesforceChecksum('5003000000D8cuI')).toBe('AAR');
    expect(salesforceChecksum('001000000000001')).toBe('AAA');
    expect(salesforceChecksum('ABCDEABCDEABCDE')).toBe('555');
    expect(salesforceChecksum('aBcDeAbCdEaaaaE')).toBe('KVQ');
  });

  test('an id of 15 characters is told in 18, one of 18 only when its checksum holds', () => {
    expect(found('record 5003000000D8cuI is gone')).toEqual([
      ['salesforce-id', '5003000000D8cuI', '5003000000D8cuIAAR'],
    ]);
    expect(found('record 5003000000D8cuIAAR is gone')).toEqual([
      ['salesforce-id', '5003000000D8cuIAAR', '5003000000D8cuIAAR'],
    ]);
    expect(salesforceId('5003000000D8cuIAAQ')).toBeNull();
    expect(salesforceId('a0B3t00000XyZ12')).toMatch(/^a0B3t00000XyZ12[A-Z0-5]{3}$/);
  });

  test('words, pure numbers and hexadecimal digests of that length are no ids', () => {
    for (const word of [
      'acknowledgement',
      'acknowledgments',
      'ACKNOWLEDGEMENT',
      'responsibilites',
      '113542617735902',
      'characteristics',
      'deadbeefdeadbee',
      'abc123456789012',
      'telecommunications',
      'characteristically',
    ]) {
      expect(salesforceId(word)).toBeNull();
    }
  });
});

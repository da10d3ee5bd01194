import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import {
  allFields,
  firstField,
  HEADER_BYTES_MAX,
  type HeaderBlock,
  readHeaderBlock,
} from '@/lib/mail/fields/header-block.ts';

const read = (text: string): HeaderBlock => readHeaderBlock(Buffer.from(text));

/** Fields as `name=value`, then what follows the header. */
function check(text: string, expected: readonly string[], body: string): void {
  const block = read(text);
  expect(block.fields.map(({ name, value }) => `${name}=${value}`)).toEqual(expected);
  expect(Buffer.from(text).subarray(block.bodyStart).toString()).toBe(body);
}

test('fields end at the blank line, LF or CRLF', () => {
  check('A: 1\nb-C:2\n\nbody\n\nrest', ['a=1', 'b-c=2'], 'body\n\nrest');
  check('A: 1\r\nB: 2\r\n\r\nbody', ['a=1', 'b=2'], 'body');
  check('\nbody', [], 'body');
  check('A: 1', ['a=1'], '');
  check('', [], '');
});

test('folded lines are one value', () => {
  check('A: 1\n 2\r\n\t 3  \nB:\n 4\n\n', ['a=1 2 3', 'b=4'], '');
  check(' not folded\nA: 1\n\n', ['a=1'], '');
});

test('lines that are no field are skipped with their continuations', () => {
  check('From a@b Thu Jan  1 00:00:00 1970\nA: 1\nno colon\n more\nB : 2\n: 3\n\n', ['a=1', 'b=2'], '');
});

test('a bare CR cannot start a field', () => {
  check('A: 1\rB: 2\nC: 3\r\r\n\n', ['a=1 B: 2', 'c=3'], '');
});

test('UTF-8 is read, a byte order mark is not part of the first name', () => {
  check('\ufeffA: \u00e4\n\n', ['a=\u00e4'], '');
});

test('beyond 256 KiB no field is read, the body is still found', () => {
  const block = read(`A: 1\nLong: ${'x'.repeat(HEADER_BYTES_MAX)}\nB: 2\n\nbody`);
  expect(block.tooLarge).toBe(true);
  expect(block.fields).toEqual([{ name: 'a', value: '1' }]);
  expect(block.bodyStart).toBe(5 + 6 + HEADER_BYTES_MAX + 1 + 5 + 1);
});

test('fields are found by name', () => {
  const block = read('To: 1\nFrom: 2\nto: 3\n\n');
  expect([firstField(block, 'to'), firstField(block, 'cc'), allFields(block, 'to')]).toEqual([
    '1',
    null,
    ['1', '3'],
  ]);
});

test('only fields that somebody reads are kept when asked so', () => {
  const text = 'DKIM-Signature: a:b\n c: d\nTO: 1\n 2\nTa: x\nno colon\nlist-ID : 3\r\nSubject:4\n\nbody';
  const block = readHeaderBlock(Buffer.from(text), 0, text.length, 'read');
  expect(block.fields.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'to=1 2',
    'list-id=3',
    'subject=4',
  ]);
});

test('lines without a colon take no more than linear time', () => {
  const lines = Buffer.from('x\n'.repeat(HEADER_BYTES_MAX / 2));
  const started = cpuMs();
  readHeaderBlock(lines);
  expect(cpuMs() - started).toBeLessThan(1_000);
});

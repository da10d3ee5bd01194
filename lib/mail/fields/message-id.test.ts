import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { findMessageIds, toMessageId } from '@/lib/mail/fields/message-id.ts';

function check(value: string, expected: readonly string[]): void {
  expect(findMessageIds(value).ids).toEqual(expected);
}

test('ids are told apart by their brackets, whatever stands between', () => {
  check('<a@b>', ['a@b']);
  check('<a@b><c@d>,<e@f>', ['a@b', 'c@d', 'e@f']);
  check(' <a@b>\t<c@d> trailing words', ['a@b', 'c@d']);
  check('<a@b> <a@b>', ['a@b', 'a@b']);
  check('Message from joe@example.org of Monday <a@b>', ['a@b']);
});

test('folding inside an id, an unclosed bracket, an empty pair', () => {
  check('<a\t@ b>', ['a@b']);
  check('<a <b@c>', ['b@c']);
  check('<a@b> <c@d', ['a@b']);
  check('<> < >', []);
});

test('comments are left out, unclosed ones are text', () => {
  check('(was <x@y>) <a@b> (and (nested) \\) one)', ['a@b']);
  check('<a@b> (unclosed <c@d>', ['a@b', 'c@d']);
  check('<(a)@b>', ['(a)@b']);
});

test('bare ids count when there is no bracket', () => {
  check('a@b', ['a@b']);
  check('a@b, c@d', ['a@b', 'c@d']);
  check('no id here', []);
});

test('answers to a prompt are no ids', () => {
  check('y', []);
  check('<n>', []);
  check('<Yes>', []);
});

test('an id may have 998 bytes', () => {
  const longest = `${'a'.repeat(996)}@b`;
  check(`<${longest}>`, [longest]);
  check(`<a${longest}>`, []);
  expect(findMessageIds(`<a${longest}>`).tooLong).toBe(true);
  expect(findMessageIds(`<${longest}>`).tooLong).toBe(false);
  expect(toMessageId(`${'\u00e4'.repeat(498)}@b`)).not.toBeNull();
  expect(toMessageId(`${'\u00e4'.repeat(499)}@b`)).toBeNull();
});

test.each(['<', '(', '<(', '()', '<>', ')', '<a@b>', '(\\'])('a megabyte of %s takes no time', (piece) => {
  const startedAt = cpuMs();
  findMessageIds(piece.repeat(1_000_000 / piece.length));
  expect(cpuMs() - startedAt).toBeLessThan(2_000);
});

import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { matchStrength, matchText } from '@/lib/mail/patchwork/copies.ts';

const NOON = Date.UTC(2024, 6, 18, 12);
const ANN = { name: 'Ann Onym', email: 'ann@example.org' };

describe('matchText', () => {
  const text = (body: string): string | null => matchText({ from: ANN, sentAt: NOON, body });
  const check = (a: string, b: string, same: boolean): void => expect(text(a) === text(b)).toBe(same);

  it('sees past what Patchwork, mail readers and copying change', () => {
    check('a\nb\n', 'a\r\n\r\nb', true);
    check('\n\na  \n\n\nb\t', 'a\nb', true);
    check('a\n-- \nAnn\n2.45.0', 'a', true);
    check('a\n_____\ndevel mailing list', 'a', true);
    check('a\0b\ufffd\ud800', 'ab', true);
    check('a\u00a0\n', 'a', true);
    check('a\r\r\nb', 'a\nb', true);
  });

  it('tells other words, persons and minutes apart', () => {
    check('a b', 'a  b', false);
    check(' a', 'a', false);
    check('a\nb', 'b\na', false);
    check('a\n--\nb', 'a', false);
    check('a\n_x_\nb', 'a', false);
    const at = (name: string, sentAt: number | null): string | null =>
      matchText({ from: { name, email: 'x@y' }, sentAt, body: 'a' });
    expect(at('Ann', NOON)).toBe(at('"ANN" ', NOON + 59_999));
    expect(at('Ann', NOON)).not.toBe(at('Ann', NOON + 60_000));
    expect(at('Ann', NOON)).not.toBe(at('Bob', NOON));
    expect(at('', NOON)).toBe(at('x@y', NOON));
    expect(at('Ann', null)).toBeNull();
  });

  it('takes time in proportion to the body', () => {
    const started = cpuMs();
    for (const body of [
      '_'.repeat(5e6),
      ' '.repeat(5e6),
      `${' '.repeat(5e6)}x`,
      '\n'.repeat(5e6),
      '\r'.repeat(5e6),
    ])
      text(body);
    expect(cpuMs() - started).toBeLessThan(3_000);
  });

  it('calls a text strong that nobody says by chance', () => {
    expect(matchStrength('x'.repeat(199))).toBe('s');
    expect(matchStrength('x'.repeat(200))).toBe('l');
  });
});

import { expect, test } from 'vitest';
import { isElision } from '@/lib/mail/quotes/elision.ts';

test('marks of what was left out, and words that are none', () => {
  for (const line of [
    '[...]',
    '...',
    '…',
    '[…]',
    '[snip]',
    '<snip>',
    'snip',
    '[--SNIP--]',
    '[... snip ...]',
  ]) {
    expect([line, isElision(line)]).toEqual([line, true]);
  }
  for (const line of [
    '[ ... ]',
    '<...>',
    '--- snip ---',
    '[30 lines trimmed]',
    '8<--- cut --->8',
    '... skipped ...',
  ]) {
    expect([line, isElision(line)]).toEqual([line, true]);
  }
  for (const line of ['', '-', 'Cut it.', '[1]', 'skip this', '---', '[patch trimmed?]', 'we cut corners']) {
    expect([line, isElision(line)]).toEqual([line, false]);
  }
});

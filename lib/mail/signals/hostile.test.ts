import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { RULE_TEXT_MAX } from '@/lib/mail/signals/signal-rules.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

/** What begins a sentence of each family of rules. */
const BEGINNINGS = [
  'Applied',
  'I have merged the series',
  'Picked up',
  'I dropped it',
  "I'll fix it",
  'Patches 1',
  'Since it, I have marked the CF entry',
];
/** Each can be read in several ways, or ends where the next one may. */
const PIECES: readonly string[] = [
  ...[' to x-next', ' to a/b', ' to the x tree', ' in the tree', ' of x-next', ' with fix', ' with a b'],
  ...[' for -stable', ' as r1', ' for you', ' via x.git', ' on 6.12', ' to 6.12-next', ' up', ' in', ' now'],
  ...[' from my tree', ' from x-next', ' again', ' back out', ' and applied to x', ' then pushed to master'],
  ...[', 1-2', ' and 3', '1-2-3', ' patch 1', ' so far', ' first two', ' when it', ' once this is'],
  ...[' as', ' status of the patch', ' back to', ' just', ' returned with feedback'],
  ...['!', ' (', '--', '-next', 'for-', '/a', '.git', ' the', ' my', ' a'],
];

const MS_MAX = 100;

/** Asks three times at most: V8 compiles and collects garbage at some of a thousand sentences, not at one each time. */
function check(sentence: string): void {
  const body = `${sentence.slice(0, RULE_TEXT_MAX)}\n`;
  const segments = splitSegments(body);
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && least >= MS_MAX; tries += 1) {
    const before = cpuMs();
    findSignals(body, segments);
    least = Math.min(least, cpuMs() - before);
  }
  expect(least, sentence.slice(0, 120)).toBeLessThan(MS_MAX);
}

test('a sentence takes no longer for what it repeats', () => {
  for (const beginning of BEGINNINGS) {
    for (const piece of PIECES) {
      // Small ones first: what doubles with each piece is seen before it takes hours.
      check(`${beginning}${piece.repeat(14)} zz qq`);
      check(`${beginning}${piece.repeat(RULE_TEXT_MAX)}`);
      const rest = Math.floor((RULE_TEXT_MAX - beginning.length - 6) / piece.length);
      check(`${beginning}${piece.repeat(rest)} zz qq`);
    }
  }
});

import { expect, it } from 'vitest';
import { markedArchive } from '@/lib/design/links/test-marked-thread.ts';
import { messageFeatures, rangesOf, unitFeatures } from '@/lib/design/moves/features.ts';
import { rowsOf } from '@/lib/design/moves/linear.ts';
import { SHIPPED } from '@/lib/design/moves/model.ts';
import { visitSettings } from '@/lib/design/moves/setting.ts';
import { newSink } from '@/lib/design/moves/sink.ts';

it('makes every feature that has a row, though it leaves out others', () => {
  const answer =
    '> Should we drop the lock before we flush the range?\n\nI do not think that is a good idea. If we drop it ' +
    'here, writeback could race with truncate. Please add a comment, and could you send a test for fstests?\n';
  const { threads } = markedArchive([
    { subject: '[PATCH] xfs: drop the lock', body: 'This patch drops the lock before the flush.\n\n---\n' },
    { subject: 'Re: [PATCH] xfs: drop the lock', body: answer },
  ]);
  let [units, made] = [0, [0, 0]];
  for (const thread of threads) {
    visitSettings(thread, (reading, setting) => {
      const all = unitFeatures(reading, setting);
      const sink = newSink(SHIPPED.known);
      const features = messageFeatures(reading, setting, sink);
      reading.units.forEach((_, index) => {
        const ranges = rangesOf(features, reading.units, index);
        const kept = ranges.flatMap(([from, to]) => [...sink.hashes.subarray(from, to)]);
        const whole = all[index] ?? new Int32Array(0);
        expect([...rowsOf(SHIPPED.linear, kept)]).toEqual([...rowsOf(SHIPPED.linear, whole)]);
        made = [(made[0] ?? 0) + kept.length, (made[1] ?? 0) + whole.length];
        units += 1;
      });
    });
  }
  expect(units).toBeGreaterThan(3);
  expect(made[0]).toBeLessThan(made[1] ?? 0);
});

import { expect, test } from 'vitest';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { isHeld, isTakenUp } from '@/lib/design/held.ts';
import { stateOf } from '@/lib/design/state.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

type Events = Parameters<typeof testItem>[2];

function proposal(n: number, confidence: number, events: Events = [[n, 'open']]): PlacedItem {
  return { ...testItem(n, 'proposal', events), certain: confidence === 1, confidence };
}

const ADOPTED: Events = [
  [1, 'open'],
  [50, 'adopted'],
];

/** Titles of the options in their order, each with `held`, `taken up` or `unanswered`. */
function check(items: readonly PlacedItem[], expected: string): void {
  const rows = stateOf(testDesign(items), []).options.map((option) => {
    const how = isHeld(option) ? 'held' : isTakenUp(option) ? 'taken up' : 'unanswered';
    return `${option.title.slice(5)} ${how}`;
  });
  expect(rows.join(', ')).toBe(expected);
}

test('certain, or likely and taken up by others', () => {
  check([proposal(1, 1)], '1 held');
  check([proposal(1, 0.6)], '1 unanswered');
  check([proposal(1, 0.6), testItem(2, 'objection', [[2, 'open']], [1])], '1 held');
  check([proposal(1, 0.6, ADOPTED)], '1 held');
});

test('what is rather no proposal is none because of what became of it', () => {
  check([proposal(1, 0.34, ADOPTED)], '1 taken up');
  check([proposal(1, 0.39), testItem(2, 'objection', [[2, 'open']], [1])], '1 taken up');
});

test('what a posting proposes is an option, however doubtful its words', () => {
  const { series } = deriveArchive(testArchive([{ subject: '[PATCH] x' }]));
  const { span, ...rest } = proposal(1, 0.2);
  const posted = { ...rest, span: { ...span, messageId: series[0]?.id ?? span.messageId } };
  const design = testDesign([posted, proposal(2, 0.2)]);
  const ids = series.map(({ id }) => id);
  const { options } = stateOf({ ...design, design: { ...design.design, seriesIds: ids } }, series);
  expect(options.map((option) => isHeld(option))).toEqual([true, false]);
});

test('options come before candidates, whatever was said of these, and those nobody answered last', () => {
  const said = [4, 5, 6].map((n) => testItem(n, 'objection', [[n, 'open']], [1]));
  check(
    [proposal(1, 0.39, ADOPTED), proposal(2, 0.6), proposal(3, 1), ...said],
    '3 held, 1 taken up, 2 unanswered',
  );
});

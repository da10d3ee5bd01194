import { expect, test } from 'vitest';
import { happeningsOf, type Told } from '@/lib/judge/happenings.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Act, Judgement, Seen } from '@/lib/judge/judgement.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { happeningText, happeningTitle } from '@/lib/view/text/happening-text.ts';

const ROOT = 'root@example.org' as MessageId;
const PLACE = { messageId: ROOT, contentHash: '', bodyHash: '', start: 0, end: 4 };
const ITEM: Seen = {
  anchor: { ...PLACE, exact: 'word', prefix: '', suffix: '' },
  kind: 'question',
  title: 'Why?',
};

/** Said at `at`, under the id `j` and that number. */
function said(at: number, act: Act<Seen>): Judgement {
  const common = { author: 'ann@example.org', effectiveAt: null, reason: null, onTop: [], suggestedBy: null };
  return { id: `j${at}`, recordedAt: at, ...common, act };
}

test('what is taken back is named, with its item', () => {
  const log = [
    said(1, { verb: 'status', item: ITEM, to: 'resolved' }),
    said(2, { verb: 'undo', judgement: 'j1', targets: [] }),
    said(3, { verb: 'accept', item: ITEM }),
    said(4, { verb: 'undo', judgement: 'j3', targets: [] }),
    said(5, { verb: 'undo', judgement: 'j4', targets: [] }),
  ];
  const judged = { items: [] as readonly JudgedItem[] } as Told['judged'];
  const authors = new Map([[ROOT, { name: 'Ann', email: 'ann@example.org' }]]);
  const told = happeningsOf({ judged, series: [], log, comments: [], authors }).toReversed();
  expect(told.map(happeningTitle)).toEqual([
    'judged: set the status to resolved: Why?',
    'judged: took back: set the status to resolved: Why?',
    'judged: accepted it as question “Why?”',
    'judged: took back: accepted it as question “Why?”',
    'judged: put back what was taken back',
  ]);
  expect(told.map((one) => happeningText(one, '').split('\n')[0])[1]).toBe(
    'took back: set the status to resolved.',
  );
});

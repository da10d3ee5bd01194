import { expect, test } from 'vitest';
import { happeningsOf, type Told } from '@/lib/judge/happenings.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Act, Judgement, Seen } from '@/lib/judge/judgement.ts';
import type { MessageId } from '@/lib/mail/email.ts';

let time = 0;

function said(act: Act<Seen>): Judgement {
  time += 1;
  const common = { author: 'ann@x', effectiveAt: null, reason: null, onTop: [], suggestedBy: null };
  return { id: `judgement-${time}`, recordedAt: time, ...common, act };
}

function undo({ id }: Judgement): Judgement {
  return said({ verb: 'undo', judgement: id, targets: [] });
}

const ANCHOR = { messageId: 'root@x' as MessageId, contentHash: '', bodyHash: '', start: 0, end: 4 };
const ITEM: Seen = {
  anchor: { ...ANCHOR, exact: 'word', prefix: '', suffix: '' },
  kind: 'question',
  title: 'Why?',
};

/** `log` beside a design of the message root@x; `expected` are the entries it is told of, oldest first. */
function check(log: readonly Judgement[], expected: readonly Judgement[]): void {
  const authors = new Map([['root@x', { name: 'Ann', email: 'ann@x' }]]);
  const judged = { items: [] as readonly JudgedItem[] } as Told['judged'];
  const told = happeningsOf({ judged, series: [], log, comments: [], authors });
  expect(told.map(({ name }) => name).reverse()).toEqual(expected.map(({ id }) => id));
}

test('what is taken back is told of the design that was told of it', () => {
  const chain = said({ verb: 'chain', earlier: 'root@x', later: 'next@x' });
  const cut = undo(chain);
  const again = undo(cut);
  const reject = said({ verb: 'reject', item: ITEM });
  const back = undo(reject);
  const other = said({ verb: 'merge-designs', design: 'a@x', with: 'b@x' });
  const people = said({ verb: 'merge-people', address: 'a@x', with: 'b@x' });
  const log = [chain, cut, again, reject, back, other, undo(other), people, undo(people)];
  check(log, [chain, cut, again, reject, back]);
  check([undo(chain)], []);
});

import { expect, test } from 'vitest';
import { checkStatuses, type Mail, type Said } from '@/lib/design/status/test-statuses.ts';

const series: readonly Mail[] = [
  { subject: '[PATCH 0/2] flush', by: 'ann', body: 'Flush in the order of the log.\n' },
  { subject: '[PATCH 1/2] a', by: 'ann', cites: ['m0'], body: 'Name the lock.\n---\n f.c | 1 +\n' },
  { subject: '[PATCH 2/2] b', by: 'ann', cites: ['m0'], patchId: 'p2', body: 'Take it.\n---\n f.c | 1 +\n' },
  { subject: 'Re: [PATCH 1/2] a', by: 'bob', cites: ['m0', 'm1'], body: 'That name means something else.\n' },
];
const said: readonly Said[] = [
  { kind: 'proposal', mail: 0, words: 'Flush in the order of the log.' },
  { kind: 'proposal', mail: 1, words: 'Name the lock.' },
  { kind: 'objection', mail: 3, words: 'That name means something else.', to: [1] },
];

function back(by: string, cites: readonly string[]): Mail {
  const facts = { signals: [{ kind: 'withdrawn', what: 'this', start: 0, end: 25 }] } as const;
  return { ...{ subject: 'Re: [PATCH 1/2] a', by, cites }, facts, body: 'Please ignore this patch.\n' };
}

test('what one patch of several proposes is withdrawn with it, and nothing is left of what was against it', () => {
  const open = expect.stringMatching(/^(?:open|contested) /) as string;
  checkStatuses([...series, back('ann', ['m0', 'm1', 'm3'])], said, [
    expect.stringMatching(/^open /) as string,
    'withdrawn author-took-it-back',
    'resolved target-taken-back',
  ]);
  checkStatuses([...series, back('ann', ['m0', 'm2'])], said, [open, open, open]);
  checkStatuses([...series, back('cat', ['m0', 'm1'])], said, [open, open, open]);
});

test('an objection to more than what was taken back is left', () => {
  const both = said.map((one) => (one.kind === 'objection' ? { ...one, to: [0, 1] } : one));
  const any = expect.any(String) as string;
  const left = expect.stringMatching(/^open /) as string;
  checkStatuses([...series, back('ann', ['m0', 'm1'])], both, [any, 'withdrawn author-took-it-back', left]);
});

import { expect, it } from 'vitest';
import { type Mail, type Said, statusesOf } from '@/lib/design/status/test-statuses.ts';

const PATCH = 'Take the inode lock around the flush.\n---\n f.c | 1 +\n';
const v1: Mail = { subject: '[PATCH] flush: take the lock', by: 'ann', body: PATCH, patchId: 'p1' };
const v2: Mail = { ...v1, subject: '[PATCH v2] flush: take the lock', patchId: 'p2' };
const WRONG = 'The second hunk changes what old stores read.';
const PROMISE = "I'll drop that hunk in v2.";

/** What becomes of Bob's objection to the patch, which somebody answers with a promise, once `last` is there. */
function objectionAfter(promises: string, last: readonly Mail[]): string {
  const objection: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `> ${PATCH}\n\n${WRONG}\n` };
  const promise: Mail = {
    ...{ subject: 'Re: x', by: promises, cites: ['m0', 'm1'] },
    body: `> ${WRONG}\n\n${PROMISE}\n`,
  };
  const said: readonly Said[] = [
    { kind: 'objection', mail: 1, words: WRONG },
    { kind: 'action', mail: 2, words: PROMISE, to: [0] },
  ];
  return statusesOf([v1, objection, promise, ...last], said)[0] ?? '';
}

it('meets an objection when the version is there that its author promised to change', () => {
  expect(objectionAfter('ann', [v2])).toBe('resolved fulfilled m3');
  expect(objectionAfter('ann', [])).not.toContain('fulfilled');
});

it('leaves alone what somebody else promised, or another posting', () => {
  expect(objectionAfter('eve', [v2])).not.toContain('fulfilled');
  expect(objectionAfter('ann', [{ ...v2, subject: '[PATCH] cache: count readers' }])).not.toContain(
    'fulfilled',
  );
});

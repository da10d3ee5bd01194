import { expect, test } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import { subjectMark } from '@/lib/mail/signals/subject-mark.ts';

function check(subject: string, expected: string, isPatch = false, said: readonly Signal[] = []): void {
  const found = subjectMark(subject, isPatch, said);
  expect(found === null ? '' : `${found.kind}${found.patches === undefined ? '' : ' all'}`, subject).toBe(
    expected,
  );
}

test('what was done stands in place of Re:', () => {
  check('APPLIED: [SRU][J][PATCH 0/2] x', 'applied');
  check('APPLIED[J]: [SRU][PATCH 0/2] x', 'applied');
  check('applied: [PATCH manager] x', 'applied');
  check('[pump-devel] applied: [PATCH manager] x', 'applied');
  check('APPLIED/cmnt: Re: [PATCH] x', 'applied');
  check('applied-series: [PATCH 1/4] x', 'applied all');
  check('partially-applied: [PATCH 0/4] x', 'applied-in-part');
  check('[PUSHED] x', 'applied');
  check('NACK: [SRU][PATCH 0/2] x', 'nak');
});

test('an answer to that, a title, and a patch say nothing', () => {
  check('Re: APPLIED: [PATCH] x', '');
  check('Re: [pump-devel] applied: [PATCH] x', '');
  check('applied: which patches?', '');
  check('[PATCH] applied: [x] y', '');
  check('[committed] x', '', true);
  check('ACK: [PATCH] x', '');
  check('[PATCH, pushed] x', '');
  check('APPLIED: [PATCH] x', '', false, [{ kind: 'applied-in-part', start: 3, end: 9 }]);
});

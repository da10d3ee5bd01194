import { describe, expect, it } from 'vitest';
import type { SignalKind } from '@/lib/mail/facts.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

/** `expected`: kind and words of each signal. */
function check(body: string, expected: readonly (readonly [SignalKind, string])[]): void {
  const found = findSignals(body, splitSegments(body));
  expect(found.map(({ kind, start, end }) => [kind, body.slice(start, end)])).toEqual(expected);
}

function checkEach(kind: SignalKind | null, sentences: readonly string[]): void {
  for (const sentence of sentences) check(`${sentence}\n`, kind === null ? [] : [[kind, sentence]]);
}

describe('findSignals on lists whose authors push', () => {
  it('knows what lists of compilers say in place of a tag', () => {
    checkEach('looks-good', ['This is OK for trunk with the nit below fixed.', 'OK to commit, thanks.']);
    check('> Tested on x86_64. OK for trunk?\n\nOK.\n', [['looks-good', 'OK.']]);
    checkEach(null, [
      'Is this ok?',
      'This is not OK for trunk.',
      'OK to me means that it boots.',
      'OK, but why?',
    ]);
    checkEach('agreed', ['OK.', 'Ok, thanks.', 'This is OK.', 'Okay with that change.']);
    checkEach('asks-approval', ['OK for trunk?', 'Is this ok to push?', 'Ok for gcc-14 as well?', 'OK?']);
    check('> Will do.\n\nOK.\n', [['agreed', 'OK.']]);
  });
  it('knows praise that lets the author push', () => {
    const approves = (body: string): boolean =>
      findSignals(body, splitSegments(body)).some(
        (one) => one.kind === 'looks-good' && one.approves === true,
      );
    for (const said of [
      'This is OK for trunk.',
      '> OK for trunk?\n\nOK.',
      'LGTM, please push.',
      'Approved.',
      'Patch approved - please apply.',
      'Looks good, go ahead and commit it.',
      'Feel free to push this.',
      'Please push to trunk.',
      'This merge request was approved by Bob Roe.',
    ])
      expect([said, approves(`${said}\n`)]).toEqual([said, true]);
    for (const said of [
      'LGTM.',
      'OK.',
      'Please push this into a helper.',
      'Please commit to one style.',
      'Do not push it yet.',
      'Not approved.',
      'Approved by the board?',
      'You can push if you fix the typo.',
      '> Are you OK with this?\n\nOK.',
    ])
      expect([said, approves(`${said}\n`)]).toEqual([said, false]);
  });
});

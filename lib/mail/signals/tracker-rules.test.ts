import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

function check(body: string, expected: string): void {
  const found = findSignals(`${body}\n`, splitSegments(`${body}\n`)).map(({ kind }) => kind);
  expect(`${body} -> ${found.join(', ')}`).toBe(`${body} -> ${expected}`);
}

test('who sets the state of a patch in a tracker says what it needs', () => {
  for (const body of [
    'I have marked this Returned with Feedback.',
    "I'm marking this as Returned with Feedback.",
    'Marked as "Returned with feedback".',
    "Since nothing has come for a year, I've marked the CF entry as RwF.",
    'This patch has been returned with feedback.',
    'The patch was marked as Returned with Feedback because there was no reply.',
    "I've returned this with feedback.",
    'Returned with feedback.',
    'Set to waiting on author.',
    'Moved to next CF, waiting on author.',
    "I've changed the status of the patch back to Waiting on Author.",
    'The new status of this patch is: Waiting on Author',
    'Marked as Changes Requested in patchwork.',
  ]) {
    check(body, 'change-asked');
  }
  for (const body of [
    "I've marked this Ready for Committer.",
    'Marking as Ready for Committer.',
    'The new status of this patch is: Ready for Committer',
  ]) {
    check(body, 'looks-good');
  }
  check('I have marked the CF entry as committed.', 'applied');
  check('Marked as accepted in patchwork.', 'applied');
  check("I've marked the commitfest entry as rejected.", 'nak');
  check("I've marked the CF entry as withdrawn.", 'withdrawn');
});

test('a patch that goes on to the next commitfest is where it was', () => {
  for (const body of ['Moved to next CF.', "I've moved this to the next commitfest."]) check(body, '');
});

test('not what is asked, planned or on terms, and no words about code', () => {
  for (const body of [
    'Should I mark this as Returned with Feedback?',
    'It will be marked Returned with Feedback next week.',
    "I'll mark this as Returned with Feedback if nobody objects.",
    'I have not marked this Ready for Committer.',
    'This patch is not ready for committer.',
    'I marked it as committed.',
    'The extent is marked as committed.',
    'The transaction was marked as rejected.',
    'The thread is waiting on author locks.',
    'Is this ready for committer?',
  ]) {
    check(body, '');
  }
});

test('who took back his patch has done so', () => {
  check("I've withdrawn the patch.", 'withdrawn');
  check('I have withdrawn this series.', 'withdrawn');
  check("I'm withdrawing my CF entry.", 'withdrawn');
  check('I have withdrawn the lock.', '');
});

test('HEAD is a tree', () => {
  check("I've pushed this to HEAD.", 'applied');
  check('Fixed the conflict and pushed.', 'applied');
  check("I've fixed the conflict and pushed, please refer to the branch for-next.", 'applied');
  check("Sorry, it was in the batch before yours :)\nI've fixed that conflict and pushed.", 'applied');
  check('Fixed the conflict and pushed the release.', '');
  check('Pushed to HEAD and back-patched to 14.', 'applied');
  check('Committed and backpatched.', 'applied');
  check('I pushed it to the head of the list.', '');
});

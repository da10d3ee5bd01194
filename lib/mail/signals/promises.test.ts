import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

function kinds(sentence: string): string {
  const body = `${sentence}\n`;
  return findSignals(body, splitSegments(body))
    .map(({ kind }) => kind)
    .join(' ');
}

test('what is promised of this posting is told from what comes after it', () => {
  for (const sentence of [
    "I'll move it after the check in foo().",
    "I'll rebase it.",
    "OK, I'll put the rename in a separate patch.",
    "I'll resend once the bindings have been merged.",
    'Will drop the call after the test in the loop.',
    "I'll replace the lock with a mutex.",
  ]) {
    expect(kinds(sentence), sentence).toBe('respin-promised');
  }
  for (const sentence of [
    "I'll send the rest once this is in.",
    "I'll do that after the series has been merged.",
    "I'll change the driver as soon as it lands.",
    "I'll fix that in a separate series.",
    "I'll add it when this is upstream, in a follow-up.",
    'Will replace what is in my tree.',
  ]) {
    expect(kinds(sentence), sentence).toBe('');
  }
});

test('a promise behind agreement or a reason is one, and behind a condition or for others none', () => {
  for (const sentence of [
    'Sounds good, will update it.',
    'No problem, I will merge them together, thanks.',
    "I think I'll combine the two patches.",
    'Now that the lock is held, I will remove the check.',
    "The name is indeed odd, so I'll rename it.",
    "Two callers are left; I'll convert those, too.",
  ])
    expect(kinds(sentence), sentence).toBe('respin-promised');
  for (const sentence of [
    'I will merge this together with the fix from Bob once it is in.',
    "Assuming it works, I'll resend in a few days.",
    "The other list decides, I'll fix it when I know?",
    "You should take the first two, and I'll rework the others.",
    "The tags are all here, I'll fix the typo while applying.",
    'The page is locked, it will update the size.',
    "The rest of the file is odd as well, I'll send a patch for that, too.",
  ])
    expect(kinds(sentence), sentence).toBe('');
  expect(kinds("Looks good to me, but this test is odd, I'd rather drop it and I'll send mine.")).not.toBe(
    'respin-promised',
  );
  expect(kinds("Please rename it, and I'll fix the caller.")).toBe('change-asked');
});

test('who says yes to what is asked for promises it', () => {
  for (const asked of [
    'Please add a comment here.',
    'Can you split this into two patches?',
    'The name is odd, could you please rename it?',
    'Two tabs, please.',
  ]) {
    for (const yes of ['Sure.', 'OK.', 'ok', 'Yes!', 'Of course.', 'Sure, soon.'])
      expect(kinds(`> ${asked}\n\n${yes}`), `${asked} ${yes}`).toBe('respin-promised');
    expect(kinds(`> ${asked}\n\nSure, but why?`), asked).toBe('');
  }
  expect(kinds('> It is faster now.\n\nSure.')).toBe('');
  expect(kinds('> Please add it to the commitfest.\n\nSure.')).toBe('');
  expect(kinds('> OK for trunk?\n\nOK.')).toBe('looks-good');
});

test('a question may ask for change', () => {
  for (const sentence of [
    'Can you split this into two patches?',
    'Could you please rename it?',
    'Hmm, can you also add a test?',
    'It is long, so could you move it to a helper?',
    'Can you respin with the nit fixed?',
    'Would you send a v3 with that?',
  ])
    expect(kinds(sentence), sentence).toBe('change-asked');
  for (const sentence of [
    'Can you send me the log?',
    'Could you please drop these two from the tree?',
    'Can you fix your mail client?',
    'Can you add it to the commitfest?',
    'How can you split a page there?',
    'Can you explain why?',
    'You can split it.',
  ])
    expect(kinds(sentence), sentence).toBe('');
});

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
  ]) {
    expect(kinds(sentence), sentence).toBe('respin-promised');
  }
  for (const sentence of [
    "I'll send the rest once this is in.",
    "I'll do that after the series has been merged.",
    "I'll change the driver as soon as it lands.",
    "I'll fix that in a separate series.",
    "I'll add it when this is upstream, in a follow-up.",
  ]) {
    expect(kinds(sentence), sentence).toBe('');
  }
});

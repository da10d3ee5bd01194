import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

function check(kind: string | null, sentences: readonly string[]): void {
  for (const sentence of sentences) {
    const body = `${sentence}\n`;
    const kinds = findSignals(body, splitSegments(body)).map((signal) => signal.kind);
    expect([sentence, kinds]).toEqual([sentence, kind === null ? [] : [kind]]);
  }
}

test('who will not take it rejects it', () =>
  check('nak', [
    'I will not take it.',
    "Sorry, I won't take this.",
    "I'm afraid I won't take this: it papers over the real bug.",
    "I'm not going to apply this series.",
    'I am not taking this, sorry.',
    "We won't merge this because it breaks the ABI.",
    'So no, I will not accept these patches.',
    "I'm not going to pick it up.",
  ]));

test('who will not take it as it is asks for change', () =>
  check('change-asked', [
    "I won't take this as is.",
    'I will not apply this in its current form.',
    "I'm not going to merge this until it has a test.",
    "I won't take the series like this.",
  ]));

test('who waits, leaves it to others or speaks of something else does neither', () =>
  check(null, [
    "I won't take this for 6.12.",
    'I will not take this through my tree.',
    "I won't apply this yet.",
    "I won't take it personally.",
    'I will not merge them into one.',
    "I won't take this until Tom has acked it.",
    "I won't merge this before the merge window closes.",
    "If nobody acks it, I won't take this.",
    "I won't take this without an ack from Tom.",
    "Won't you take it?",
    "You won't apply this?",
    'He will not take it.',
  ]));

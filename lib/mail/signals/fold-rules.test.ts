import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';

function signals(text: string): readonly string[] {
  const body = `${text}\n`;
  return findSignals(body, splitSegments(body)).map(({ kind, version, instead }) =>
    [kind, version, instead].filter((one) => one !== undefined).join(' '),
  );
}

test('what was folded into a patch', () => {
  for (const text of [
    'Squashed in, thanks.',
    'Folded, thanks!',
    "Thanks, I've folded this in.",
    'Folded into the original patch.',
    'OK, squashed this into patch 3, thanks.',
    'I squashed your fix in.',
  ])
    expect([text, signals(text)]).toEqual([text, ['folded']]);
});

test('what code folds, what is planned and what is asked is not', () => {
  for (const text of [
    'Folded pages are freed later.',
    'I squashed the two loops.',
    'Could this be folded in?',
    'It should be squashed in.',
    'Once folded in, the test passes.',
    'Folded into one bio.',
  ])
    expect([text, signals(text)]).toEqual([text, []]);
});

test('another version was taken by accident', () => {
  expect(signals('Sorry, pulled v3 by accident, now v4.')).toEqual(['dropped 3 4']);
  expect(signals('Sorry, pulled v3 on accident.')).toEqual(['dropped 3']);
  expect(signals('Oops, I had applied v3 by mistake.')).toEqual(['dropped 3']);
  expect(signals('I accidentally merged the old version, sorry.')).toEqual(['dropped']);
  expect(signals('Argh, took the wrong series.')).toEqual([]);
  expect(signals('Oops, took the wrong series.')).toEqual(['dropped']);
  expect(signals('I deleted the file by accident.')).toEqual([]);
  expect(signals('Now actually pulled v4.')).toEqual(['applied 4']);
});

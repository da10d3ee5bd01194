import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { nextUnseen, STEERING, seenLine, seenText } from '@/lib/view/hidden-characters.ts';

/** What the rules know of, between letters of several writings. */
const UNSEEN = [0x1b, 0x85, 0xad, 0x34f, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x202a, 0x202c, 0x202d];
const MORE = [0x202e, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0x3164, 0xfe0f, 0xfeff, 0xe0041, 0xe0100];
const odd = fc.constantFrom(...[...UNSEEN, ...MORE].map((code) => String.fromCodePoint(code)));
const letter = fc.constantFrom(
  'a',
  ' ',
  '<',
  '&',
  '"',
  '\u05d0',
  '\u0645',
  '\u0e01',
  '\ud83d\ude00',
  '\ud83c',
);
const mixed = fc.array(fc.oneof(odd, letter, fc.string({ unit: 'binary' })), { maxLength: 40 });

const steering = new RegExp(`[${STEERING}]`);

test('nothing that steers gets through, whatever stands around it', () => {
  fc.assert(
    fc.property(mixed, (parts) => {
      const text = parts.join('');
      const line = seenLine(text);
      for (const seen of [seenText(text), line]) expect(seen).not.toMatch(steering);
      expect(nextUnseen(line, 0, line.length)).toBe(-1);
      expect([...line].length).toBe([...text].length);
    }),
    { seed: 20_240_718 },
  );
});

test('what cannot be seen in a name or a line of code gets a sign', () => {
  for (const [text, seen] of [
    ['Owner \u202eelpmaxe@renwo\u202c', 'Owner \ufffdelpmaxe@renwo\ufffd'],
    ['Ow\u200bner', 'Ow\ufffdner'],
    ['Ow\u200cner, is\u200dAdmin', 'Ow\ufffdner, is\ufffdAdmin'],
    ['\ufeffOwner\u2060, Ow\u00adner', '\ufffdOwner\ufffd, Ow\ufffdner'],
    ['\u3164', '\ufffd'],
    ['a\u200eb', 'a\ufffdb'],
    ['a\u{e0041}\u{e0042}', 'a\ufffd\ufffd'],
    ['x\ufe01\u{e0101}', 'x\ufffd\ufffd'],
    ['\ud83d\ude00\ufe0f\ufe01\ufe02', '\ud83d\ude00\ufe0f\ufffd\ufffd'],
    ['\u05e9\u200d\u200d\u200d\u05dd', '\u05e9\u200d\ufffd\u200d\u05dd'],
    ['red\u001b[31m', 'red\ufffd[31m'],
  ] as const)
    expect(seenLine(text)).toBe(seen);
});

test('what a writing needs stays', () => {
  for (const text of [
    // Persian and Hindi join and part letters, Thai and Khmer part words.
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    '\u0915\u094d\u200d\u0937 \u0930\u094d\u200c\u092f',
    '\u0e20\u0e32\u0e29\u0e32\u200b\u0e44\u0e17\u0e22',
    // A family, a rainbow flag, a heart, a key, the flag of Scotland.
    '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
    '\u{1f3f3}\ufe0f\u200d\u{1f308} \u2764\ufe0f 1\ufe0f\u20e3 \u2714\ufe0f',
    '\u{1f3c3}\u{1f3fd}\u200d\u2642\ufe0f',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    // A variant of a Japanese letter.
    '\u845b\u{e0100}',
    // A mark after the exclamation mark, so that it stands on the left.
    '\u05e9\u05dc\u05d5\u05dd!\u200f C++\u200e \u05d5\u05e2\u05d5\u05d3',
    'Zo\u00eb \u0141ukasz, \u4f60\u597d',
  ])
    expect(seenLine(text)).toBe(text);
});

test('in text of any length hidden characters stay, only steering ones do not', () => {
  expect(seenText('\ufeffOn Monday\u200b, \u202ex\u202c\tso\n')).toBe(
    '\ufeffOn Monday\u200b, \ufffdx\ufffd\tso\n',
  );
});

test('a long text is looked through in time that grows with it', () => {
  for (const text of ['a\u200b', '\u05d0\u200f', '\u{1f3f4}\u{e0067}', '\u{e0067}', '\ufe0f']) {
    const long = text.repeat(100_000);
    const startedAt = cpuMs();
    seenLine(long);
    expect(cpuMs() - startedAt).toBeLessThan(2_000);
  }
});

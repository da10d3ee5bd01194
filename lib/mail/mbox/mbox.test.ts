import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMboxSplitter, type MboxMessage } from '@/lib/mail/mbox/mbox.ts';
import type { MboxKind } from '@/lib/mail/mbox/mbox-quote.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

function split(
  input: Uint8Array,
  chunkSizes: readonly number[] = [],
  kind: MboxKind = 'mboxrd',
): MboxMessage[] {
  const splitter = createMboxSplitter(kind);
  const messages: MboxMessage[] = [];
  let at = 0;
  for (const size of chunkSizes) {
    messages.push(...splitter.push(input.subarray(at, at + size)));
    at += size;
  }
  messages.push(...splitter.push(input.subarray(at)), ...splitter.end());
  return messages;
}

function check(mbox: string, expected: readonly string[], kind: MboxKind = 'mboxrd'): void {
  expect(split(bytesOf(mbox), [], kind).map(({ bytes }) => textOf(bytes))).toEqual(expected);
}

const FROM = 'From a@b Thu Jan  1 00:00:00 1970\n';

test('messages are what stands between From_ lines, without the blank line between them', () => {
  check('', []);
  check(`${FROM}A: 1\n\nbody\n`, ['A: 1\n\nbody\n']);
  check(`${FROM}A: 1\n\nbody\n\n${FROM}A: 2\n\nbody\n\n`, ['A: 1\n\nbody\n', 'A: 2\n\nbody\n']);
});

test('no final newline, leading blank lines, CRLF, junk before the first message', () => {
  check(`${FROM}A: 1\n\nbody`, ['A: 1\n\nbody']);
  check(`\n\n${FROM}A: 1\n\nbody\n`, ['A: 1\n\nbody\n']);
  check(`junk\n\n${FROM}A: 1\n\nbody\n`, ['A: 1\n\nbody\n']);
  const crlf = `${FROM}A: 1\n\nbody\n\n${FROM}A: 2\n\nbody\n\n`.replaceAll('\n', '\r\n');
  check(crlf, ['A: 1\r\n\r\nbody\r\n', 'A: 2\r\n\r\nbody\r\n']);
});

test('only one blank line is the separator: bodies keep theirs', () => {
  check(`${FROM}A: 1\n\nbody\n\n\n\n${FROM}A: 2\n\n`, ['A: 1\n\nbody\n\n\n', 'A: 2\n']);
});

test('"From " in a body starts a message only after a blank line and with a date', () => {
  check(`${FROM}A: 1\n\nx\n${FROM}y\n`, [`A: 1\n\nx\n${FROM}y\n`]);
  check(`${FROM}A: 1\n\nx\n\nFrom here on it works\n`, ['A: 1\n\nx\n\nFrom here on it works\n']);
  check(`${FROM}A: 1\n\nx\n\nFrom joe at example.org  Mon Sep 17 10:20:30 2001\nA: 2\n\ny\n`, [
    'A: 1\n\nx\n',
    'A: 2\n\ny\n',
  ]);
  check(`${FROM}A: 1\n\nx\n\nFrom ${'x'.repeat(600)} Mon Sep 17 10:20:30 2001\n`, [
    `A: 1\n\nx\n\nFrom ${'x'.repeat(600)} Mon Sep 17 10:20:30 2001\n`,
  ]);
});

test('Content-Length is not believed: mboxcl is read by its lines, and a length that lies changes nothing', () => {
  for (const length of ['7', '0', '999999', '-1', 'x']) {
    const head = `A: 1\nContent-Length: ${length}\n`;
    check(`${FROM}${head}\nFrom x\n\n${FROM}A: 2\n\nbody\n`, [`${head}\nFrom x\n`, 'A: 2\n\nbody\n']);
  }
});

test('mboxrd takes one > off any depth, mboxo only off one', () => {
  const mbox = `${FROM}A: 1\n\n>From a\n>>From b\n> From c\n>Fromage\n`;
  check(mbox, ['A: 1\n\nFrom a\n>From b\n> From c\n>Fromage\n']);
  check(mbox, ['A: 1\n\nFrom a\n>>From b\n> From c\n>Fromage\n'], 'mboxo');
});

test('offsets name the From_ line and the byte after the message', () => {
  const mbox = bytesOf(`\n${FROM}A: 1\n\nbody\n\n${FROM}A: 2\n`);
  const messages = split(mbox);
  expect(messages.map(({ offset }) => textOf(mbox).startsWith(FROM, offset))).toEqual([true, true]);
  expect(messages.map(({ end }) => end)).toEqual([messages[1]?.offset, mbox.length]);
});

const line = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'From ',
    FROM.trim(),
    `>${FROM.trim()}`,
    '>>From x',
    'A: 1',
    '\r',
    'text',
    '> quote',
  ),
  fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\n', ' ')),
);
const anyMbox = fc.array(line, { maxLength: 40 }).map((lines) => bytesOf(lines.join('\n')));

test('law: the messages do not depend on the sizes of the chunks', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 });
  fc.assert(
    fc.property(anyMbox, sizes, (mbox, chunkSizes) => {
      expect(split(mbox, chunkSizes)).toEqual(split(mbox));
    }),
    { seed: 1, numRuns: 500 },
  );
  const mbox = bytesOf(`${FROM}A: 1\n\n${'x'.repeat(2_000)}\n\n${FROM}A: 2\n\n>From y\n`);
  expect(split(mbox, new Array(mbox.length).fill(1))).toEqual(split(mbox));
});

test('law: what quoteMboxrd writes is split into the same messages', () => {
  const message = fc.array(line, { minLength: 1, maxLength: 20 }).map((lines) => `${lines.join('\n')}\n`);
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      const mbox = Buffer.concat(messages.map((text) => quoteMboxrd(bytesOf(text))));
      check(mbox.toString(), messages);
    }),
    { seed: 1, numRuns: 500 },
  );
  check(textOf(quoteMboxrd(bytesOf('A: 1\n\nno line end'))), ['A: 1\n\nno line end\n']);
  check(textOf(quoteMboxrd(bytesOf(''))), ['\n']);
});

test('a message without end is cut and its memory bounded', () => {
  const splitter = createMboxSplitter('mboxrd', 1_000);
  const messages = [...splitter.push(bytesOf(`${FROM}A: 1\n\n`))];
  for (let n = 0; n < 100; n += 1) messages.push(...splitter.push(bytesOf('x'.repeat(1_000))));
  messages.push(...splitter.push(bytesOf(`\n\n${FROM}A: 2\n\nnext\n`)), ...splitter.end());
  expect(messages.map(({ isCut }) => isCut)).toEqual([true, false]);
  expect(messages[0]?.bytes.length).toBeLessThan(2_100);
  expect(messages[1]?.offset).toBe(FROM.length + 6 + 100_000 + 2);
  expect(textOf(messages[1]?.bytes ?? new Uint8Array())).toBe('A: 2\n\nnext\n');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const check = (message: string, entry: string): void =>
  expect(new TextDecoder().decode(mboxrdEntry(bytes(message)))).toBe(SEPARATOR + entry);

test('separator before, empty line after', () => {
  check('Subject: a\n\nb\n', 'Subject: a\n\nb\n\n');
  check('Subject: a\n\nb', 'Subject: a\n\nb\n\n');
  check('Subject: a', 'Subject: a\n\n');
});

test('From_ lines of the body get one more quote, header lines none', () => {
  check(
    'From: a\n\nFrom b\n>From c\n>>From d\n> From e\nFrom\n',
    'From: a\n\n>From b\n>>From c\n>>>From d\n> From e\nFrom\n\n',
  );
});

test('headers about a copy in a mailbox are left out, folded lines with them', () => {
  check(
    'From x Thu\nLines: 3\nStatus: RO\n more\nContent-Length: 9\nSubject: a\n b\nBytes: 1\n\nLines: 3\n',
    'Subject: a\n b\n\nLines: 3\n\n',
  );
  check('X-Status: keep\nSTATUS : drop\n\n', 'X-Status: keep\n\n\n');
});

test('line ends and bytes of any charset stay', () => {
  check('Subject: a\r\n\r\nFrom b\r\n', 'Subject: a\r\n\r\n>From b\r\n\n');
  const latin = new Uint8Array([...bytes('A: b\n\n'), 0xe9, 0, 0xff, 10]);
  expect(mboxrdEntry(latin).subarray(SEPARATOR.length)).toEqual(new Uint8Array([...latin, 10]));
});

test('law: taking one quote off gives the body back', () => {
  const line = fc.oneof(fc.constantFrom('From ', '>From x', '>>From', 'from ', '', '>'), fc.string());
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const body = `${lines.map((text) => text.replaceAll('\n', '')).join('\n')}\n`;
      const entry = new TextDecoder().decode(mboxrdEntry(bytes(`A: b\n\n${body}`)));
      const quoted = entry.slice(SEPARATOR.length + 'A: b\n\n'.length, -1);
      expect(quoted).not.toMatch(/^From /m);
      expect(quoted.replace(/^>(>*From )/gm, '$1')).toBe(body);
    }),
    { seed: 11 },
  );
});

/** As it is said, line by line. */
function plain(message: string): string {
  let isField = true;
  let isLeftOut = false;
  const lines = (message.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line, index) => {
    if (!isField) return line.replace(/^>*From /, '>$&');
    if (line === '\n') isField = false;
    else if (!/^[ \t]/.test(line))
      isLeftOut = /^(?:lines|status):/i.test(line) || (index === 0 && /^From /.test(line));
    return isField && isLeftOut ? '' : line;
  });
  return `${lines.join('')}${message.endsWith('\n') ? '' : '\n'}\n`;
}

test('law: fields that stay and the body, of any lines', () => {
  const field = fc.constantFrom(
    'From x',
    'Lines: 3',
    ' more',
    'A: b',
    'status: RO',
    'Subject: c',
    '\tfolded',
  );
  const line = fc.constantFrom('From a', '>From b', 'c', '', 'FFrom ', 'x From ', 'Lines: 1');
  fc.assert(
    fc.property(fc.array(field), fc.array(line), fc.boolean(), (fields, lines, isEnded) => {
      const message = [...fields, '', ...lines].join('\n') + (isEnded ? '\n' : '');
      check(message, plain(message));
    }),
    { seed: 12 },
  );
});

test('four million lines that begin with From, or are fields, take the memory of their bytes', () => {
  for (const line of ['From \n', 'a:\n', 'status:\n']) {
    const head = line.startsWith('F') ? 'Subject: a\n\n' : '';
    const mail = bytes(head + line.repeat(Math.floor(24_000_000 / line.length)));
    const before = process.memoryUsage().heapUsed;
    const entry = mboxrdEntry(mail);
    expect(entry.length).toBeGreaterThan(30);
    expect(process.memoryUsage().heapUsed - before, line).toBeLessThan(100_000_000);
  }
});

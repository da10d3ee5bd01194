import { expect, test } from 'vitest';
import { findFileName, parseContentType } from '@/lib/mail/fields/content-type.ts';
import { readHeaderBlock } from '@/lib/mail/fields/header-block.ts';
import { findTextPart } from './text-part.ts';

/** `expected` is the text of the part found, with its type when it is HTML; null for none. */
function check(message: string, expected: string | null): void {
  for (const text of [message, message.replaceAll('\n', '\r\n')]) {
    const bytes = Buffer.from(text);
    const { part } = findTextPart(bytes, readHeaderBlock(bytes));
    const found =
      part === null ? null : bytes.subarray(part.start, part.end).toString().replaceAll('\r\n', '\n');
    expect(part?.type === 'text/html' ? `html ${found}` : found).toBe(expected);
  }
}

const multipart = (...parts: readonly string[]): string =>
  `${[
    'Content-Type: multipart/mixed; boundary="b"\n\npreamble\n',
    ...parts.map((part) => `--b\n${part}\n`),
  ].join('')}--b--\nepilogue\n`;
const html = 'Content-Type: text/html\n\n<p>';

test('a message without structure is its own text part', () => {
  check('A: 1\n\ntext\n\n', 'text\n\n');
  check('Content-Type: text/html\n\n<p>', 'html <p>');
  check('Content-Type: text\n\ntext', 'text');
  check('Content-Type: image/png\n\ntext', null);
  check('Content-Disposition: attachment\n\ntext', null);
});

test('the first text/plain part that is no attachment wins, wherever it stands', () => {
  check(multipart('\none', '\ntwo'), 'one');
  check(multipart('Content-Type: image/png\n\nx', '\ntwo'), 'two');
  check(multipart('Content-Disposition: attachment; filename=a\n\nx', '\ntwo'), 'two');
  check(multipart('Content-Disposition: inline\n\none', '\ntwo'), 'one');
  check(multipart(html, '\ntwo'), 'two');
  check(multipart(html, 'Content-Type: text/html\n\nother'), 'html <p>');
  check(multipart('Content-Type: image/png\n\nx'), null);
});

test('what may be a patch beside the text is found by its type, the name of its file, or as plain text', () => {
  const patchOf = (...parts: readonly string[]): string | null => {
    const bytes = Buffer.from(multipart(...parts));
    const { part, patches } = findTextPart(bytes, readHeaderBlock(bytes));
    return [part, ...patches]
      .map((one) => (one === null ? null : bytes.subarray(one.start, one.end).toString()))
      .join(' ');
  };
  for (const head of [
    'Content-Type: text/x-patch\nContent-Disposition: attachment',
    'Content-Type: text/x-diff; charset=utf-8',
    'Content-Type: text/plain; name="0001-x.patch"',
    'Content-Type: text/plain\nContent-Disposition: attachment; filename=x.diff',
    'Content-Type: application/octet-stream\nContent-Disposition: attachment;\n filename="x.patch"',
  ]) {
    expect(patchOf('\nwords', `${head}\n\ndiff`)).toBe('words diff');
    expect(patchOf(html, `${head}\n\ndiff`, '\nwords')).toMatch(/^(?:words diff|diff words)$/);
  }
  expect(patchOf('\nwords', 'Content-Type: text/plain; name=x.txt\n\nother')).toBe('words other');
  expect(patchOf('\nwords', 'Content-Type: application/x; name=x.txt\n\nother')).toBe('words other');
  expect(patchOf('\nwords', 'Content-Type: image/png; name=x.patch.png\n\nother')).toBe('words');
  expect(patchOf('\nwords', html)).toBe('words');
  // What stands beside the text of a forwarded message is no attachment of this one.
  const forwarded = 'Content-Type: message/rfc822\nContent-Disposition: inline\n\nA: 1\n\ntheirs';
  expect(patchOf('\nwords', forwarded)).toBe('words');
  expect(patchOf('\nwords', 'Content-Type: text/x-patch\n\none', 'Content-Type: text/x-patch\n\ntwo')).toBe(
    'words one two',
  );
});

test('nested parts are entered, and left at any delimiter outside', () => {
  const inner = 'Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>\n';
  check(multipart(`${inner}--c\n\ninner\n--c--`), 'inner');
  check(multipart(inner, '\nouter'), 'outer');
  check(multipart(`${inner}--c--`, '\nouter'), 'outer');
  check(multipart('Content-Type: message/rfc822\n\nSubject: x\n\nembedded', '\nouter'), 'outer');
  check(
    multipart('Content-Type: message/rfc822\nContent-Disposition: inline\n\nSubject: x\n\nembedded'),
    'embedded',
  );
});

test('odd delimiters: blanks after, none at the end, in a header, as the first line', () => {
  check('Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\ntext\n--b-- \n', 'text');
  check('Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n', 'text\n');
  check(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n--b\n\ntext\n--b',
    'text',
  );
  check(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--bc\n--b-\n--b--c\n--b--',
    '--bc\n--b-\n--b--c',
  );
  check('Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b--', '');
});

test('base64 ends where a list wrote its footer behind it', () => {
  const footer =
    '--\nTo unsubscribe from this list: send the line "unsubscribe x" in\nMore at  http://x.example/\n';
  const head = 'Content-Transfer-Encoding: base64\n\n';
  check(`${head}dGV4\ndA==\n\n${footer}\n`, 'dGV4\ndA==\n');
  check(`${head}dGV4\n${footer}`, 'dGV4\n');
  check(multipart(`${head}dGV4\n${footer}`, '\nother'), 'dGV4\n');
  // Damage before the end is no footer, and what was never base64 stays as it is.
  check(`${head}d-GV\ndGV4\n`, 'd-GV\ndGV4\n');
  check(`${head}${footer}`, footer);
  check(head, '');
  check(`Content-Transfer-Encoding: 7bit\n\ndGV4\n${footer}`, `dGV4\n${footer}`);
});

test('Content-Type parameters: quotes, comments, pieces, nonsense', () => {
  expect(parseContentType('Text/Plain; Charset="utf-8"; format=flowed')).toEqual({
    type: 'text/plain',
    charset: 'utf-8',
    boundary: null,
    isFlowed: true,
  });
  expect(parseContentType('multipart/mixed (a; b); boundary="a\\"; b" (c)').boundary).toBe('a"; b');
  expect(parseContentType('multipart/mixed; boundary*0=ab; boundary*1="c d"').boundary).toBe('abc d');
  expect(parseContentType('multipart/mixed; boundary=a; boundary=b').boundary).toBe('a');
  expect(parseContentType('multipart/mixed; boundary="\u00e4"').boundary).toBeNull();
  expect(parseContentType('multipart/mixed; boundary*1=b; boundary*0=a').boundary).toBe('ab');
  expect(parseContentType("text/plain; charset*=us-ascii'en'iso-8859-1").charset).toBe('iso-8859-1');
  expect(findFileName(null, "attachment; filename*=UTF-8''0001-caf%C3%A9%2Epatch")).toBe('0001-café.patch');
  expect(findFileName(null, "attachment; filename*0*=''a%20; filename*1=b.txt")).toBe('a b.txt');
  for (const odd of ['%00', '%1b', '%zz']) {
    expect(findFileName(null, `attachment; filename*=UTF-8''a${odd}.patch`)).toBe(`a${odd}.patch`);
  }
  const none = { type: 'text/plain', charset: null, boundary: null, isFlowed: false };
  expect(parseContentType(null)).toEqual(none);
});

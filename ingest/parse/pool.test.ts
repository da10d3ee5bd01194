import { afterAll, expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { RawMessage } from '@/lib/mail/email.ts';
import { createParsePool, type ParsedMessage } from './pool.ts';

const pool = createParsePool();
afterAll(() => pool.close());

const message = (text: string | Uint8Array): RawMessage => ({
  bytes: typeof text === 'string' ? Buffer.from(text) : text,
  list: null,
  where: 'test',
});
const good = (n: number): RawMessage =>
  message(`From: a@b.c\nMessage-ID: <${n}@x>\nDate: 1 Jan 2024 00:00 +0000\nSubject: ${n}\n\nbody ${n}\n`);

const MULTIPART =
  'From: a@b.c\nMessage-ID: <m@x>\nDate: 1 Jan 2024 00:00 +0000\nContent-Type: multipart/mixed; boundary=b0\n\n';

function nestedMultiparts(count: number): string {
  const levels = Array.from(
    { length: count },
    (_, n) => `--b${n}\nContent-Type: multipart/mixed; boundary=b${n + 1}\n\n`,
  );
  return `${MULTIPART}${levels.join('')}--b${count}\n\ntext\n`;
}

function lines(count: number, line: string): string {
  return line.repeat(count);
}

const HEAD = 'From: a@b.c\nMessage-ID: <m@x>\nDate: 1 Jan 2024 00:00 +0000\n';

/** Hostile mail, the problems it must give, and what its body must start with. */
const HOSTILE: Readonly<Record<string, { make: () => string | Uint8Array; codes: string[]; body: string }>> =
  {
    '100 MB body': {
      make: () =>
        Buffer.concat([Buffer.from(`${HEAD}\nfirst\n`), Buffer.alloc(100 * 1024 * 1024, 'a line of text\n')]),
      codes: ['message-too-large'],
      body: 'first\n',
    },
    '100 MB on one line': {
      make: () => Buffer.concat([Buffer.from(`${HEAD}\nfirst`), Buffer.alloc(100 * 1024 * 1024, 'a')]),
      codes: ['message-too-large'],
      body: 'first',
    },
    '100 MB attachment': {
      make: () =>
        Buffer.concat([
          Buffer.from(`${MULTIPART}--b0\n\nfirst\n--b0\nContent-Transfer-Encoding: base64\n\n`),
          Buffer.alloc(100 * 1024 * 1024, `${'QUJD'.repeat(19)}\n`),
          Buffer.from('\n--b0--\n'),
        ]),
      codes: ['message-too-large'],
      body: 'first',
    },
    '24 MB body': {
      make: () => Buffer.concat([Buffer.from(`${HEAD}\nfirst\n`), Buffer.alloc(24 * 1024 * 1024, '>\n')]),
      codes: ['body-truncated'],
      body: 'first\n',
    },
    '45 MB of ISO-2022-JP': {
      make: () =>
        Buffer.concat([
          Buffer.from(`${HEAD}Content-Type: text/plain; charset=iso-2022-jp\n\n`),
          Buffer.alloc(45 * 1024 * 1024, '\x1b$B$"$$$&\x1b(B\n'),
        ]),
      codes: ['message-too-large'],
      body: '\u3042\u3044\u3046\n',
    },
    '24 MB of ISO-2022-JP on one line': {
      make: () =>
        Buffer.concat([
          Buffer.from(`${HEAD}Content-Type: text/plain; charset=iso-2022-jp\n\n`),
          Buffer.alloc(24 * 1024 * 1024, '\x1b$B$"$$$&\x1b(B'),
        ]),
      codes: ['body-truncated'],
      body: '\u3042\u3044\u3046',
    },
    '20 MB of format=flowed': {
      make: () =>
        `${HEAD}Content-Type: text/plain; format=flowed; delsp=yes\n\n${lines(3_000_000, 'flow \n')}`,
      codes: ['body-truncated'],
      body: 'flow \nflow \n',
    },
    '5,000 parts, the text first': {
      make: () => `${MULTIPART}${lines(5_000, '--b0\nContent-Type: text/plain\n\nfirst\n')}`,
      codes: [],
      body: 'first',
    },
    '5,000 parts without text': {
      make: () => `${MULTIPART}${lines(5_000, '--b0\nContent-Type: image/png\n\nx\n')}--b0\n\ntext\n`,
      codes: ['parts-too-many'],
      body: '',
    },
    '999 nested multiparts': { make: () => nestedMultiparts(999), codes: ['parts-too-many'], body: '' },
    '1,001 nested multiparts': { make: () => nestedMultiparts(1_001), codes: ['parts-too-many'], body: '' },
    '20,000 nested multiparts': { make: () => nestedMultiparts(20_000), codes: ['parts-too-many'], body: '' },
    '3,000 nested messages': {
      make: () =>
        `${HEAD}${lines(3_000, 'Content-Type: message/rfc822\nContent-Disposition: inline\n\n')}\ntext`,
      codes: ['parts-too-many'],
      body: '',
    },
    'boundary equal to that of the parent': {
      make: () => `${MULTIPART}--b0\nContent-Type: multipart/mixed; boundary=b0\n\n--b0\n\ntext\n--b0--\n`,
      codes: [],
      body: 'text',
    },
    'part headers that never end': {
      make: () =>
        MULTIPART +
        lines(20_000, `--b0\nContent-Type: image/png\n${lines(20, 'X: y\n')}`) +
        lines(20_000_000, 'x'),
      codes: ['parts-too-many'],
      body: '',
    },
    '2 MiB header': {
      make: () => `${HEAD}X-Long: ${'x'.repeat(2 * 1024 * 1024)}\n\ntext`,
      codes: ['header-too-large'],
      body: 'text',
    },
    '100,000 header fields': {
      make: () => `${HEAD}${lines(100_000, 'X-Field: value\n')}\ntext`,
      codes: ['header-too-large'],
      body: 'text',
    },
    '100,000 references': {
      make: () => `${HEAD}References:${lines(100_000, ' <1@x>')}\n\ntext`,
      codes: ['header-too-large'],
      body: 'text',
    },
    '100,000 recipients': {
      make: () => `${HEAD}To: ${lines(100_000, '"A, B" <ab@example.org>,\n ')}x@y.z\n\ntext`,
      codes: ['header-too-large'],
      body: 'text',
    },
    '100,000 encoded words': {
      make: () => `${HEAD}Subject: ${lines(100_000, '=?utf-8?q?=C3=A4?=\n ')}x\n\ntext`,
      codes: ['header-too-large'],
      body: 'text',
    },
    'opening brackets in an address': {
      make: () => `${HEAD}To: ${'<('.repeat(30_000)}\nCc: ${'"'.repeat(60_000)}\n\ntext`,
      codes: [],
      body: 'text',
    },
    'HTML of 12 MB': {
      make: () =>
        `${HEAD}Content-Type: text/html\n\n<p>first</p>` +
        lines(200_000, '<div><b>x</b><table><tr><td>y</td></tr></table></div>\n'),
      codes: ['body-truncated'],
      body: 'first',
    },
    '150,000 inline elements on one line': {
      make: () => `${HEAD}Content-Type: text/html\n\n<p>first${'<b>x</b>&amp;<i>y</i>'.repeat(45_000)}`,
      codes: ['body-truncated'],
      body: 'first',
    },
    '100,000 open <div>': {
      make: () => `${HEAD}Content-Type: text/html\n\n${'<div>'.repeat(100_000)}`,
      codes: ['body-truncated', 'html-unreadable'],
      body: '',
    },
    '900 nested tables': {
      make: () => `${HEAD}Content-Type: text/html\n\n${'<table><tr><td>'.repeat(900)}x`,
      codes: [],
      body: '',
    },
  };

test.each(Object.entries(HOSTILE))('%s', async (_name, { make, codes, body }) => {
  const hostile = message(make());
  const startedAt = cpuMs();
  const [first, second, third] = await pool.parse([good(1), hostile, good(2)]);
  expect(cpuMs() - startedAt).toBeLessThan(5_000);
  expect([first?.email.body, third?.email.body]).toEqual(['body 1\n', 'body 2\n']);
  expect(second?.raw).toBe(hostile);
  const known = new Set(second?.email.problems.map(({ code }) => code));
  known.delete('date-missing');
  expect([...known].sort()).toEqual([...codes].sort());
  expect(second?.email.body.slice(0, body.length)).toBe(body);
});

const subjects = (parsed: readonly ParsedMessage[]): string[] => parsed.map(({ email }) => email.subject);
const codesOf = (parsed: ParsedMessage | undefined): string[] =>
  parsed?.email.problems.map(({ code }) => code) ?? [];

test('batches in flight at once are answered in order, an empty one at once', async () => {
  const batches = await Promise.all(
    [0, 10, 20, 30].map((from) => pool.parse([0, 1, 2].map((n) => good(from + n)))),
  );
  expect(batches.map(subjects)).toEqual([
    ['0', '1', '2'],
    ['10', '11', '12'],
    ['20', '21', '22'],
    ['30', '31', '32'],
  ]);
  expect(await pool.parse([])).toEqual([]);
});

test('a message that takes too long is quarantined, all others of all batches are read', async () => {
  const impatient = createParsePool({ messageTimeMaxMs: 300, heapMaxMb: 384 });
  const people = 'a@b,'.repeat(16_000);
  const html = lines(20_000, '<b>x</b>') + lines(800_000, '\n');
  const slow = message(
    'From: A <a@b.c>\nMessage-ID: <slow@x>\nSubject: slow\nContent-Type: text/html\n' +
      `From: ${people}\nTo: ${people}\nCc: ${people}\n\n${html}`,
  );
  const [one, two] = await Promise.all([
    impatient.parse([good(1), slow, good(2), slow]),
    impatient.parse([slow, good(3)]),
  ]);
  await impatient.close();
  expect(subjects([...(one ?? []), ...(two ?? [])])).toEqual(['1', 'slow', '2', 'slow', 'slow', '3']);
  for (const parsed of [one?.[1], one?.[3], two?.[0]]) {
    expect(codesOf(parsed)).toContain('parse-timeout');
    expect(parsed?.email.messageId).toBe('slow@x');
    expect(parsed?.email.from).toEqual({ name: 'A', email: 'a@b.c' });
    expect(parsed?.raw).toBe(slow);
  }
});

test('a message that takes all memory is quarantined, and the next one is read', async () => {
  const small = createParsePool({ messageTimeMaxMs: 20_000, heapMaxMb: 24 });
  const greedy = message(`From: a@b.c\nMessage-ID: <big@x>\nSubject: big\n\n${lines(4_000_000, '\n')}`);
  const parsed = await small.parse([good(1), greedy, good(2)]);
  await small.close();
  expect(subjects(parsed)).toEqual(['1', 'big', '2']);
  expect(codesOf(parsed[1])).toContain('parse-failed');
});

test('closing rejects what is outstanding', async () => {
  const closing = createParsePool();
  const outstanding = closing.parse([good(1)]);
  const rejected = expect(outstanding).rejects.toThrow('closed');
  await closing.close();
  await rejected;
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { openBundle } from '@/ingest/sources/bundle.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { readHeaderBlock } from '@/lib/mail/fields/header-block.ts';
import { createMboxSplitter } from '@/lib/mail/mbox/mbox.ts';
import { parseEmail } from './parse-email.ts';
import { readPlainFields } from './plain-fields.ts';

/** Every field of the email, with and without mailparser. */
async function checkSame(raw: Uint8Array): Promise<void> {
  expect(await parseEmail(raw)).toEqual(await parseEmail(raw, raw.length, false));
}

const isPlain = (raw: Uint8Array): boolean => readPlainFields(readHeaderBlock(raw)) !== null;

/** Words that need no decoding, and what mail puts between, around and instead of them. */
const PLAIN = [
  'a@b.c',
  '<d-e.f+g@h.org>',
  'Ann',
  'B.',
  'Lee',
  'x',
  '[PATCH',
  'v2',
  '1/3]',
  'Re:',
  ', ',
  ' ',
  ' ',
];
const ODD = [
  ...[
    '"',
    '"C, D"',
    '"it\'s"',
    '"E (F)" ',
    "O'Neil",
    '\\"',
    '\\',
    '(note)',
    '(',
    ')',
    '<',
    '>',
    '>,',
    ',,',
    ';',
    ':',
  ],
  ...[
    'group: a@b, c@d;',
    '<a@b',
    'a@b>',
    '@',
    '"a@b.c" <a@b.c>',
    '"z@b.c" <a@b.c>',
    "'q' <a@b>",
    '<>',
    '<Ann>',
  ],
  ...[
    '=?utf-8?q?caf=C3=A9?=',
    '=?utf-8?b?w6k=?= ',
    '=?iso-8859-1?q?=E9?=',
    '=?',
    '?=',
    'caf\u00e9',
    '\u00e0',
    '\t',
  ],
  ...[
    '  ',
    '\n ',
    '\n\t',
    'a@xn--nxasmq6b.org',
    'a@b@c',
    '[1.2.3.4]',
    'a@[1.2.3.4]',
    '\u00a0',
    '\u0001',
    '.',
    '..',
  ],
];
const fieldText = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...PLAIN) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD) },
    ),
    {
      maxLength: 12,
    },
  )
  .map((words) => words.join(''));
const mailbox = fc.constantFrom(
  'a@b.c',
  'Ann <a@b.c>',
  '"Lee, Ann" <d.e@f>',
  "Ann O'Lee <o@l>",
  'Ann B. Lee <a@b.c>',
);
/** Programs fold and join lists in their own ways. */
const comma = fc.constantFrom(', ', ',', ',  ', ',    ');
const listOf = (size: fc.ArrayConstraints): fc.Arbitrary<string> =>
  fc.tuple(fc.array(mailbox, size), comma).map(([list, between]) => list.join(between));
const addresses = fc.oneof(listOf({ maxLength: 4 }), fieldText);

const CHARSETS = [
  ...[
    null,
    'utf-8',
    'UTF8',
    '"utf-8"',
    'us-ascii',
    'ascii',
    'US_ASCII',
    'iso-8859-1',
    'ISO-8859-15',
    'iso-8859-12',
  ],
  ...['windows-1252', 'windows-1251', 'koi8-r', 'gbk', 'utf-16', 'utf-7', 'iso-2022-jp', 'nonsense', 'y'],
];
const ENCODINGS = [null, '7bit', '8bit', 'quoted-printable', 'base64', 'BASE64', 'x-uuencode'];
const TEXT = [
  ...[
    'line one\n',
    'two\r\n',
    ' \n',
    '\t \r\n',
    '\r',
    '\n',
    '=',
    '=3D',
    '=e9',
    '=C3=A9',
    '=\n',
    '= \n',
    '=\r\n',
    '=4',
  ],
  ...[
    '> quoted\n',
    'aGVsbG8K',
    'aGVsbG8',
    '==',
    'YQ==\n',
    'YQ==YQ==',
    '\u00e9',
    '\ufeff',
    '\u20ac',
    '\ud83d\ude00',
  ],
  ...['\u0000', '-- \n', 'From here\n', '.', '+AGE-'],
];
const body = fc.oneof(
  fc.array(fc.constantFrom(...TEXT), { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc
    .array(fc.constantFrom(...TEXT))
    .map((parts) => Buffer.from(Buffer.from(parts.join('')).toString('base64'))),
);

const mail = fc
  .record({
    fields: fc.array(fc.tuple(fc.constantFrom('Subject', 'Cc', 'X-Other', 'Message-ID'), fieldText), {
      maxLength: 3,
    }),
    from: addresses,
    to: addresses,
    charset: fc.constantFrom(...CHARSETS),
    encoding: fc.constantFrom(...ENCODINGS),
    body,
    end: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ fields, from, to, charset, encoding, body: text, end }) => {
    const all = [...fields, ['From', from], ['To', to]];
    if (charset !== null) all.push(['Content-Type', `text/plain; charset=${charset}; format=flowed`]);
    if (encoding !== null) all.push(['Content-Transfer-Encoding', encoding]);
    const header = all.map(([name, value]) => `${name}: ${value}\n`).join('');
    return Buffer.concat([Buffer.from(`${header}\n`.replaceAll('\n', end)), text]);
  });

test('generated mail reads the same with and without mailparser', async () => {
  await fc.assert(fc.asyncProperty(mail, checkSame), { seed: 20_240_718, numRuns: 3_000 });
});

test('address lists of the usual forms are plain', () => {
  const property = fc.property(listOf({ minLength: 1, maxLength: 20 }), (to) =>
    isPlain(Buffer.from(`To: ${to}\nSubject: [PATCH 1/2] x: y\n\n`)),
  );
  expect(fc.check(property, { seed: 20_240_718 }).failed).toBe(false);
});

test('a field that is nearly plain costs no more than its length', () => {
  for (const text of [
    'a '.repeat(4_000),
    "a'".repeat(4_000),
    '"a '.repeat(2_000),
    'a.'.repeat(4_000),
    'a@b,'.repeat(2_000),
    `a@b,${' '.repeat(8_000)}`,
  ]) {
    // The least of some tries: the laws above leave garbage, and its collection is time of this process too.
    const tries = Array.from({ length: 5 }, () => {
      const startedAt = cpuMs();
      expect(isPlain(Buffer.from(`To: ${text}(\n\n`))).toBe(false);
      return cpuMs() - startedAt;
    });
    expect(Math.min(...tries)).toBeLessThan(100);
  }
});

function splitMbox(path: string): readonly Uint8Array[] {
  const splitter = createMboxSplitter();
  return [...splitter.push(gunzipSync(readFileSync(path))), ...splitter.end()].map(({ bytes }) => bytes);
}

test.skipIf(withoutCorpus)('the labelled threads and the saga read the same', async () => {
  const files = readdirSync(corpusPath('threads')).filter((name) => name.endsWith('.mbox.gz'));
  const paths = [
    ...files.map((name) => corpusPath(join('threads', name))),
    corpusPath('zero-range/saga.mbox.gz'),
  ];
  const mails = paths.flatMap(splitMbox);
  expect(mails.length).toBeGreaterThan(1_000);
  for (const raw of mails) await checkSame(raw);
});

test.skipIf(withoutCorpus)('a quarter of linux-xfs reads the same, most of it plain', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docket-plain-'));
  try {
    const mails: Uint8Array[] = [];
    const source = await openBundle(corpusPath('linux-xfs-2024q3.bundle'), folder, null);
    for await (const event of source.events()) if (event.kind === 'message') mails.push(event.message.bytes);
    expect(mails).toHaveLength(3_327);
    for (const raw of mails) await checkSame(raw);
    expect(mails.filter(isPlain).length).toBeGreaterThan(3_200);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

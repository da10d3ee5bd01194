import { type Fields, numbered, writeMail } from '@/ingest/hostile/write-mail.ts';

/** One generated attack: the point of the list in docs/hostile-mail.md, its bytes, the problems it must be given. */
export type HostileMail = {
  readonly point: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly codes: readonly string[];
};

type Row = readonly [
  point: number,
  name: string,
  fields: Fields,
  body?: string | Uint8Array | undefined,
  ...codes: string[],
];

const MIXED = { 'Content-Type': 'multipart/mixed; boundary=b' };
const UTF8 = 'text/plain; charset=utf-8';
/** Spread over the planes of Unicode, so that words differ and no letter is one byte. */
const letter = (n: number): string => String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000));
const word = (n: number): string => letter(n) + letter(n >> 3) + letter(n * 31 + 7);
/** Two letters, no two alike: the most words, and so the largest index, that a text can have. */
const pair = (n: number): string =>
  String.fromCodePoint(0x4e00 + (n % 20_000), 0x4e00 + Math.floor(n / 20_000));

const BYTES: readonly Row[] = [
  [
    3,
    'nul-everywhere',
    { Subject: 'a\0b =?utf-8?q?=00?=', From: 'E\0ve <e\0@x.example>' },
    'x\0y\n\0',
    'nul-replaced',
  ],
  [
    3,
    'nul-in-filename',
    MIXED,
    '--b\nContent-Disposition: attachment; filename="a\0b"\n\nx\n--b\n\ntext\n--b--\n',
  ],
  [3, 'nul-in-id', { 'Message-ID': '<nul\0in-id@hostile.example>', References: '<a\0@b>' }],
  [
    4,
    'surrogate-utf16',
    { 'Content-Type': 'text/plain; charset=utf-16le' },
    Buffer.from([0x41, 0, 0, 0xd8, 0x42, 0]),
    'encoding-damaged',
  ],
  [4, 'surrogate-subject', { Subject: '=?utf-16le?b?ANg=?=' }, undefined, 'surrogate-replaced'],
  [
    4,
    'surrogate-cesu',
    { 'Content-Type': UTF8 },
    Buffer.from([0x61, 0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]),
    'encoding-damaged',
  ],
  [
    4,
    'invalid-utf8',
    { 'Content-Type': UTF8 },
    Buffer.from([0x61, 0xff, 0xfe, 0xc0, 0xaf, 0xf5, 0x80]),
    'encoding-damaged',
  ],
  [4, 'charset-y', { 'Content-Type': 'text/plain; charset=y' }, 'caf\u00e9\n', 'charset-unknown'],
  [
    4,
    'charset-utf-7',
    { 'Content-Type': 'text/plain; charset=utf-7' },
    '+ADw-script+AD4-\n',
    'charset-unknown',
  ],
  [
    4,
    'raw-bytes-in-fields',
    { Subject: Buffer.from([0xff, 0xfe, 0x41]), From: Buffer.from('\xe9ve <e@x.example>', 'latin1') },
  ],
];

const PARTS: readonly Row[] = [
  [6, 'boundary-of-parent', MIXED, '--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b--\n'],
  [6, 'no-end-boundary', MIXED, '--b\n\ntext without an end\n'],
  [6, 'no-boundary', { 'Content-Type': 'multipart/mixed' }, '--b\n\ntext\n'],
  [6, 'empty-boundary', { 'Content-Type': 'multipart/mixed; boundary=""' }, '--\n\ntext\n----\n'],
  [6, 'part-of-nothing', MIXED, '--b'],
  [10, 'half-base64', { 'Content-Transfer-Encoding': 'base64' }, 'dGV4dA=\n=====\nA'],
  [10, 'half-quoted-printable', { 'Content-Transfer-Encoding': 'quoted-printable' }, 'a=\n=ZZ=C3=\n='],
  [10, 'encoding-twice', { 'Content-Transfer-Encoding': ['base64', 'quoted-printable'] }, 'dGV4dA==\n'],
];

const SIZES: readonly Row[] = [
  [7, 'subject-of-16-kB', { Subject: numbered(5_000, (n) => word(n)) }],
  [
    7,
    'patch-subject-of-16-kB',
    { Subject: `[PATCH v3] ${numbered(5_000, (n) => word(n))}` },
    'why\n---\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n',
  ],
  [
    7,
    'sender-of-60-kB',
    {
      Subject: '[PATCH 1/2] x',
      From: `${numbered(5_000, (n) => `${n}"`)} <${numbered(10_000, (n) => `${n}`)}@x.example>`,
    },
    'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n',
  ],
  [
    7,
    'ids-of-998-bytes',
    { References: numbered(100, (n) => ` <${String(n).repeat(990).slice(0, 990)}@x>`) },
  ],
  [7, 'id-of-998-bytes', { 'Message-ID': `<${numbered(331, (n) => letter(n * 3))}@x>` }],
  [
    7,
    'recipients',
    { To: numbered(4_000, (n) => `${word(n)} <r${n}@x.example>, `) },
    undefined,
    'header-too-large',
  ],
  [
    7,
    'counter',
    { Subject: '[PATCH v9999 9999/9999] x' },
    'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n',
  ],
  [7, 'lists', { 'List-Id': Array.from({ length: 2_000 }, (_, n) => `<l${n}.docket.example>`) }],
  [
    10,
    'a-megabyte-of-words',
    { 'Content-Type': UTF8 },
    numbered(120_000, (n) => `${word(n)} `),
    'body-truncated',
  ],
  [
    10,
    'a-megabyte-of-hyphens',
    { 'Content-Type': UTF8 },
    numbered(80_000, (n) => `${word(n)}-${word(n + 1)}-${letter(n)} `),
    'body-truncated',
  ],
  [
    10,
    'index-of-short-compounds',
    { 'Content-Type': UTF8 },
    numbered(40_000, (n) => `${pair(2 * n)}-${pair(2 * n + 1)} `),
  ],
  [
    10,
    'index-of-short-words',
    { 'Content-Type': UTF8, From: `${numbered(14_000, (n) => `${pair(n + 90_000)} `)}<e@x.example>` },
    numbered(70_000, (n) => `${pair(n)} `),
  ],
  [
    10,
    'a-megabyte-of-addresses',
    {},
    numbered(40_000, (n) => `http://h${n}.example/p${n}?q=${n} `),
    'body-truncated',
  ],
  [10, 'one-word', {}, numbered(200_000, (n) => `${n}`), 'body-truncated'],
  [10, 'trailers', {}, numbered(20_000, (n) => `Reviewed-by: N${n} <n${n}@x.example>\n`)],
  [
    10,
    'trailers-that-end-in-a-pair',
    {},
    numbered(200, (n) => `Acked-by: ${'x'.repeat(n * 5)}${'\u{1f600}'.repeat(300)}\n`),
  ],
  [10, 'citations', {}, numbered(10_000, (n) => `v1: https://lore.kernel.org/r/m${n}@x.example\n`)],
  [
    10,
    'change-id',
    {},
    `change-id: ${'\u{1f600}'.repeat(3_000)}\nchange-id: ${numbered(2_000, (n) => `${n}`)}\n`,
  ],
  [10, 'signals', {}, 'NAK.\nApplied, thanks!\nI will send a v2.\n'.repeat(8_000)],
  [
    10,
    'hunks',
    {},
    `diff --git a/a b/a\n--- a/a\n+++ b/a\n${numbered(20_000, (n) => `@@ -${n} +${n} @@\n-a\n+b\n`)}`,
  ],
  [
    10,
    'files',
    {},
    numbered(8_000, (n) => `diff --git a/${n} b/${n}\n--- a/${n}\n+++ b/${n}\n@@ -1 +1 @@\n-a\n+b\n`),
  ],
];

const LOOKS: readonly Row[] = [
  [8, 'quotes-on-one-line', {}, `${'>'.repeat(100_000)} x\n`],
  [8, 'quotes-of-2000-depths', {}, numbered(2_000, (n) => `${'>'.repeat(n)} x\n`), 'body-truncated'],
  [8, 'quotes-deeper-and-deeper', {}, numbered(1_400, (n) => `${'>'.repeat(n)} x\n`)],
  [
    12,
    'html-of-100-kB',
    { 'Content-Type': 'text/html' },
    `<p>first</p>${'<div><b>x</b></div>\n'.repeat(4_000)}`,
  ],
  [
    12,
    'html-that-runs',
    { 'Content-Type': 'text/html' },
    '<script>alert(1)</script><img src=x onerror=alert(2)><p>text</p>',
  ],
  [12, 'html-open', { 'Content-Type': 'text/html' }, '<div>'.repeat(15_000), 'html-unreadable'],
  [
    12,
    'markup-in-text',
    { Subject: '<script>alert(3)</script>', From: '"<img onerror=alert(4)>" <e@x.example>' },
    '<script>alert(5)</script>\n</pre><script>alert(6)</script>\n',
  ],
  [
    13,
    'from-in-body',
    {},
    'a\n\nFrom eve@x.example Thu Jul 18 10:00:00 2024\nSubject: forged\n\n>From x\n>>From y\n',
  ],
  [14, 'cr-in-subject', { Subject: 'a\rX-Forged: 1\r\rFrom e@x.example Thu Jul 18 10:00:00 2024' }],
  [
    14,
    'crlf-in-encoded-word',
    { Subject: '=?utf-8?q?a=0D=0AX-Forged:_1?=', From: '=?utf-8?q?E=0D=0AX-Forged:_1?= <e@x.example>' },
  ],
  [14, 'cr-before-from', {}, 'a\r\rFrom eve@x.example Thu Jul 18 10:00:00 2024\rSubject: forged\r\r'],
  [
    14,
    'crlf-in-filename',
    MIXED,
    '--b\nContent-Disposition: attachment; filename="a\r\nX-Forged: 1"\n\nx\n--b\n\ntext\n--b--\n',
  ],
];

/** Attacks on the shape of a message (points 3 to 14). The largest sizes have their test at the parse pool. */
export function shapeMails(): readonly HostileMail[] {
  return [...BYTES, ...PARTS, ...SIZES, ...LOOKS].map(([point, name, fields, body, ...codes]) => ({
    point,
    name,
    bytes: writeMail(name, fields, body),
    codes,
  }));
}

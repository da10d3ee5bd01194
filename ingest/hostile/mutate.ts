import type { Random } from '@/ingest/hostile/random.ts';

/** What parsers trip over: bytes that end, open or nest something, and bytes no charset has. */
const POISON: readonly Buffer[] = [
  ...[
    '\n\n',
    '\r',
    '\r\n',
    '\0',
    '--b',
    '--b--',
    ': ',
    '<',
    '>',
    '"',
    '(',
    '=?',
    '?=',
    '=?utf-8?q?=',
    '>From ',
  ],
  ...[
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Type: message/rfc822\n',
    'From a Mon Jan  1 00:00\n',
  ],
  ...[
    'Content-Transfer-Encoding: base64\n',
    'charset=utf-16le',
    '\u202e',
    '\ufeff',
    '@@ -1,9 +1,9 @@\n',
    'diff --git ',
  ],
].map((text) => Buffer.from(text));
const INVALID: readonly Buffer[] = [
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xc0, 0xaf]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xf4, 0x90, 0x80, 0x80]),
  Buffer.from([0x1b, 0x24, 0x42]),
];

const MUTATIONS_MAX = 8;
const REPEATS_MAX = 200;

/** One to eight random changes of `mail`: flipped bytes, cuts, poison, pieces repeated or spliced in from `other`. */
export function mutate(mail: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes = mail;
  for (let left = 1 + random.below(MUTATIONS_MAX); left > 0; left -= 1)
    bytes = mutateOnce(bytes, other, random);
  return bytes;
}

function mutateOnce(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const from = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, from + 1 + random.below(1 + random.below(200)));
  const around = (middle: Uint8Array): Uint8Array =>
    Buffer.concat([bytes.subarray(0, from), middle, bytes.subarray(to)]);
  switch (random.below(8)) {
    case 0:
      return bytes.subarray(0, from);
    case 1:
      return around(random.pick(POISON));
    case 2:
      return around(random.pick(INVALID));
    case 3:
      return around(new Uint8Array());
    case 4:
      return Buffer.concat([
        bytes.subarray(0, to),
        ...repeat(bytes.subarray(from, to), random),
        bytes.subarray(to),
      ]);
    case 5: {
      const start = random.below(other.length + 1);
      return around(other.subarray(start, start + random.below(2_000)));
    }
    case 6:
      return Buffer.concat([bytes.subarray(0, from), other.subarray(random.below(other.length + 1))]);
    default:
      return flip(bytes, random);
  }
}

function repeat(piece: Uint8Array, random: Random): readonly Uint8Array[] {
  return Array.from({ length: random.below(REPEATS_MAX) }, () => piece);
}

function flip(bytes: Uint8Array, random: Random): Uint8Array {
  const flipped = Buffer.from(bytes);
  for (let left = 1 + random.below(10); left > 0 && flipped.length > 0; left -= 1) {
    const at = random.below(flipped.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  }
  return flipped;
}

import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPack } from './read-pack.ts';

const MEGABYTE = 1024 * 1024;
const TYPES = { commit: 1, tree: 2, blob: 3, tag: 4 };

type Part = { readonly head: Buffer; readonly base: Buffer; readonly deflated: Buffer };

const nameOf = (type: string, bytes: Buffer): string =>
  createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');

/** A type and a length; `size` is what it says, which need not be true. */
function partHead(code: number, size: number): Buffer {
  const bytes = [(code << 4) | (size % 16)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}

const NONE = Buffer.alloc(0);
const object = (type: keyof typeof TYPES, bytes: Buffer, size = bytes.length): Part => ({
  head: partHead(TYPES[type], size),
  base: NONE,
  deflated: deflateSync(bytes),
});
const byName = (base: string, delta: Buffer): Part => ({
  head: partHead(7, delta.length),
  base: Buffer.from(base, 'hex'),
  deflated: deflateSync(delta),
});
/** `distance` to the base, as it is written. */
const byPlace = (distance: Buffer, delta: Buffer): Part => ({
  head: partHead(6, delta.length),
  base: distance,
  deflated: deflateSync(delta),
});

function makePack(parts: readonly Part[], { count = parts.length, more = NONE } = {}): Buffer {
  const head = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  head.writeUInt32BE(count, 8);
  return seal(Buffer.concat([head, ...parts.flatMap((part) => [part.head, part.base, part.deflated]), more]));
}

const seal = (bytes: Buffer): Buffer => Buffer.concat([bytes, createHash('sha1').update(bytes).digest()]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.from(bytes);
}

/** All of the base, and `more` behind it. */
function extend(base: Buffer, more: string, size = base.length + more.length): Buffer {
  const copy = Buffer.from([0xb0, base.length & 0xff, base.length >> 8]);
  const insert = Buffer.concat([Buffer.from([more.length]), Buffer.from(more)]);
  return Buffer.concat([varint(base.length), varint(size), copy, insert]);
}

const text = Buffer.from('Subject: one\n\nbody\n');
const one = object('blob', text);
const sizeOf = ({ head, base, deflated }: Part): number => head.length + base.length + deflated.length;

async function check(pack: Buffer, expected: readonly string[] | null): Promise<void> {
  const objects = await readPack(pack, 4 * MEGABYTE);
  const found = objects === null ? null : [...objects.values()].map(({ bytes }) => bytes.toString());
  expect(found).toEqual(expected);
  for (const [name, { type, bytes }] of objects ?? []) expect(name).toBe(nameOf(type, bytes));
}

const first = text.toString();
const longer = Buffer.from(`${first}two`);

test('objects as they are, and deltas by place and by name, before and behind their base', async () => {
  await check(makePack([one, object('tree', Buffer.from('x')), object('commit', NONE)]), [first, 'x', '']);
  const back = Buffer.from([sizeOf(one)]);
  await check(makePack([one, byPlace(back, extend(text, 'two'))]), [first, `${first}two`]);
  const second = byName(nameOf('blob', text), extend(text, 'two'));
  const third = byName(nameOf('blob', longer), extend(longer, 'three'));
  const all = [first, `${first}two`, `${first}twothree`];
  await check(makePack([one, second, third]), all);
  await check(makePack([third, second, one]), all);
  await check(makePack([]), []);
});

const UNREADABLE: Readonly<Record<string, readonly Part[]>> = {
  'a tag': [object('tag', text)],
  'fewer bytes than it says': [object('blob', text, text.length + 1)],
  'more bytes than it says': [object('blob', Buffer.alloc(64 * MEGABYTE), 10)],
  'more bytes than may be': [object('blob', text, 1e9)],
  'a length that never ends': [{ head: Buffer.alloc(4_000, 0xff), base: NONE, deflated: NONE }],
  'what is not deflated': [{ ...one, deflated: Buffer.from('nothing deflated') }],
  'deltas of each other': [
    byName('11'.repeat(20), extend(text, 'a')),
    byName('22'.repeat(20), extend(text, 'b')),
  ],
  'a delta of itself': [one, byPlace(Buffer.from([0]), extend(text, 'a'))],
  'a delta of what is before the pack': [one, byPlace(Buffer.from([0xff, 0xff, 0x7f]), extend(text, 'a'))],
  'a distance that never ends': [one, byPlace(Buffer.alloc(4_000, 0xff), extend(text, 'a'))],
  'a delta of another length': [one, byName(nameOf('blob', text), extend(longer, 'a'))],
  'a delta that makes less than it says': [one, byName(nameOf('blob', text), extend(text, 'a', 99))],
  'a delta that makes more than may be': [one, byName(nameOf('blob', text), extend(text, 'a', 1e9))],
  'a delta of nothing': [one, byName(nameOf('blob', text), NONE)],
  'the reserved command': [one, byName(nameOf('blob', text), Buffer.from([text.length, 1, 0]))],
  'a copy from behind the base': [
    one,
    byName(nameOf('blob', text), Buffer.from([text.length, 9, 0x91, 15, 9])),
  ],
  'an insertion that is cut off': [one, byName(nameOf('blob', text), Buffer.from([text.length, 9, 9, 65]))],
};

test.each(Object.entries(UNREADABLE))('%s is left to git', async (_name, parts) => {
  await check(makePack(parts), null);
});

test('a pack that is cut off, damaged or longer than it says is left to git', async () => {
  const pack = makePack([one, object('blob', longer)]);
  for (let end = 0; end < pack.length; end += 1) await check(pack.subarray(0, end), null);
  await check(Buffer.concat([pack, Buffer.alloc(1)]), null);
  await check(makePack([one], { count: 2 }), null);
  await check(makePack([one], { count: 0 }), null);
  await check(makePack([one], { more: Buffer.from('more') }), null);
  const other = Buffer.from(pack);
  other[20] = (other[20] ?? 0) ^ 1;
  await check(other, null);
});

test('damage under a checksum that fits gives no object under a name that is not its own', async () => {
  const filler = object('blob', Buffer.alloc(3_000, 'some text '));
  const pack = makePack([
    byName(nameOf('blob', longer), extend(longer, 'three')),
    byName(nameOf('blob', text), extend(text, 'two')),
    ...[one, filler, byPlace(Buffer.from([sizeOf(one) + sizeOf(filler)]), extend(text, 'a'))],
  ]);
  expect((await readPack(pack, MEGABYTE))?.size).toBe(5);
  const damage = fc.array(fc.tuple(fc.nat(pack.length - 21), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const bytes = Buffer.from(pack.subarray(0, -20));
      for (const [at, byte] of changes) bytes[at] = byte;
      const objects = await readPack(seal(bytes), MEGABYTE);
      for (const [name, { type, bytes: content }] of objects ?? []) expect(name).toBe(nameOf(type, content));
    }),
    { seed: 20_240_718, numRuns: 2_000 },
  );
});

test('what little bytes unpack to is bounded, delta by delta', async () => {
  const big = object('blob', Buffer.alloc(MEGABYTE));
  await check(makePack(Array.from({ length: 20 }, () => big)), null);
  const base = Buffer.alloc(50_000, 'x');
  const parts = Array.from({ length: 200 }, (_, n) => byName(nameOf('blob', base), extend(base, `${n}`)));
  await check(makePack([object('blob', base), ...parts]), null);
});

test('10,000 deltas in a chain that begins at its end, and 10,000 of one base, cost no more than others', async () => {
  let base = Buffer.from('x');
  const chain = [object('blob', base)];
  for (let n = 0; n < 10_000; n += 1) {
    chain.push(
      byName(
        nameOf('blob', base),
        Buffer.concat([
          varint(base.length),
          varint(1 + (n % 100)),
          Buffer.from([1 + (n % 100)]),
          Buffer.alloc(1 + (n % 100), `${n}`),
        ]),
      ),
    );
    base = Buffer.alloc(1 + (n % 100), `${n}`);
  }
  const startedAt = process.cpuUsage().user;
  expect((await readPack(makePack(chain.reverse()), 64 * MEGABYTE))?.size).toBeGreaterThan(100);
  const star = Array.from({ length: 10_000 }, (_, n) => byName(nameOf('blob', text), extend(text, `${n}`)));
  expect((await readPack(makePack([...star, one]), 64 * MEGABYTE))?.size).toBe(10_001);
  expect(process.cpuUsage().user - startedAt).toBeLessThan(5e6);
});

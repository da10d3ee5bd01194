import { appendFileSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { openMbox } from './mbox.ts';
import type { Cursor, SourceEvent } from './source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-mbox-'));
});
afterAll(() => rm(folder, { recursive: true }));

const piece = (n: number): string => `From a@b Thu Jan  1 00:00:00 1970\nSubject: ${n}\n\nbody ${n}\n\n`;
const file = (count: number): string => Array.from({ length: count }, (_, n) => piece(n)).join('');

async function read(path: string, cursor: Cursor | null = null): Promise<SourceEvent[]> {
  const events: SourceEvent[] = [];
  for await (const event of (await openMbox(path, cursor)).events()) events.push(event);
  return events;
}

/** `0` for the message with subject 0, codes for problems. */
function summary(events: readonly SourceEvent[]): string {
  return events
    .map((event) => {
      if (event.kind === 'problem') return event.problem.code;
      if (event.kind === 'part') return event.step;
      return /Subject: (\d+)/.exec(Buffer.from(event.message.bytes).toString())?.[1] ?? '?';
    })
    .join(' ');
}

async function write(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

async function check(name: string, content: string | Uint8Array, expected: string): Promise<void> {
  expect(summary(await read(await write(name, content)))).toBe(expected);
}

test('plain, packed and packed in several members give the same messages', async () => {
  await check('plain', file(3), '0 1 2');
  await check('packed', gzipSync(file(3)), '0 1 2');
  await check('members', Buffer.concat([gzipSync(file(1)), gzipSync(piece(1)), gzipSync(piece(2))]), '0 1 2');
  await check('empty', '', '');
});

test('a cut off or damaged gzip gives a problem, and not the message it cuts', async () => {
  const noise = Array.from({ length: 40_000 }, (_, n) => (n * 2654435761) % 997).join(' ');
  const packed = gzipSync(`${file(2)}From a@b Thu Jan  1 00:00:00 1970\nSubject: 2\n\n${noise}\n`);
  await check('cut', packed.subarray(0, packed.length - 20), '0 1 source-damaged');
  const damaged = Buffer.from(packed);
  damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 0xff;
  await check('damaged', damaged, '0 1 source-damaged');
});

test('a gzip bomb stops at the ratio', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from(file(2)), Buffer.alloc(64 * 1024 * 1024)]));
  await check('bomb', bomb, '0 source-damaged');
});

test('a gzip bomb of many members, 10 GB from 10 MB, stops as soon', async () => {
  const member = gzipSync(Buffer.alloc(100 * 1024 * 1024));
  const bomb = Buffer.concat([gzipSync(file(2)), ...Array.from({ length: 100 }, () => member)]);
  expect(bomb.length).toBeLessThan(11 * 1024 * 1024);
  const startedAt = cpuMs();
  await check('members-bomb', bomb, '0 source-damaged');
  expect(cpuMs() - startedAt).toBeLessThan(5_000);
});

test('reading on from every cursor gives the rest, and a file that grew gives only what is new', async () => {
  for (const [name, content] of [
    ['resume', file(4)],
    ['resume.gz', gzipSync(file(4))],
  ] as const) {
    const path = await write(name, content);
    const events = await read(path);
    for (const [index, event] of events.entries()) {
      const rest = await read(path, event.cursor);
      expect(summary(rest)).toBe(summary(events.slice(index + 1)));
      expect(rest.map((later) => later.cursor)).toEqual(events.slice(index + 1).map((later) => later.cursor));
    }
  }
  const path = await write('grows', file(30));
  const cursor = (await read(path)).at(-1)?.cursor ?? null;
  await write('grows', file(32));
  expect(summary(await read(path, cursor))).toBe('30 31');
  await write('grows', `From a@b Thu Jan  1 00:00:00 1970\nSubject: 7\n\nother\n\n${file(1)}`);
  expect(summary(await read(path, cursor))).toBe('7 0');
});

/** Reads messages 0 to 29 and `content`, to which `rest` is added after the first one was given out, `waitMs` later. */
async function readWhileWritten(content: string, rest: string, waitMs: number): Promise<string> {
  const path = await write('written', `${file(30)}${content}`);
  const found: SourceEvent[] = [];
  for await (const event of (await openMbox(path, null)).events()) {
    found.push(event);
    if (found.length === 1) setTimeout(() => appendFileSync(path, rest), waitMs);
    if (waitMs === 0) await sleep(20);
  }
  const cursor = found.findLast((event) => event.cursor !== null)?.cursor ?? null;
  return `${summary(found.slice(29))}, then ${summary(await read(path, cursor))}`;
}

test('the last message of a file that is being written to is left for the next reading', async () => {
  const [cut, rest] = [piece(30).slice(0, -8), `${piece(30).slice(-8)}${piece(31)}`];
  // A line was finished, the message was not.
  const lines = piece(30).replace(/body.*/s, '');
  for (const [first, then, waitMs] of [
    [cut, rest, 0],
    [cut, rest, 500],
    [lines, `body 30\n\n${piece(31)}`, 0],
  ] as const) {
    // On a busy machine the end may have been written before it is read: then it is 31 that may go on.
    expect(await readWhileWritten(first, then, waitMs)).toMatch(
      /^(?:29 source-unfinished, then 30 31|29 30 source-unfinished, then 31)$/,
    );
  }
});

test('one that ends without a line break, and stays so, is whole', async () => {
  await check('no-end', `${piece(0)}${piece(1).trimEnd()}`, '0 1');
  const path = await write('old', `${piece(0)}${piece(1).trimEnd()}`);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path, longAgo, longAgo);
  // One that was changed just now is waited for, for two seconds each time.
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5; tries += 1) {
    const startedAt = performance.now();
    expect(summary(await read(path))).toBe('0 1');
    least = Math.min(least, performance.now() - startedAt);
  }
  expect(least).toBeLessThan(1_500);
});

test.skipIf(withoutCorpus)('the saga has 311 messages', async () => {
  const events = await read(corpusPath('zero-range/saga.mbox.gz'));
  expect(events.filter(({ kind }) => kind === 'message')).toHaveLength(311);
  expect(events).toHaveLength(311);
});

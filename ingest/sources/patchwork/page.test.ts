import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { openSource } from '../open-source.ts';
import type { Source } from '../source.ts';
import { openStream } from '../stream.ts';

const pool = createParsePool();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-page-'));
});
afterAll(async () => {
  await Promise.all([pool.close(), rm(folder, { recursive: true })]);
});

const PAGE = readFileSync(corpusPath('zero-range/patchwork-page.txt'));

/** `minute name <- name of the parent` of each message; problems by code. */
async function describeSource(source: Source): Promise<readonly string[]> {
  const lines: string[] = [];
  const names = new Map<string, string>();
  for await (const event of source.events()) {
    if (event.kind === 'problem') lines.push(event.problem.code);
    if (event.kind !== 'message') continue;
    const [parsed] = await pool.parse([event.message]);
    const { messageId, from, sentAt, references, reconstructed } = parsed?.email ?? never();
    const minute = new Date(sentAt ?? 0).toISOString().slice(5, 16);
    names.set(messageId, from.name);
    lines.push(
      `${minute} ${from.name} <- ${names.get(references.at(-1) ?? '') ?? ''}${reconstructed ? '' : ' mail'}`,
    );
  }
  return lines;
}

async function check(content: Uint8Array | string, expected: readonly string[]): Promise<void> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  const source = await openSource(path, { list: null, cursor: null, home: '/nowhere' });
  expect(source.kind).toBe('patchwork');
  expect(await describeSource(source)).toEqual(expected);
}

const SIX = [
  '07-18T13:02 Brian Foster <- ',
  '07-18T15:36 Josef Bacik <- Brian Foster',
  '07-18T16:02 Darrick J. Wong <- Josef Bacik',
  '07-18T16:40 Brian Foster <- Darrick J. Wong',
  '07-19T01:10 Dave Chinner <- Brian Foster',
  '07-19T15:22 Brian Foster <- Dave Chinner',
];

test('a page is recognised by its content: plain, packed, from standard input', async () => {
  await check(PAGE, SIX);
  await check(gzipSync(PAGE), SIX);
  expect(await describeSource(openStream(() => Readable.from([PAGE]), 'Standard input'))).toEqual(SIX);
});

const SHORT = 'a: do it\n\nMessage ID 1@example.org\n\nMessage\n\nAnn July 18, 2024, noon UTC\nWhy.\n';

test('names and words that are hard to write come back as they were', async () => {
  for (const name of [
    'Ann "A" O\'Nym',
    'Anné Größer 中文',
    'a\\b (c) <d>',
    'ann@example.org',
    'Nym, Ann',
    '=?x?=',
  ]) {
    await check(
      `${SHORT.replace('Ann', name)}\nComments\n\n${name} July 18, 2024, 1 p.m. UTC | #1\nFrom x\n.\n\u00a0é\n`,
      [`07-18T12:00 ${name} <- `, `07-18T13:00 ${name} <- ${name}`],
    );
  }
});

test('an id that is too long to be one is made up, and the message is still a copy', async () => {
  await check(SHORT.replace('1@example.org', `${'1'.repeat(1_000)}@example.org`), ['07-18T12:00 Ann <- ']);
});

test('what is cut off, damaged or no page after all is told', async () => {
  const patch = SHORT.replace('\nMessage\n', '\nCommit Message\n');
  await check(patch, ['source-damaged', '07-18T12:00 Ann <- ']);
  await check(SHORT.slice(0, 40), ['source-unreadable']);
  await check(gzipSync(PAGE).subarray(0, 3_000), ['source-damaged']);
});

function never(): never {
  throw new Error('a message');
}

import { appendFile, mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzeCommand } from '@/ingest/commands/analyze.ts';
import { openSource } from '@/ingest/sources/open-source.ts';

/** Files that vanish, grow, shrink or are replaced while they are read, and those in a folder that are no message. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-changed-'));
});
afterAll(() => rm(folder, { recursive: true }));

const WORDS = 'Words of mail, a line of them.\n'.repeat(40);
const mail = (id: string): string =>
  `From: Ann <ann@example.org>\nSubject: words\nMessage-ID: <${id}@x>\n\n${WORDS}`;
/** Longer than a piece that is read at once. */
const mbox = (count: number): string =>
  Array.from({ length: count }, (_, at) => `From ann Mon Jul  1 00:00:00 2024\n${mail(`m${at}`)}\n`).join('');
const COUNT = 500;

/** Ids of the messages, and codes of problems; `meanwhile` happens after the first event. */
async function read(path: string, meanwhile: () => Promise<unknown>): Promise<readonly string[]> {
  const source = await openSource(path, { list: null, cursor: null, home: folder });
  const told: string[] = [];
  for await (const event of source.events()) {
    if (event.kind === 'problem') told.push(`${event.problem.code} ${event.problem.detail}`);
    if (event.kind === 'message')
      told.push(/<(\S+)@x>/.exec(Buffer.from(event.message.bytes).toString())?.[1] ?? 'no id');
    if (told.length === 1) await meanwhile();
  }
  return told;
}

async function makeMbox(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, mbox(COUNT));
  return path;
}

test('an mbox that is deleted meanwhile is read to its end', async () => {
  const path = await makeMbox('deleted.mbox');
  expect(await read(path, () => rm(path))).toHaveLength(COUNT);
});

test('one that grows, shrinks or is replaced keeps its last message back', async () => {
  const grown = await makeMbox('grown.mbox');
  const more = await read(grown, () => appendFile(grown, mbox(1).slice(0, 100)));
  expect(more.at(-1)).toMatch(/^source-unfinished/);
  const cut = await makeMbox('cut.mbox');
  const less = await read(cut, () => truncate(cut, mbox(COUNT).length - 500));
  expect(less.at(-1)).toMatch(/^source-unfinished/);
  // All that was given out is whole.
  expect(new Set(less.slice(0, -1)).size).toBe(COUNT - 1);
  const replaced = await makeMbox('replaced.mbox');
  await writeFile(join(folder, 'other'), mbox(3));
  const old = await read(replaced, () => rename(join(folder, 'other'), replaced));
  expect(old.at(-1)).toMatch(/^source-unfinished/);
  expect(await read(replaced, async () => undefined)).toEqual(['m0', 'm1', 'm2']);
});

test('a folder that is deleted meanwhile has no further messages', async () => {
  for (const part of ['cur', 'new']) await mkdir(join(folder, 'gone', part), { recursive: true });
  for (const name of ['1', '2', '3']) await writeFile(join(folder, 'gone/cur', name), mail(name));
  expect(await read(join(folder, 'gone'), () => rm(join(folder, 'gone'), { recursive: true }))).toEqual([
    '1',
  ]);
});

test('a message that is still being copied to its folder is waited for, or left', async () => {
  const path = join(folder, 'copied');
  await mkdir(path);
  await writeFile(join(path, 'a.eml'), mail('a'));
  await writeFile(join(path, 'b.eml'), mail('b').slice(0, -5));
  const later = setTimeout(() => void appendFile(join(path, 'b.eml'), mail('b').slice(-5)), 600);
  expect(await read(path, async () => undefined)).toEqual(['a', 'b']);
  clearTimeout(later);
  await appendFile(join(path, 'b.eml'), 'more');
  const writing = setInterval(() => void appendFile(join(path, 'b.eml'), 'more'), 100);
  expect(await read(path, async () => undefined)).toEqual(['a', expect.stringMatching(/^source-unfinished/)]);
  clearInterval(writing);
  const alone = join(folder, 'alone.eml');
  await writeFile(alone, mail('alone').slice(0, -5));
  const adding = setTimeout(() => void appendFile(alone, mail('alone').slice(-5)), 600);
  expect(await read(alone, async () => undefined)).toEqual([expect.stringMatching(/^source-unfinished/)]);
  clearTimeout(adding);
  expect(await read(alone, async () => undefined)).toEqual(['alone']);
});

test('files of a folder that are no message are told, and the others read', async () => {
  const path = join(folder, 'odd');
  for (const part of ['cur', 'new']) await mkdir(join(path, part), { recursive: true });
  await writeFile(join(path, 'cur/1'), Buffer.alloc(70_000));
  await writeFile(join(path, 'cur/2'), '');
  await writeFile(join(path, 'cur/3'), mbox(3));
  await writeFile(join(path, 'cur/4'), mail('4'));
  // As some programs save one.
  await writeFile(join(path, 'cur/5'), mbox(1));
  await writeFile(join(path, 'cur/6'), `${'\0'.repeat(512)}${mail('6')}`);
  expect(await read(path, async () => undefined)).toEqual([
    expect.stringMatching(/^source-unreadable The file is nothing but NUL bytes/),
    expect.stringMatching(/^source-unreadable The file is empty/),
    expect.stringMatching(
      /^source-unreadable The file is an mbox of several messages. Ingest it by its own name/,
    ),
    ...['4', 'm0', '6'],
  ]);
});

test('analyze says by its exit code that a source is damaged, and prints what can be read', async () => {
  const packed = gzipSync(mbox(COUNT));
  const path = join(folder, 'damaged.mbox.gz');
  const write = process.stdout.write;
  let printed = '';
  process.stdout.write = ((text: string) => {
    printed += text;
    return true;
  }) as typeof write;
  try {
    await writeFile(path, packed);
    expect(await analyzeCommand.run([path, '--json'])).toBe(0);
    printed = '';
    await writeFile(path, packed.subarray(0, packed.length - 200));
    expect(await analyzeCommand.run([path, '--json'])).toBe(1);
  } finally {
    process.stdout.write = write;
  }
  expect(JSON.parse(printed).messages.length).toBeGreaterThan(10);
});

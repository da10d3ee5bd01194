import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { openBundle } from './bundle.ts';
import { openPublicInbox } from './public-inbox.ts';
import type { Cursor, Source, SourceEvent } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'docket-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

const git = (gitDir: string, args: readonly string[], input = ''): string =>
  execFileSync('git', [`--git-dir=${gitDir}`, ...args], { input, encoding: 'utf8' }).trim();

let count = 0;
const fresh = (name: string): string => {
  count += 1;
  return join(folder, `${count}-${name}`);
};

/** A repository whose commits hold one file each: a letter for its name, then its text; `-` for none. */
function writeEpoch(commits: readonly string[], branch = 'master', gitDir = fresh('epoch.git')): string {
  if (!existsSync(gitDir)) git(gitDir, ['init', '--bare', '--quiet', '--initial-branch=master']);
  const stream = commits.map((commit, index) => {
    const text = commit.slice(1);
    const file =
      commit === '-' ? '' : `M 100644 inline ${commit[0]}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    const head = `commit refs/heads/${branch}\ncommitter A <a@b> ${1_000_000_000 + index} +0000\ndata 1\nx\n`;
    return `${head}${index === 0 ? `from ${'0'.repeat(40)}\n` : ''}deleteall\n${file}\n`;
  });
  git(gitDir, ['fast-import', '--quiet', '--force'], stream.join(''));
  return gitDir;
}

/** Texts that are deltas of each other once git has packed them. */
function writeBundle(epoch: string, args: readonly string[] = ['master'], path = fresh('x.bundle')): string {
  git(epoch, ['repack', '-adfq', '--depth=50']);
  git(epoch, ['bundle', 'create', '-q', path, ...args]);
  return path;
}

async function read(source: Source): Promise<SourceEvent[]> {
  const events: SourceEvent[] = [];
  for await (const event of source.events()) events.push(event);
  return events;
}

const open = (bundle: string, mirrors: string, cursor: Cursor | null = null): Promise<Source> =>
  openBundle(bundle, mirrors, cursor);

/** Which commits were read: the number of each in the history. */
const numbers = (events: readonly SourceEvent[]): readonly number[] =>
  events.flatMap((event) =>
    'message' in event ? [Number(/^\d+/.exec(Buffer.from(event.message.bytes).toString())?.[0])] : [],
  );

function isUnpacked(mirrors: string): boolean {
  return readdirSync(mirrors).every((name) => existsSync(join(mirrors, name, 'HEAD')));
}

const LONG = Array.from({ length: 300 }, (_, n) => `line ${n} of a text\n`).join('');
const message = (n: number): string => `m${n} is the number\n\n${LONG}${'x'.repeat(n)}\n`;
const messages = (length: number): readonly string[] => Array.from({ length }, (_, n) => message(n + 1));

/** Megabytes are compared by their hash: vitest takes a minute for them. */
const hashed = (event: SourceEvent): unknown =>
  'message' in event
    ? { ...event, message: { ...event.message, bytes: hash('sha256', event.message.bytes) } }
    : event;

/** The events of a bundle read without git are those of the repository read with it, bytes and cursors included. */
async function checkSame(epoch: string, bundle: string): Promise<void> {
  const mirrors = fresh('mirrors');
  const packed = await open(bundle, mirrors);
  expect(isUnpacked(mirrors)).toBe(false);
  const inbox = await openPublicInbox([{ name: '.', gitDir: epoch }], null);
  expect(packed.size).toEqual(inbox.size);
  expect((await read(packed)).map(hashed)).toEqual((await read(inbox)).map(hashed));
}

test('a bundle that is no archive is named by its own path, and nothing of it stays', async () => {
  const mirrors = fresh('mirrors');
  const bundle = writeBundle(writeEpoch(['xno mail']));
  await expect(open(bundle, mirrors)).rejects.toThrow(`${bundle} is a git repository, but no mail archive`);
  truncateSync(bundle, statSync(bundle).size - 20);
  await expect(open(bundle, mirrors)).rejects.toThrow(`git cannot unpack ${bundle}: `);
  expect(readdirSync(mirrors)).toEqual([]);
});

test('a bundle reads the same with and without git', async () => {
  const odd = ['-', `d${LONG}`, 'm', `m${LONG}\u00e9\0\n`, `x${LONG}`, message(1), message(1)];
  for (const commits of [messages(60), odd, [...messages(5), ...odd], ['m']]) {
    const epoch = writeEpoch(commits);
    await checkSame(epoch, writeBundle(epoch));
  }
});

test.skipIf(withoutCorpus)('the quarter of linux-xfs reads the same with and without git', async () => {
  const [epoch, bundle] = [fresh('corpus.git'), corpusPath('linux-xfs-2024q3.bundle')];
  execFileSync('git', ['clone', '--quiet', '--mirror', bundle, epoch]);
  await checkSame(epoch, bundle);
});

test('what is no single line of commits is read by git', async () => {
  const epoch = writeEpoch(messages(3));
  writeEpoch(
    messages(2).map((text) => `${text}other\n`),
    'other',
    epoch,
  );
  const tree = git(epoch, ['rev-parse', 'master^{tree}']);
  const merge = git(
    epoch,
    ['-c', 'user.name=A', '-c', 'user.email=a@b', 'commit-tree', tree, '-p', 'master', '-p', 'other'],
    'x',
  );
  git(epoch, ['update-ref', 'refs/heads/master', merge]);
  const mirrors = fresh('mirrors');
  expect(await read(await open(writeBundle(epoch), mirrors))).toHaveLength(8);
  expect(isUnpacked(mirrors)).toBe(true);
});

test('a bundle that is damaged is refused by git, in its words', async () => {
  const bundle = writeBundle(writeEpoch(messages(3)));
  truncateSync(bundle, statSync(bundle).size - 30);
  await expect(open(bundle, fresh('mirrors'))).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
});

test('a mirror that was read is kept when the next bundle is damaged', async () => {
  const [mirrors, epoch] = [fresh('mirrors'), writeEpoch(messages(4))];
  const bundle = writeBundle(epoch);
  const events = await read(await open(bundle, mirrors));
  await read(await open(bundle, mirrors, events[1]?.cursor));
  writeEpoch(messages(6), 'master', epoch);
  writeBundle(epoch, ['master'], bundle);
  truncateSync(bundle, statSync(bundle).size - 30);
  await expect(open(bundle, mirrors, events.at(-1)?.cursor)).rejects.toMatchObject({
    code: 'ARCHIVE_UNREADABLE',
  });
  const [mirror] = readdirSync(mirrors).map((name) => join(mirrors, name));
  expect([readdirSync(mirrors).length, git(mirror ?? '', ['rev-list', '--count', 'master'])]).toEqual([
    1,
    '4',
  ]);
});

test('several that fill one mirror at once, after one that was killed, all read all of it', async () => {
  const [mirrors, epoch] = [fresh('mirrors'), writeEpoch(messages(4))];
  const bundle = writeBundle(epoch);
  const events = await read(await open(bundle, mirrors));
  const [mirror] = readdirSync(mirrors).map((name) => join(mirrors, name));
  for (const round of [1, 2, 3]) {
    git(mirror ?? '', ['init', '--bare', '--quiet']);
    writeFileSync(join(mirror ?? '', 'refs', 'heads', 'master.lock'), '');
    writeEpoch(messages(4 + round), 'master', epoch);
    writeBundle(epoch, ['master'], bundle);
    const all = await Promise.all(
      Array.from({ length: 4 }, async () =>
        numbers(await read(await open(bundle, mirrors, events[1]?.cursor))),
      ),
    );
    const expected = Array.from({ length: 3 + round }, (_, n) => n + 2);
    expect([round, ...all]).toEqual([round, expected, expected, expected, expected]);
  }
  expect(readdirSync(mirrors)).toHaveLength(1);
});

test('read to its end it has nothing new, and git is not asked', async () => {
  const [mirrors, bundle] = [fresh('mirrors'), writeBundle(writeEpoch(messages(4)))];
  const events = await read(await open(bundle, mirrors));
  expect(await read(await open(bundle, mirrors, events.at(-1)?.cursor))).toEqual([]);
  expect(isUnpacked(mirrors)).toBe(false);
});

test('a reading that was interrupted goes on, and one from the start begins again', async () => {
  const [mirrors, bundle] = [fresh('mirrors'), writeBundle(writeEpoch(messages(4)))];
  const events = await read(await open(bundle, mirrors));
  expect(numbers(await read(await open(bundle, mirrors, events[2]?.cursor)))).toEqual([3, 4]);
  expect(isUnpacked(mirrors)).toBe(true);
  expect(numbers(await read(await open(bundle, mirrors)))).toEqual([1, 2, 3, 4]);
});

test('a bundle that continues the one that was read finds what it continues', async () => {
  const [mirrors, epoch] = [fresh('mirrors'), writeEpoch(messages(4))];
  const bundle = writeBundle(epoch);
  const end = (await read(await open(bundle, mirrors))).at(-1)?.cursor ?? null;
  writeEpoch(messages(6), 'master', epoch);
  writeBundle(epoch, ['master', '^master~2'], bundle);
  expect(numbers(await read(await open(bundle, mirrors, end)))).toEqual([5, 6]);
});

test('a copy that was not finished, or is gone, is no loss', async () => {
  const [mirrors, bundle] = [fresh('mirrors'), writeBundle(writeEpoch(messages(4)))];
  const events = await read(await open(bundle, mirrors));
  const [name = ''] = readdirSync(mirrors);
  rmSync(join(mirrors, name, 'kept.bundle'));
  expect(numbers(await read(await open(bundle, mirrors, events[3]?.cursor)))).toEqual([4]);
  rmSync(join(mirrors, name), { recursive: true });
  expect(numbers(await read(await open(bundle, mirrors, events[3]?.cursor)))).toEqual([4]);
});

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import type { Json } from '@/lib/base/canonical-json.ts';
import { openSource } from './open-source.ts';
import type { SourceEvent } from './source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-inbox-'));
});
afterAll(() => rm(folder, { recursive: true }));

const git = (gitDir: string, args: readonly string[], input = ''): string =>
  execFileSync('git', [`--git-dir=${gitDir}`, ...args], { input, encoding: 'utf8' }).trim();

/** `m1` adds message 1, `d1` removes it, `-` is a commit without a file. */
async function writeEpoch(gitDir: string, commits: string): Promise<string> {
  if (!existsSync(gitDir)) git(gitDir, ['init', '--bare', '--quiet', '--initial-branch=master']);
  const text = (n: string): string => `Subject: ${n}\n\nbody ${n}\n`;
  const stream = commits.split(' ').map((commit, index) => {
    const file =
      commit === '-'
        ? ''
        : `M 100644 inline ${commit[0]}\ndata ${text(commit.slice(1)).length}\n${text(commit.slice(1))}\n`;
    const head = `commit refs/heads/master\ncommitter A <a@b> ${1_000_000_000 + index} +0000\ndata 1\nx\n`;
    return `${head}${index === 0 ? `from ${'0'.repeat(40)}\n` : ''}deleteall\n${file}\n`;
  });
  git(gitDir, ['fast-import', '--quiet', '--force'], stream.join(''));
  return gitDir;
}

/** File of the message with this subject: fast-import leaves so few objects loose. */
function blobOf(gitDir: string, subject: string): string {
  const oid = git(gitDir, ['hash-object', '--stdin'], `Subject: ${subject}\n\nbody ${subject}\n`);
  return join(gitDir, 'objects', oid.slice(0, 2), oid.slice(2));
}

type CommitEvent = Exclude<SourceEvent, { kind: 'part' }>;

/** What the commits gave; where parts begin and end is looked at by `steps`. */
async function read(path: string, cursor: Json = null): Promise<CommitEvent[]> {
  const source = await openSource(path, { list: null, cursor, home: join(folder, 'home') });
  const events: CommitEvent[] = [];
  for await (const event of source.events()) if (event.kind !== 'part') events.push(event);
  const last = events.at(-1);
  if (source.size?.unit === 'messages' && last !== undefined) expect(last.done).toBe(source.size.total);
  return events;
}

function summary(events: readonly CommitEvent[]): string {
  return events
    .map((event) => {
      if (event.kind === 'problem') return event.problem.code;
      const subject = /Subject: (.*)/.exec(Buffer.from(event.message.bytes).toString())?.[1];
      return `${event.kind === 'removal' ? '-' : ''}${subject}`;
    })
    .join(' ');
}

async function refusal(path: string): Promise<string> {
  try {
    await openSource(path, { list: null, cursor: null, home: join(folder, 'home') });
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
  return 'none';
}

test('a repository or bundle of something else is refused, with what to give instead', async () => {
  const gitDir = await writeEpoch(join(folder, 'sources.git'), 'x1 x2');
  expect(await refusal(gitDir)).toMatch(/^BAD_INPUT: .* no mail archive/);
  const bundle = join(folder, 'sources.bundle');
  git(gitDir, ['bundle', 'create', '--quiet', bundle, 'master']);
  expect(await refusal(bundle)).toMatch(/^BAD_INPUT: .* no mail archive/);
});

test('every commit is an event: arrivals, removals, commits without a message', async () => {
  const epoch = await writeEpoch(join(folder, 'one.git'), 'm1 m2 d1 - m3');
  expect(summary(await read(epoch))).toBe('1 2 -1 source-damaged 3');
});

test('reading on from any event gives the rest', async () => {
  const epoch = await writeEpoch(join(folder, 'resume.git'), 'm1 m2 d1 - m3');
  const events = await read(epoch);
  for (const [index, event] of events.entries()) {
    expect(summary(await read(epoch, event.cursor))).toBe(summary(events.slice(index + 1)));
  }
});

test('an inbox folder is its epochs in order of number, all.git the same', async () => {
  const inbox = join(folder, 'inbox');
  await mkdir(join(inbox, 'git'), { recursive: true });
  for (const n of [0, 1, 2, 10]) await writeEpoch(join(inbox, 'git', `${n}.git`), `m${n}a m${n}b`);
  git(join(inbox, 'all.git'), ['init', '--bare', '--quiet']);
  const events = await read(inbox);
  expect(summary(events)).toBe('0a 0b 1a 1b 2a 2b 10a 10b');
  expect(summary(await read(join(inbox, 'all.git')))).toBe(summary(events));
  expect(summary(await read(inbox, events[2]?.cursor))).toBe('1b 2a 2b 10a 10b');
  await writeEpoch(join(inbox, 'git', '10.git'), 'm10a m10b m10c');
  expect(summary(await read(inbox, events.at(-1)?.cursor))).toBe('10c');
});

test('rewritten history is told and read again as a whole', async () => {
  const epoch = await writeEpoch(join(folder, 'rewritten.git'), 'm1 m2');
  const cursor = (await read(epoch)).at(-1)?.cursor ?? null;
  await writeEpoch(epoch, 'm1 m4 m5');
  expect(summary(await read(epoch, cursor))).toBe('source-rewritten 1 4 5');
  expect(summary(await read(epoch, { epochs: { '.': 'f'.repeat(40) } }))).toBe('source-rewritten 1 4 5');
  expect(summary(await read(epoch, { epochs: { '.': '--upload-pack=x' } }))).toBe('1 4 5');
});

/** Like `summary`, with the steps of parts; the cursor is that of the event with this number. */
async function steps(path: string, cursor: Json = null): Promise<{ text: string; cursors: Json[] }> {
  const source = await openSource(path, { list: null, cursor, home: join(folder, 'home') });
  const texts: string[] = [];
  const cursors: Json[] = [];
  for await (const event of source.events()) {
    texts.push(event.kind === 'part' ? `${event.part} ${event.step}:` : summary([event]));
    cursors.push(event.cursor);
  }
  return { text: texts.join(' '), cursors };
}

test('a whole reading ends as one, wherever it was interrupted', async () => {
  const epoch = await writeEpoch(join(folder, 'parts.git'), 'm1 m2');
  const { text, cursors } = await steps(epoch);
  expect(text).toBe('. begins: 1 2 . ends:');
  expect((await steps(epoch, cursors[0])).text).toBe('. begins: 1 2 . ends:');
  expect((await steps(epoch, cursors[1])).text).toBe('. goes-on: 2 . ends:');
  expect((await steps(epoch, cursors[2])).text).toBe('. goes-on: . ends:');
  expect((await steps(epoch, cursors[3])).text).toBe('');
  await writeEpoch(epoch, 'm1 m2 m3');
  expect((await steps(epoch, cursors[3])).text).toBe('. goes-on: 3');
});

test('a whole reading with a hole does not end as one: what is missing may not be gone', async () => {
  const epoch = await writeEpoch(join(folder, 'hole.git'), 'm1 m2 m3');
  await rm(blobOf(epoch, '2'));
  const { text, cursors } = await steps(epoch);
  expect(text).toBe('. begins: 1 source-damaged 3');
  expect((await steps(epoch, cursors[1])).text).toBe('. goes-on: source-damaged 3');
  expect((await steps(epoch, cursors[2])).text).toBe('. goes-on: 3');
});

test('a git that ends before its last commit is a failure, and the next reading goes on from there', async () => {
  const epoch = await writeEpoch(join(folder, 'short.git'), 'm1 m2 m3');
  const path = process.env['PATH'] ?? '';
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  await mkdir(join(folder, 'bin'));
  const short = `#!/bin/sh\ncase "$*" in *--reverse*) "${real}" "$@" | head -n 1;; *) exec "${real}" "$@";; esac\n`;
  await writeFile(join(folder, 'bin', 'git'), short, { mode: 0o755 });
  process.env['PATH'] = `${join(folder, 'bin')}:${path}`;
  const seen: CommitEvent[] = [];
  try {
    const source = await openSource(epoch, { list: null, cursor: null, home: join(folder, 'home') });
    const reading = async (): Promise<void> => {
      for await (const event of source.events()) if (event.kind !== 'part') seen.push(event);
    };
    await expect(reading()).rejects.toThrow('ended before its last commit');
  } finally {
    process.env['PATH'] = path;
  }
  expect(summary(seen)).toBe('1');
  expect((await steps(epoch, seen[0]?.cursor)).text).toBe('. goes-on: 2 3 . ends:');
});

test('a missing and a damaged blob are problems, the rest is read', async () => {
  const epoch = await writeEpoch(join(folder, 'holes.git'), 'm1 m2 m3 m4 m5');
  await rm(blobOf(epoch, '2'));
  await rm(blobOf(epoch, '4'));
  await writeFile(blobOf(epoch, '4'), 'this is no object');
  expect(summary(await read(epoch))).toBe('1 source-damaged 3 source-damaged 5');
});

test('a repository cannot run commands, nor fetch what it lacks', async () => {
  const marker = join(folder, 'marker');
  const epoch = await writeEpoch(join(folder, 'hostile.git'), 'm1 m2');
  const command = `sh -c "touch ${marker}"`;
  for (const [key, value] of [
    ['extensions.partialClone', 'evil'],
    ['core.repositoryFormatVersion', '1'],
    ['remote.evil.url', `ext::sh -c touch% ${marker}`],
    ['remote.evil.promisor', 'true'],
    ['protocol.ext.allow', 'always'],
    ['core.fsmonitor', command],
    ['core.sshCommand', command],
    ['core.pager', command],
    ['core.hooksPath', folder],
    ['alias.rev-list', `!${command}`],
  ] as const) {
    git(epoch, ['config', key, value]);
  }
  await rm(blobOf(epoch, '2'));
  expect(summary(await read(epoch))).toBe('1 source-damaged');
  expect(existsSync(marker)).toBe(false);
});

test('a repository that points out of itself is refused', async () => {
  const epoch = await writeEpoch(join(folder, 'plain.git'), 'm1');
  const borrowing = await writeEpoch(join(folder, 'borrowing.git'), 'm1');
  await writeFile(join(borrowing, 'objects/info/alternates'), `${epoch}/objects\n`);
  expect(await refusal(borrowing)).toMatch(/BAD_INPUT.*alternates/);
  const linked = await writeEpoch(join(folder, 'linked.git'), 'm1');
  await rm(join(linked, 'objects'), { recursive: true });
  await symlink(join(epoch, 'objects'), join(linked, 'objects'));
  expect(await refusal(linked)).toMatch(/BAD_INPUT.*symbolic link/);
  const worktree = await writeEpoch(join(folder, 'worktree.git'), 'm1');
  await writeFile(join(worktree, 'commondir'), epoch);
  expect(await refusal(worktree)).toMatch(/BAD_INPUT.*commondir/);
});

test('an empty repository has no messages', async () => {
  git(join(folder, 'empty.git'), ['init', '--bare', '--quiet']);
  expect(await read(join(folder, 'empty.git'))).toEqual([]);
});

test('a bundle is read like its repository, and a longer one under its name goes on', async () => {
  const epoch = await writeEpoch(join(folder, 'bundled.git'), 'm1 m2');
  const bundle = join(folder, 'x.bundle');
  git(epoch, ['bundle', 'create', '-q', bundle, 'master']);
  const events = await read(bundle);
  expect(summary(events)).toBe('1 2');
  await writeEpoch(epoch, 'm1 m2 m3');
  git(epoch, ['bundle', 'create', '-q', bundle, 'master']);
  expect(summary(await read(bundle, events.at(-1)?.cursor))).toBe('3');
  git(epoch, ['bundle', 'create', '-q', bundle, 'master', '^master~1']);
  expect(summary(await read(bundle, events.at(-1)?.cursor))).toBe('3');
  git(epoch, ['bundle', 'create', '-q', join(folder, 'y.bundle'), 'master', '^master~1']);
  expect(await refusal(join(folder, 'y.bundle'))).toMatch(/ARCHIVE_UNREADABLE/);
  await writeFile(join(folder, 'z.bundle'), '# v2 git bundle\ngarbage\n');
  expect(await refusal(join(folder, 'z.bundle'))).toMatch(/ARCHIVE_UNREADABLE/);
});

test('a mirror that a killed fetch left locked is made anew', async () => {
  const epoch = await writeEpoch(join(folder, 'locked.git'), 'm1');
  const bundle = join(folder, 'locked.bundle');
  git(epoch, ['bundle', 'create', '-q', bundle, 'master']);
  await read(bundle);
  // Only now it is unpacked.
  await read(bundle);
  const mirrors = join(folder, 'home/mirrors');
  for (const name of await readdir(mirrors))
    await writeFile(join(mirrors, name, 'refs/heads/master.lock'), '');
  await writeEpoch(epoch, 'm1 m2');
  git(epoch, ['bundle', 'create', '-q', bundle, 'master']);
  expect(summary(await read(bundle))).toBe('1 2');
});

test.skipIf(withoutCorpus)('the quarter of linux-xfs: 3,327 commits, all accounted for', async () => {
  const events = await read(corpusPath('linux-xfs-2024q3.bundle'));
  expect(events).toHaveLength(3_327);
  expect(events.filter(({ kind }) => kind === 'message')).toHaveLength(3_327);
  expect(await read(corpusPath('linux-xfs-2024q3.bundle'), events.at(-1)?.cursor)).toEqual([]);
});

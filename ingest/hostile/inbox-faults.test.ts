import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileArchive, openHostileArchive } from '@/ingest/hostile/test-hostile-archive.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Source } from '@/ingest/sources/source.ts';

/** Point 28, what ingest/sources/public-inbox.test.ts leaves: packs, shallow clones, the store behind. */
let archive: HostileArchive;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-faults-'));
  archive = await openHostileArchive();
});
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true });
});

const git = (args: readonly string[], input: string | Buffer = ''): string =>
  execFileSync('git', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] }).trim();

/** Names of messages that arrive (`a`) or leave (`-a`), a commit each; what the epoch held before is gone. */
function writeEpoch(name: string, commits: readonly string[]): string {
  const gitDir = join(folder, name);
  git(['init', '--bare', '--quiet', '--initial-branch=master', gitDir]);
  const stream = commits.flatMap((commit, n) => {
    const mail = writeMail(
      commit.replace(/^-/, ''),
      {},
      `${commit.replace(/^-/, '')} ${'words '.repeat(500)}\n`,
    );
    const from = n === 0 ? `from ${'0'.repeat(40)}\n` : '';
    return [
      Buffer.from(
        `commit refs/heads/master\ncommitter A <a@b> ${1_000_000_000 + n} +0000\ndata 1\nx\n${from}deleteall\n`,
      ),
      Buffer.from(`M 100644 inline ${commit.startsWith('-') ? 'd' : 'm'}\ndata ${mail.length}\n`),
      mail,
      Buffer.from('\n'),
    ];
  });
  git([`--git-dir=${gitDir}`, 'fast-import', '--quiet', '--force'], Buffer.concat(stream));
  return gitDir;
}

const open = (path: string): Promise<Source> =>
  openSource(path, { list: null, cursor: null, home: join(folder, 'home') });

async function shown(prefix: string): Promise<readonly string[]> {
  const rows = await archive.sql<{ id: string }[]>`
    SELECT split_part(message_id, '@', 1) AS id FROM derived.message WHERE message_id LIKE ${`${prefix}%`} ORDER BY 1`;
  return rows.map((row) => row.id);
}

test('a damaged pack is told, ends soon, and what can be read is there', async () => {
  const gitDir = writeEpoch(
    'pack.git',
    Array.from({ length: 40 }, (_, n) => `pack-${String(n).padStart(2, '0')}`),
  );
  git([`--git-dir=${gitDir}`, 'repack', '-adfq', '--depth=0']);
  const packs = join(gitDir, 'objects/pack');
  const pack = join(packs, (await readdir(packs)).find((name) => name.endsWith('.pack')) ?? '');
  const bytes = await readFile(pack);
  const offsets = git([`--git-dir=${gitDir}`, 'verify-pack', '-v', pack])
    .split('\n')
    .flatMap((line) => (/^\w{40} blob/.test(line) ? [Number(line.split(/\s+/)[4])] : []));
  for (const offset of offsets.slice(10, 13)) bytes.fill(0xaa, offset + 2, offset + 12);
  await rm(pack);
  await writeFile(pack, bytes);
  const counts = await archive.ingest(await open(gitDir));
  expect(counts).toMatchObject({ stored: 37, problems: 3 });
  expect(await shown('pack-')).toHaveLength(37);
});

test('a shallow clone gives what it has', async () => {
  const gitDir = writeEpoch('deep.git', ['shallow-1', 'shallow-2', 'shallow-3']);
  git(['clone', '--quiet', '--bare', '--depth=2', `file://${gitDir}`, join(folder, 'shallow.git')]);
  expect(await archive.ingest(await open(join(folder, 'shallow.git')))).toMatchObject({
    stored: 2,
    problems: 0,
  });
  expect(await shown('shallow-')).toEqual(['shallow-2', 'shallow-3']);
});

test('point 27: epochs that overlap, whole inboxes that do: nothing new', async () => {
  const inbox = join(folder, 'overlap');
  writeEpoch('overlap/git/0.git', ['epoch-1', 'epoch-2', 'epoch-3']);
  writeEpoch('overlap/git/1.git', ['epoch-2', 'epoch-3', 'epoch-4']);
  expect(await archive.ingest(await open(inbox))).toMatchObject({ stored: 4, duplicates: 2, problems: 0 });
  const before = await archive.digest();
  writeEpoch('again/git/0.git', ['epoch-4', 'epoch-3', 'epoch-2', 'epoch-1']);
  expect(await archive.ingest(await open(join(folder, 'again')))).toMatchObject({ stored: 0, duplicates: 4 });
  expect(await archive.digest()).toEqual(before);
});

test('what its archive takes back leaves every derived table and the index, and stays away', async () => {
  const counts = await archive.ingest(
    await open(writeEpoch('taken.git', ['taken-1', 'taken-2', '-taken-1'])),
  );
  expect(counts).toMatchObject({ stored: 2, removed: 1 });
  expect(await shown('taken-')).toEqual(['taken-2']);
  const [row] = await archive.sql`SELECT
    (SELECT count(*)::int FROM cache.message_search s LEFT JOIN derived.message m ON m.key = s.message_key
     WHERE m.key IS NULL) AS indexed,
    (SELECT count(*)::int FROM derived.thread_node WHERE message_id = 'taken-1@hostile.example') AS nodes,
    (SELECT count(*)::int FROM ground.removal) AS removals`;
  expect(row).toEqual({ indexed: 0, nodes: 0, removals: 1 });
  // A removal that another copy of the archive does not know of yet must not undo it.
  await archive.ingest(await open(writeEpoch('other.git', ['taken-1'])));
  expect(await shown('taken-')).toEqual(['taken-2']);
});

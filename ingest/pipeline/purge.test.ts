import { execFileSync } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { ingestLocation, type LocationCounts } from '@/ingest/pipeline/ingest-location.ts';
import { ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';
import { DERIVED_TABLES } from '@/lib/store/derive/table-digests.ts';
import { loadThreads } from '@/lib/store/list.ts';
import { loadMessage, loadRaw } from '@/lib/store/message.ts';
import { listSources, loadSource } from '@/lib/store/sources/source.ts';
import { loadThread } from '@/lib/store/thread.ts';
import { loadTrace } from '@/lib/store/trace.ts';

/**
 * reliability.md, point 28: an archive that takes messages out of its history. Real repositories, made and purged by
 * Debian's public-inbox; never skipped, without the package the test fails.
 */
const LIST = 'purged';
const ADDRESS = 'purged@docket.example';
/** Three programs in Perl, on a machine that other work keeps busy. */
const PURGE_MS = 60_000;

let archive: TestArchive;
let folder = '';
let inbox = '';
let inboxes = 0;
beforeAll(async () => {
  archive = await openTestArchive();
  folder = await mkdtemp(join(tmpdir(), 'docket-purge-'));
  process.env['DOCKET_HOME'] = folder;
});
afterAll(async () => {
  delete process.env['DOCKET_HOME'];
  await archive.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await archive.empty();
  inboxes += 1;
  inbox = join(folder, `inbox-${inboxes}`);
  execFileSync('git', ['init', '--bare', '--quiet', '--initial-branch=master', `${inbox}/git/0.git`]);
});

/** A program of public-inbox, with all it knows in the test's folder. */
function publicInbox(program: string, args: readonly string[], input: string | Buffer = ''): void {
  const state = join(folder, `state-${inboxes}`);
  const env = {
    ...process.env,
    PI_DIR: state,
    PI_CONFIG: join(state, 'config'),
    ORIGINAL_RECIPIENT: ADDRESS,
  };
  execFileSync(`public-inbox-${program}`, args, { env, input, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** A machine where nobody told git who he is. */
const IDENTITY = ['-c', 'user.name=Ann Example', '-c', 'user.email=ann@example.org'];

const git = (args: readonly string[], input: string | Buffer = ''): string =>
  execFileSync('git', [...IDENTITY, `--git-dir=${inbox}/git/0.git`, ...args], {
    input,
    encoding: 'utf8',
  }).trim();

const mail = (name: string): Buffer =>
  writeMail(name, {
    To: ADDRESS,
    Subject: `about ${name}`,
    'List-Id': null,
    'In-Reply-To': name === 'root' ? null : '<root@hostile.example>',
  });

/** A commit each, on the branch as it is, as public-inbox-mda makes them. */
function deliver(...names: readonly string[]): void {
  for (const name of names) {
    const at = git(['for-each-ref', '--format=%(objectname)', 'refs/heads/master']);
    const from = at === '' ? '' : `from ${at}\n`;
    const head = `commit refs/heads/master\ncommitter A <a@b> 1700000000 +0000\ndata ${name.length}\n${name}\n`;
    const bytes = mail(name);
    const file = [`${head}${from}deleteall\nM 100644 inline m\ndata ${bytes.length}\n`, bytes, '\n'];
    git(['fast-import', '--quiet'], Buffer.concat(file.map((piece) => Buffer.from(piece))));
  }
}

/** public-inbox makes its inbox around the repository, and takes the message out of it. */
async function purge(name: string): Promise<void> {
  const repository = join(inbox, 'git', '0.git');
  await rename(repository, `${inbox}.git`);
  publicInbox('init', ['-V2', '-Lbasic', `inbox-${inboxes}`, inbox, 'http://docket.example/x', ADDRESS]);
  await rm(repository, { recursive: true });
  await rename(`${inbox}.git`, repository);
  publicInbox('index', ['-Lbasic', inbox]);
  publicInbox('purge', [inbox], mail(name));
}

function ingest(location = inbox): Promise<LocationCounts> {
  return ingestLocation({ sql: archive.sql, lease: { embedded: false } as never }, location, LIST);
}

/** Names of the messages that are shown. */
async function shown(): Promise<string> {
  const rows = await archive.sql<{ name: string }[]>`
    SELECT split_part(message_id, '@', 1) AS name FROM derived.message ORDER BY 1`;
  return rows.map(({ name }) => name).join(' ');
}

async function problems(): Promise<readonly string[]> {
  const sources = await listSources(archive.sql);
  return sources.flatMap(({ problemsShown }) => problemsShown.map(({ code }) => code)).sort();
}

/** All that pages load of a message, and of what is around it, as text. */
async function loaded(name: string): Promise<string> {
  const id = `${name}@hostile.example`;
  const parts = [loadMessage(LIST, id), loadThread(LIST, id), loadThreads(LIST, { side: 'newest' })] as const;
  return JSON.stringify(await Promise.all(parts));
}

async function isShown(name: string): Promise<boolean> {
  const id = `${name}@hostile.example`;
  const [page, raw] = [await loadMessage(LIST, id), await loadRaw(LIST, id)];
  expect(raw).toHaveLength(page === null ? 0 : 1);
  return page !== null;
}

test(
  'what public-inbox-purge took out goes with its reason, stays away, and comes back with its archive',
  async () => {
    deliver('root', 'bad', 'good');
    expect(await ingest()).toMatchObject({ stored: 3, removed: 0, problems: 0 });
    await purge('bad');
    expect(await ingest()).toMatchObject({ stored: 0, duplicates: 2, removed: 1, problems: 1 });
    expect(await problems()).toEqual(['source-rewritten']);
    expect(await shown()).toBe('good root');
    expect(await isShown('bad')).toBe(false);
    expect((await loadTrace('bad@hostile.example')).withdrawn).toBe('purged by its archive, 0.git');
    expect(await loaded('root')).toContain('about good');
    expect(await loaded('root')).not.toContain('about bad');
    const [rows] = await archive.sql`SELECT
    (SELECT count(*)::int FROM cache.message_search) AS indexed,
    (SELECT count(*)::int FROM derived.thread_node WHERE message_id LIKE 'bad@%') AS nodes,
    (SELECT count(*)::int FROM ground.raw_message) AS raw`;
    expect(rows).toEqual({ indexed: 2, nodes: 0, raw: 3 });

    expect(await ingest()).toMatchObject({ stored: 0, duplicates: 0, removed: 0, problems: 0 });
    await writeFile(join(folder, 'copy.mbox'), quoteMboxrd(mail('bad')));
    expect(await ingest(join(folder, 'copy.mbox'))).toMatchObject({ stored: 0, duplicates: 1 });
    expect(await shown()).toBe('good root');

    deliver('bad');
    expect(await ingest()).toMatchObject({ stored: 0, duplicates: 1, removed: 0, problems: 0 });
    expect(await shown()).toBe('bad good root');
    expect(await isShown('bad')).toBe(true);
    expect((await loadTrace('bad@hostile.example')).withdrawn).toBeNull();
  },
  PURGE_MS,
);

test(
  'the rows after a purge are those of an archive that never had the message',
  async () => {
    deliver('root', 'bad', 'good');
    await ingest();
    await purge('bad');
    await ingest();
    const purged = await settledDigest(archive.sql, DERIVED_TABLES);
    await archive.empty();
    await ingest();
    expect(await settledDigest(archive.sql, DERIVED_TABLES)).toEqual(purged);
  },
  PURGE_MS,
);

test('a history rewritten by hand: what is in it too stays, and what it takes up again is shown again', async () => {
  deliver('root', 'one', 'two');
  await ingest();
  const tree = git(['rev-parse', 'master~1^{tree}']);
  // The last commit is written anew on the first: one is gone, two stays.
  const two = git(['commit-tree', '-p', 'master~2', '-m', 'anew', 'master^{tree}']);
  git(['update-ref', 'refs/heads/master', two]);
  expect(await ingest()).toMatchObject({ removed: 1, problems: 1 });
  expect(await shown()).toBe('root two');
  const one = git(['commit-tree', '-p', 'master', '-m', 'again', tree]);
  git(['update-ref', 'refs/heads/master', one]);
  expect(await ingest()).toMatchObject({ removed: 0, duplicates: 1 });
  expect(await shown()).toBe('one root two');
});

test.each([1, 2, 3, 4])(
  'a reading of a rewritten history that ends at its event %i is ended by the next',
  async (events) => {
    deliver('root', 'one', 'two', 'three');
    await ingest();
    const two = git(['commit-tree', '-p', 'master~3', '-m', 'anew', 'master~1^{tree}']);
    git(['update-ref', 'refs/heads/master', git(['commit-tree', '-p', two, '-m', 'anew', 'master^{tree}'])]);
    const known = await loadSource(archive.sql, inbox);
    const source = await openSource(inbox, { list: LIST, cursor: known?.cursor ?? null, home: folder });
    const cut = async function* (): ReturnType<typeof source.events> {
      let seen = 0;
      for await (const event of source.events()) {
        yield event;
        seen += 1;
        if (seen === events) throw new Error('killed');
      }
    };
    const pool = createParsePool();
    const reading = ingestSource(
      archive.sql,
      inbox,
      { ...source, events: cut },
      {
        pool,
        guardDisk: async () => undefined,
        fallbackList: LIST,
        onProgress: () => undefined,
      },
    );
    await expect(reading).rejects.toThrow('killed');
    await pool.close();
    expect(await shown()).toBe('one root three two');
    expect(await ingest()).toMatchObject({ stored: 0, removed: 1 });
    expect(await shown()).toBe('root three two');
    expect(await ingest()).toMatchObject({ stored: 0, duplicates: 0, removed: 0, problems: 0 });
  },
);

test('an archive that lost more than half of its messages is another one: told, nothing withdrawn', async () => {
  deliver('root', 'one', 'two');
  await ingest();
  git(['update-ref', '-d', 'refs/heads/master']);
  deliver('elsewhere');
  expect(await ingest()).toMatchObject({ stored: 1, removed: 0, problems: 2 });
  expect(await problems()).toEqual(['source-replaced', 'source-rewritten']);
  expect(await shown()).toBe('elsewhere one root two');
});

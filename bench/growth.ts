import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { type Database, withDatabase } from '@/ingest/database.ts';
import type { ParsePool } from '@/ingest/parse/pool.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { ingestLocation } from '@/ingest/pipeline/ingest-location.ts';
import { ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { homePaths } from '@/ingest/postgres/paths.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { mergeSearch } from '@/lib/store/keep/merge-search.ts';
import { cloneBundle, type RawMail, readMails } from './bundle.ts';
import { memorySource, replayMails } from './replay.ts';
import { type Figure, ratio, report } from './report.ts';
import { serverCpuSeconds } from './server-cpu.ts';

/** What a growing archive costs: bench/README.md. Arguments: the two sizes, else 10,000 and 100,000 messages. */
const [SMALL = 10_000, LARGE = 100_000] = process.argv.slice(2).map(Number);
const COST_RATIO_MAX = 1.25;
const UNCHANGED_SECONDS_MAX = 1;
const ONE_MAIL_SECONDS_MAX = 2;
/** Mails that are in the bundle twice. */
const BUNDLE_DUPLICATES = 2;
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');

type Archive = { readonly database: Database; readonly pool: ParsePool; readonly dataFolder: string };
type Cost = { readonly cpu: number; readonly wall: number };

process.exitCode = await main();

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-growth-'));
  const home = await makeTestHome();
  process.env['DOCKET_HOME'] = home;
  delete process.env['DATABASE_URL'];
  try {
    const mails = readMails(cloneBundle(BUNDLE, folder));
    return await withDatabase({ migrate: 'embedded' }, (database) =>
      withParsePool(async (pool) =>
        report('growth', await grow({ database, pool, dataFolder: homePaths(home).data }, mails)),
      ),
    );
  } finally {
    await removeTestHome(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function grow(archive: Archive, mails: readonly RawMail[]): Promise<readonly Figure[]> {
  // The bundle itself comes first, so that reading it again is a source with nothing new.
  await ingestLocation(archive.database, BUNDLE, null);
  let stored = mails.length;
  let small: Cost | null = null;
  let last: Cost = { cpu: 0, wall: 0 };
  for (let replay = 1; small === null || stored < LARGE; replay += 1) {
    last = await addReplay(archive, replayMails(mails, replay));
    stored += mails.length;
    process.stderr.write(
      `${stored} messages: ${perThousand(last, mails.length).toFixed(2)} s of CPU a thousand\n`,
    );
    if (small === null && stored >= SMALL) small = last;
  }
  const unchanged = await timed(archive, () => ingestLocation(archive.database, BUNDLE, null));
  const reply = await timed(archive, () => store(archive, [replyTo(mails)], 0));
  const version = await timed(archive, () => store(archive, nextVersion(mails), 0));
  return [
    ratio(`CPU a message at ${LARGE} / at ${SMALL}`, last.cpu / small.cpu, { atMost: COST_RATIO_MAX }),
    {
      name: 'a source that has nothing new',
      value: unchanged.wall,
      unit: 's',
      target: { atMost: UNCHANGED_SECONDS_MAX },
    },
    {
      name: 'one reply, stored and derived',
      value: reply.wall,
      unit: 's',
      target: { atMost: ONE_MAIL_SECONDS_MAX },
    },
    {
      name: 'a new version, stored and derived',
      value: version.wall,
      unit: 's',
      target: { atMost: ONE_MAIL_SECONDS_MAX },
    },
    {
      name: `CPU a thousand messages at ${LARGE}`,
      value: perThousand(last, mails.length),
      unit: 's',
      target: null,
    },
  ];
}

function perThousand({ cpu }: Cost, messages: number): number {
  return (cpu * 1_000) / messages;
}

/** With the merge of its words, or the replay in which their list is full would pay for three. */
function addReplay(archive: Archive, mails: readonly Uint8Array[]): Promise<Cost> {
  return timed(archive, async () => {
    await store(archive, mails, BUNDLE_DUPLICATES);
    await mergeSearch(archive.database.sql);
  });
}

/** Throws when more than `duplicates` of the mails were not stored: a fast ingest that loses mail is no ingest. */
async function store(archive: Archive, mails: readonly Uint8Array[], duplicates: number): Promise<void> {
  const { stored } = await ingestSource(archive.database.sql, `replay ${mails.length}`, memorySource(mails), {
    pool: archive.pool,
    guardDisk: async () => undefined,
    fallbackList: 'linux-xfs',
    onProgress: () => undefined,
  });
  if (stored < mails.length - duplicates) throw new Error(`${stored} of ${mails.length} mails were stored.`);
}

/** CPU of this process with its parser, and of the server. */
async function timed({ dataFolder }: Archive, work: () => Promise<unknown>): Promise<Cost> {
  const before = { server: serverCpuSeconds(dataFolder), own: process.cpuUsage(), at: performance.now() };
  await work();
  const { user, system } = process.cpuUsage(before.own);
  return {
    cpu: (user + system) / 1e6 + serverCpuSeconds(dataFolder) - before.server,
    wall: (performance.now() - before.at) / 1000,
  };
}

/** An answer to the last mail of the bundle. */
function replyTo(mails: readonly RawMail[]): Uint8Array {
  const id = /^Message-ID:\s*(<[^>]*>)/im.exec(mails.at(-1)?.toString('latin1') ?? '')?.[1] ?? '';
  return Buffer.from(
    `From: A Reader <reader@example.org>\nTo: linux-xfs@vger.kernel.org\nSubject: Re: a question\n` +
      `Date: Tue, 01 Oct 2024 12:00:00 +0000\nMessage-ID: <growth-reply@example.org>\nIn-Reply-To: ${id}\n\nYes.\n`,
  );
}

/** The first patch of the bundle that stands alone, sent again as its second version. */
function nextVersion(mails: readonly RawMail[]): readonly Uint8Array[] {
  const patch =
    mails.find((mail) => /^Subject: \[PATCH\] /m.test(mail.toString('latin1'))) ?? Buffer.alloc(0);
  const text = patch
    .toString('latin1')
    .replace(/^Subject: \[PATCH\] /m, 'Subject: [PATCH v2] ')
    .replace(/^Message-ID:.*(?:\n[ \t].*)*$/im, 'Message-ID: <growth-version@example.org>');
  return [Buffer.from(text, 'latin1')];
}

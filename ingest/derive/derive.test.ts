import fc from 'fast-check';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { type IngestCounts, ingestSource, readSource } from '@/ingest/pipeline/pipeline.ts';
import type { Source, SourceEvent } from '@/ingest/sources/source.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { testIngest } from '@/ingest/test-ingest.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { isDerivationStale } from '@/lib/store/derive/derivation.ts';
import { DERIVED_TABLES, GROUND_TABLES } from '@/lib/store/derive/table-digests.ts';
import { saveMailmap } from '@/lib/store/mailmap.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

let archive: TestArchive;
let owner: Sql;
let sql: Sql;
const pool = createParsePool();

beforeAll(async () => {
  archive = await openTestArchive();
  ({ owner, sql } = archive);
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});
beforeEach(() => archive.empty());

type Mail = {
  readonly id: string;
  readonly subject?: string;
  readonly cites?: readonly string[];
  readonly body?: string;
  readonly from?: string;
};

function toBytes(mail: Mail, minute: number): Uint8Array {
  const { id, subject = 'x', cites = [], body = 'text\n', from = 'ann@example.org' } = mail;
  const references =
    cites.length === 0
      ? ''
      : `References: ${cites.map((name) => `<${name}@example.org>`).join('\r\n\t')}\r\n`;
  return Buffer.from(
    `From: Ann <${from}>\r\nTo: devel@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${id}@example.org>\r\n` +
      `Date: Thu, 18 Jul 2024 10:${String(minute % 60).padStart(2, '0')}:00 +0000\r\n${references}\r\n${body}`,
  );
}

const DIFF = 'why\n---\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n';

function source(mails: readonly (Mail & { readonly removed?: boolean })[]): Source {
  return {
    kind: 'mbox',
    size: null,
    async *events(): AsyncGenerator<SourceEvent> {
      for (const [index, mail] of mails.entries()) {
        const message = { bytes: toBytes(mail, index), list: 'devel', where: `mail ${index}` };
        if (mail.removed)
          yield {
            kind: 'removal',
            oid: 'none',
            message: { ...message, bytes: toBytes(mail, Number(mail.subject)) },
            cursor: null,
            done: index,
          };
        else yield { kind: 'message', message, cursor: null, done: index };
      }
    },
  };
}

const ingest = (mails: Parameters<typeof source>[0]): Promise<IngestCounts> =>
  testIngest(archive, pool, source(mails), 'devel');

async function digest(): Promise<Readonly<Record<string, string>>> {
  return settledDigest(sql, DERIVED_TABLES);
}

/** Incremental derivation must have left what a full one builds. */
async function checkAgainstFull(): Promise<void> {
  const incremental = await digest();
  await deriveEverything(sql, pool, () => undefined);
  expect(await digest()).toEqual(incremental);
}

async function checkStale(): Promise<void> {
  expect(await isDerivationStale(sql)).toBe(true);
}

async function listSeries(): Promise<readonly string[]> {
  const rows = await sql<{ line: string }[]>`
    SELECT id || ' ' || name || ' v' || version || ' ' || state AS line FROM derived.series ORDER BY id`;
  return rows.map((row) => row.line);
}

describe('derivation', () => {
  it('joins a thread when its root arrives last', async () => {
    await ingest([{ id: 'c', cites: ['a', 'b'] }]);
    await ingest([{ id: 'b', cites: ['a'] }]);
    await ingest([{ id: 'a' }]);
    const rows = await sql`SELECT id, message_count, root_is_ghost FROM derived.thread`;
    expect([...rows]).toEqual([{ id: 'a@example.org', message_count: 3, root_is_ghost: false }]);
    await checkAgainstFull();
  });

  it('links a version that arrives before the one it supersedes', async () => {
    await ingest([{ id: 'v2', subject: '[PATCH v2] fix', body: DIFF }]);
    await ingest([{ id: 'v1', subject: '[PATCH] fix', body: DIFF }]);
    // Times follow the order of arrival within a source only, so v1 is as old as v2 here.
    expect(await listSeries()).toEqual(['v1@example.org fix v1 superseded', 'v2@example.org fix v2 new']);
    await checkAgainstFull();
  });

  it('keeps pull requests out of series, and what became of them', async () => {
    await ingest([
      { id: 'pull', subject: '[GIT PULL] x' },
      { id: 'merged', subject: 'Re: [GIT PULL] x', cites: ['pull'], from: 'pr-tracker-bot@kernel.org' },
    ]);
    const rows = await sql<{ line: string }[]>`SELECT id || ' ' || state AS line FROM derived.pull_request`;
    expect(rows.map((row) => row.line)).toEqual(['pull@example.org merged']);
    expect(await listSeries()).toEqual([]);
    await checkAgainstFull();
  });

  it('takes a withdrawn message out of its thread and keeps its bytes', async () => {
    await ingest([{ id: 'a' }, { id: 'b', cites: ['a'] }]);
    const counts = await ingest([{ id: 'a', removed: true, subject: '0' }]);
    expect(counts.removed).toBe(0);
    await ingest([{ id: 'gone', subject: '0' }]);
    expect((await ingest([{ id: 'gone', subject: '0', removed: true }])).removed).toBe(1);
    const [row] = await sql`SELECT
      (SELECT count(*)::int FROM ground.raw_message) AS raw,
      (SELECT count(*)::int FROM derived.message) AS shown,
      (SELECT count(*)::int FROM cache.message_search) AS indexed,
      (SELECT count(*)::int FROM derived.thread_node WHERE message_id = 'gone@example.org') AS nodes`;
    expect(row).toEqual({ raw: 3, shown: 2, indexed: 2, nodes: 0 });
    await checkAgainstFull();
  });

  it('knows a mail by its bytes when an older version gave it another content hash', async () => {
    await ingest([{ id: 'a' }]);
    await owner`
      UPDATE ground.raw_message SET content_hash = 'old', key = '00000000-0000-0000-0000-000000000001'`;
    await owner`UPDATE ground.listing SET message_key = '00000000-0000-0000-0000-000000000001'`;
    await deriveEverything(sql, pool, () => undefined);
    expect(await ingest([{ id: 'a' }])).toMatchObject({ stored: 0, duplicates: 1 });
    expect([...(await sql`SELECT key, content_hash FROM derived.message`)]).toEqual([
      { key: '00000000-0000-0000-0000-000000000001', content_hash: 'old' },
    ]);
  });

  it('adds nothing the second time', async () => {
    const mails = [{ id: 'a' }, { id: 'b', cites: ['a'] }];
    expect(await ingest(mails)).toMatchObject({ stored: 2, duplicates: 0 });
    const before = [await digest(), await settledDigest(sql, GROUND_TABLES)];
    expect(await ingest(mails)).toMatchObject({ stored: 0, duplicates: 2 });
    expect([await digest(), await settledDigest(sql, GROUND_TABLES)]).toEqual(before);
  });

  it('shows a mail again that its archive withdrew and holds again', async () => {
    const mail = { id: 'a', subject: '0' };
    await ingest([mail, { ...mail, removed: true }, { id: 'b', cites: ['a'] }]);
    expect([...(await sql`SELECT message_id FROM derived.message`)]).toHaveLength(1);
    await ingest([mail]);
    const rows = await sql`SELECT message_count, root_is_ghost FROM derived.thread`;
    expect([...rows]).toEqual([{ message_count: 2, root_is_ghost: false }]);
    await checkAgainstFull();
  });

  it('lets a corrected mail take the place of the one that was withdrawn', async () => {
    // `removed` takes the minute it was sent from the subject.
    const wrong = { id: 'a', subject: '0', body: DIFF };
    const right = { id: 'a', subject: '[PATCH] right', body: DIFF };
    await ingest([wrong, { id: 'b', cites: ['a'] }]);
    await ingest([{ ...wrong, removed: true }]);
    await ingest([right]);
    const rows = await sql`
      SELECT s.name, m.first_of_id FROM derived.series s JOIN derived.message m ON m.message_id = s.id`;
    expect([...rows]).toEqual([{ name: 'right', first_of_id: true }]);
    await checkAgainstFull();
  });

  it('keeps an imposter apart and lets the first one keep its place', async () => {
    await ingest([
      { id: 'a', body: 'first\n' },
      { id: 'b', cites: ['a'] },
    ]);
    await ingest([{ id: 'a', body: 'other\n' }]);
    const rows = await sql`
      SELECT first_of_id, body, position, parent_position FROM derived.thread_node n
      JOIN derived.message m ON m.key = n.message_key ORDER BY position`;
    expect(
      rows.map((row) => `${row['first_of_id']} ${row['body'].trim()} ${row['parent_position']}`),
    ).toEqual(['true first null', 'false other 0', 'true text 0']);
    await checkAgainstFull();
  });

  it('equals a full derivation after any order of arrival, in any batches', async () => {
    const mail = fc.record({
      name: fc.nat(7),
      cites: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
      subject: fc.constantFrom(
        'x',
        '[PATCH] fix',
        '[PATCH v2] fix',
        '[PATCH 0/2] s',
        '[PATCH 1/2] s',
        'Re: x',
      ),
      body: fc.constantFrom('text\n', DIFF),
    });
    const batches = fc.array(fc.array(mail, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc
        .asyncProperty(batches, async (archive) => {
          for (const batch of archive) {
            await ingest(
              batch.map(({ name, cites, subject, body }) => ({
                id: `m${name}`,
                cites: cites.map((n) => `m${n}`),
                subject,
                body,
              })),
            );
          }
          await checkAgainstFull();
        })
        .beforeEach(async () => {
          await owner.unsafe(
            `TRUNCATE ${[...DERIVED_TABLES, 'ground.listing', 'ground.raw_message'].join(', ')}`,
          );
        }),
      { seed: 20240718, numRuns: 60 },
    );
  });

  it('takes two addresses for one person when the mailmap says so', async () => {
    await ingest([{ id: 'v1', subject: '[PATCH] fix', body: DIFF }]);
    await ingest([{ id: 'v2', subject: '[PATCH v2] fix', body: DIFF, from: 'ann@new.example.org' }]);
    const chained = async (): Promise<unknown> =>
      (await sql`SELECT superseded_by FROM derived.series WHERE id = 'v1@example.org'`)[0]?.['superseded_by'];
    expect(await chained()).toBeNull();
    await saveMailmap(sql, 'Ann <ann@example.org> <ann@new.example.org>\n');
    await checkStale();
    await deriveEverything(sql, pool, () => undefined);
    expect(await chained()).toBe('v2@example.org');
    await ingest([{ id: 'v3', subject: '[PATCH v3] fix', body: DIFF, from: 'ANN@new.example.org' }]);
    await checkAgainstFull();
    await saveMailmap(sql, null);
  });

  it('stops before the disk is full and goes on when there is room', async () => {
    await registerSource(sql, { name: 'test', location: 'test', list: null });
    const full = async (): Promise<void> => {
      throw new AppError('DISK_FULL', 'Too little space.', 'Free some.');
    };
    const options = { pool, fallbackList: 'devel', onProgress: () => undefined };
    await expect(
      ingestSource(sql, 'test', source([{ id: 'a' }]), { ...options, guardDisk: full }),
    ).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await ingest([{ id: 'a' }])).toMatchObject({ stored: 1 });
  });

  it('reads into memory what it would store', async () => {
    const { messages } = await readSource(pool, source([{ id: 'a' }, { id: 'b' }]), 'devel');
    expect(messages.map(({ email }) => email.messageId)).toEqual(['a@example.org', 'b@example.org']);
  });
});

describe('the log of judgements', () => {
  it('refuses change', async () => {
    await sql`INSERT INTO ground.judgement (id, verb, author, recorded_at, value)
      VALUES ('00000000-0000-0000-0000-000000000001', 'set-status', 'ann', now(), '{}')`;
    await expect(owner`UPDATE ground.judgement SET verb = 'x'`).rejects.toThrow(/append-only/);
    await expect(owner`DELETE FROM ground.judgement`).rejects.toThrow(/append-only/);
    await expect(sql`DELETE FROM ground.judgement`).rejects.toThrow(/permission denied/);
    await expect(sql`
      INSERT INTO ground.judgement (id, verb, author, recorded_at, value, anchor_message_id)
      VALUES ('00000000-0000-0000-0000-000000000002', 'x', 'ann', now(), '{}', 'a')`).rejects.toThrow(
      /judgement_anchor/,
    );
  });

  it('is not touched by a derivation', async () => {
    const before = await settledDigest(sql, ['ground.judgement']);
    await ingest([{ id: 'a' }]);
    await deriveEverything(sql, pool, () => undefined);
    expect(await settledDigest(sql, ['ground.judgement'])).toEqual(before);
    expect(before['ground.judgement']).toMatch(/^1 rows/);
  });
});

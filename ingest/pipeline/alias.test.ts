import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Source, SourceEvent } from '@/ingest/sources/source.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { mailDate } from '@/lib/mail/patchwork/compose-copy.ts';
import { pageMessages } from '@/lib/mail/patchwork/page-messages.ts';
import type { PageMessage, PatchworkPage } from '@/lib/mail/patchwork/patchwork-page.ts';
import { loadArchiveCounts } from '@/lib/store/archive-counts.ts';
import { DERIVED_TABLES } from '@/lib/store/derive/table-digests.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

let archive: TestArchive;
let sql: Sql;
const pool = createParsePool();

beforeAll(async () => {
  archive = await openTestArchive();
  sql = archive.sql;
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});
const emptyArchive = (): Promise<void> => archive.empty();
beforeEach(emptyArchive);

const MINUTE = 60_000;
const NOON = Date.UTC(2024, 6, 18, 12);

/** A thread as it was sent: cover c, answers a (to c) and b (to a), and a short one, s, as others say it too. */
const COVER: PageMessage = {
  author: 'Ann Onym',
  sentAt: NOON,
  body: 'Why we do it.\n\n a | 2 +-\n 1 file changed',
};
const LONG = 'This is a long answer whose words nobody else will find by chance. '.repeat(4).trim();
const COMMENTS: readonly PageMessage[] = [
  {
    author: 'Bob Bee',
    sentAt: NOON + MINUTE,
    body: `On Thu, Jul 18, 2024, Ann Onym wrote:\n> Why we do it.\n\n${LONG}`,
  },
  {
    author: 'Ann Onym',
    sentAt: NOON + 2 * MINUTE,
    body: `On Thu, Jul 18, 2024, Bob Bee wrote:\n> ${LONG}\n\nYes: ${LONG}`,
  },
  { author: 'Max Maint', sentAt: NOON + 3 * MINUTE, body: 'Applied, thanks!' },
];
const PAGE: PatchworkPage = {
  kind: 'cover',
  title: '[0/1] a series',
  messageId: 'c@example.org',
  submission: COVER,
  diff: null,
  comments: COMMENTS,
  isCut: false,
};
const COPIES = pageMessages(PAGE, (text) => createHash('sha256').update(text).digest('hex'));
const COPY_IDS = COPIES.map((text) => /^Message-ID: <(.*)>$/m.exec(text)?.[1] ?? '');

/** The mail itself: seconds, an address and a signature that the page does not show. */
function mail({ author, sentAt, body }: PageMessage, id: string, cites: readonly string[]): string {
  const references = cites.length === 0 ? '' : `References: ${cites.map((one) => `<${one}>`).join(' ')}\n`;
  const subject = cites.length === 0 ? '[PATCH 0/1] a series' : 'Re: [PATCH 0/1] a series';
  return (
    `From: ${author} <${author[0]?.toLowerCase()}@example.org>\nTo: devel@example.org\nSubject: ${subject}\n` +
    `Message-ID: <${id}>\nDate: ${mailDate(sentAt + 31_000)}\n${references}\n${body}  \n\n-- \nsent with care\n`
  );
}

const MAILS = [
  mail(COVER, 'c@example.org', []),
  mail(COMMENTS[0] as PageMessage, 'a@example.org', ['c@example.org']),
  mail(COMMENTS[1] as PageMessage, 'b@example.org', ['c@example.org', 'a@example.org']),
  mail(COMMENTS[2] as PageMessage, 's@example.org', ['c@example.org']),
];
/** The same words in the same minute under another series. */
const ELSEWHERE = mail(COMMENTS[2] as PageMessage, 'other@example.org', ['elsewhere@example.org']);

type Step = { readonly text: string; readonly removed?: boolean };

async function ingest(steps: readonly Step[]): Promise<void> {
  const source: Source = {
    kind: 'mbox',
    size: null,
    async *events(): AsyncGenerator<SourceEvent> {
      for (const { text, removed = false } of steps) {
        const message = { bytes: Buffer.from(text), list: 'devel', where: 'test' };
        if (removed) yield { kind: 'removal', oid: 'none', message, cursor: null, done: 0 };
        else yield { kind: 'message', message, cursor: null, done: 0 };
      }
    },
  };
  await ingestAs('test', source);
}

async function ingestAs(name: string, source: Source): Promise<void> {
  await registerSource(sql, { name, location: name, list: null });
  await ingestSource(sql, name, source, {
    pool,
    guardDisk: async () => undefined,
    fallbackList: 'devel',
    onProgress: () => undefined,
  });
}

const texts = (list: readonly string[]): readonly Step[] => list.map((text) => ({ text }));

/** Threads in reading order: `>` a level, synthetic ids as copy1 ... */
async function tree(): Promise<readonly string[]> {
  const rows = await sql<{ depth: number; message_id: string; ghost: boolean }[]>`
    SELECT depth, message_id, message_key IS NULL AS ghost FROM derived.thread_node ORDER BY thread_id, position`;
  return rows.map(
    ({ depth, message_id, ghost }) => `${'>'.repeat(depth)}${short(message_id)}${ghost ? '?' : ''}`,
  );
}

function short(id: string): string {
  const copy = COPY_IDS.indexOf(id);
  return copy > 0 ? `copy${copy}` : id.replace('@example.org', '');
}

async function aliases(): Promise<readonly string[]> {
  const rows = await sql<{ alias_id: string; message_id: string }[]>`SELECT * FROM derived.alias`;
  return rows.map((row) => `${short(row.alias_id)} = ${short(row.message_id)}`).sort();
}

async function checkAgainstFull(): Promise<void> {
  const incremental = await settledDigest(sql, DERIVED_TABLES);
  await deriveEverything(sql, pool, () => undefined);
  expect(await settledDigest(sql, DERIVED_TABLES)).toEqual(incremental);
}

const AS_MAIL = ['c', '>a', '>>b', '>s'];
const ALIASES = ['c = c', 'copy1 = a', 'copy2 = b', 'copy3 = s'];

describe('a page and the mail it shows', () => {
  it('stands for the mail while that is missing', async () => {
    await ingest(texts(COPIES));
    expect(await tree()).toEqual(['c', '>copy1', '>>copy2', '>copy3']);
    expect(await aliases()).toEqual([]);
    const [row] = await sql`SELECT id, name, cover_id FROM derived.series`;
    expect(row).toEqual({ id: 'c@example.org', name: 'a series', cover_id: 'c@example.org' });
    const [cover] = await sql`SELECT first_of_id FROM derived.message WHERE message_id = 'c@example.org'`;
    expect(cover).toEqual({ first_of_id: true });
    await checkAgainstFull();
  });

  it('gives way when the mail arrives', async () => {
    await ingest(texts(COPIES));
    await ingest(texts([MAILS[1] as string]));
    expect(await tree()).toEqual(['c', '>a', '>>copy2', '>copy3']);
    expect(await aliases()).toEqual(['copy1 = a']);
    await checkAgainstFull();
    await ingest(texts(MAILS));
    expect(await tree()).toEqual(AS_MAIL);
    expect(await aliases()).toEqual(ALIASES);
    const rows =
      await sql`SELECT from_email, first_of_id FROM derived.message WHERE message_id = 'c@example.org'
      ORDER BY from_email`;
    expect([...rows]).toEqual([
      { from_email: 'a@example.org', first_of_id: true },
      { from_email: 'ann-onym@patchwork-page.docket.invalid', first_of_id: false },
    ]);
    const [problems] =
      await sql`SELECT count(*)::int AS n FROM derived.message_problem WHERE code = 'message-id-reused'`;
    expect(problems).toEqual({ n: 0 });
    await checkAgainstFull();
  });

  it('gives way to a mail with the very same words, which REST shows as they are', async () => {
    const [before, after] = [MAILS[1] as string, MAILS[2] as string];
    const copy = before.replace('\nMessage-ID', '\nX-Docket-Reconstructed: patchwork-rest\nMessage-ID');
    await ingest(texts([...COPIES, copy, before, after]));
    expect(await tree()).toEqual(['c', '>a', '>>b', '>copy3']);
    const rows =
      await sql`SELECT reconstructed, first_of_id FROM derived.message WHERE message_id = 'a@example.org'
      ORDER BY reconstructed`;
    expect([...rows]).toEqual([
      { reconstructed: false, first_of_id: true },
      { reconstructed: true, first_of_id: false },
    ]);
    await checkAgainstFull();
  });

  it('is only an alias when the mail was first', async () => {
    await ingest(texts(MAILS));
    await ingest(texts(COPIES));
    expect(await tree()).toEqual(AS_MAIL);
    expect(await aliases()).toEqual(ALIASES);
    await checkAgainstFull();
  });

  it('comes back when the mail is withdrawn', async () => {
    await ingest(texts([...COPIES, ...MAILS]));
    await ingest([
      { text: MAILS[1] as string, removed: true },
      { text: MAILS[0] as string, removed: true },
    ]);
    // b cites a by its own id, and nothing that is here says that the copy was a.
    expect(await tree()).toEqual(['c', '>copy1', '>a?', '>>b', '>s']);
    await checkAgainstFull();
  });

  it('does not take short words sent elsewhere for its own', async () => {
    await ingest(texts([...COPIES, ELSEWHERE]));
    expect(await aliases()).toEqual([]);
    await ingest(texts([MAILS[3] as string]));
    expect(await aliases()).toEqual(['copy3 = s']);
    await checkAgainstFull();
  });

  it('tells the mail of the real thread, in both orders', async () => {
    const open = (name: string) =>
      openSource(corpusPath(`zero-range/${name}`), { list: 'linux-xfs', cursor: null, home: '/nowhere' });
    const files = ['patchwork-page.txt', 'rfc-thread.mbox.gz'];
    for (const order of [files, [...files].reverse()]) {
      await emptyArchive();
      for (const name of order) await ingestAs(name, await open(name));
      const [row] = await sql`SELECT
        (SELECT count(*)::int FROM derived.message WHERE reconstructed) AS copies,
        (SELECT count(*)::int FROM derived.alias) AS aliases,
        (SELECT count(*)::int FROM derived.thread) AS threads,
        (SELECT count(*)::int FROM derived.thread_node) AS nodes,
        (SELECT count(*)::int FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
         WHERE m.reconstructed) AS shown`;
      expect(row).toEqual({ copies: 6, aliases: 6, threads: 1, nodes: 14, shown: 0 });
      // What doctor counts are messages, not the copies that gave way to them.
      expect((await loadArchiveCounts(sql)).messages).toBe(14);
      await checkAgainstFull();
    }
  });

  it('moves the anchors of judgements', async () => {
    await ingest(texts(COPIES));
    await sql`
      INSERT INTO ground.judgement (id, verb, author, recorded_at, value, anchor_message_id, anchor_content_hash,
        anchor_body_hash, anchor_start, anchor_end, anchor_exact, anchor_prefix, anchor_suffix)
      VALUES ('00000000-0000-0000-0000-0000000000a1', 'accept', 'ann', now(), '{}', ${COPY_IDS[1] ?? ''}, 'h', 'h',
        0, 1, 'x', '', '')`;
    await ingest(texts(MAILS));
    const rows = await sql`
      SELECT coalesce(a.message_id, j.anchor_message_id) AS id FROM ground.judgement j
      LEFT JOIN derived.alias a ON a.alias_id = j.anchor_message_id`;
    expect([...rows]).toEqual([{ id: 'a@example.org' }]);
  });

  it('is believed only under the id that its words make', async () => {
    const forged = (COPIES[1] as string).replace(LONG, 'Other words, to let the address lead to them.');
    await ingest(texts([forged, MAILS[1] as string]));
    expect(await aliases()).toEqual([]);
    const [row] = await sql`SELECT count(*)::int AS n FROM derived.message WHERE reconstructed`;
    expect(row).toEqual({ n: 0 });
  });
});

describe('derivation with copies', () => {
  it('equals a full one after any order of arrival and withdrawal, in any batches', async () => {
    const all = [...COPIES, ...MAILS, ELSEWHERE];
    const step = fc.record({ text: fc.constantFrom(...all), removed: fc.boolean() });
    const plan = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc
        .asyncProperty(plan, async (batches) => {
          for (const batch of batches) await ingest(batch);
          await checkAgainstFull();
        })
        .beforeEach(emptyArchive),
      { seed: 20240718, numRuns: 30 },
    );
  });

  it('gives the same tree for every order of arrival', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.shuffledSubarray([...COPIES, ...MAILS], { minLength: 8 }),
          fc.integer({ min: 1, max: 8 }),
          async (order, size) => {
            for (let at = 0; at < order.length; at += size) await ingest(texts(order.slice(at, at + size)));
            expect(await tree()).toEqual(AS_MAIL);
            expect(await aliases()).toEqual(ALIASES);
          },
        )
        .beforeEach(emptyArchive),
      { seed: 7, numRuns: 12 },
    );
  });
});

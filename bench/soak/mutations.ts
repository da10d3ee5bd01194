import type postgres from 'postgres';
import { mutatedMails, seedMails } from '@/ingest/hostile/mutated-mails.ts';
import { openHostileArchive } from '@/ingest/hostile/test-hostile-archive.ts';
import { setup } from '@/ingest/test-setup.ts';

/**
 * reliability.md, point 2, in full: `npx tsx bench/soak/mutations.ts [COUNT] [SEED]`. 20,000 mutations of generated and
 * real mail go through parse pool, store and derivation. Fails when one is missing or cost the parser its thread.
 */
const COUNT = Number(process.argv[2] ?? 20_000);
const SEED = Number(process.argv[3] ?? 1);
const CHUNK = 2_000;

const stopServer = await setup();
try {
  process.exitCode = await soak();
} finally {
  await stopServer();
}

async function soak(): Promise<number> {
  const archive = await openHostileArchive();
  const startedAt = performance.now();
  let read = 0;
  try {
    const seeds = await seedMails();
    for (let chunk = 0; chunk * CHUNK < COUNT; chunk += 1) {
      const mails = [...mutatedMails(seeds, SEED + chunk, Math.min(CHUNK, COUNT - chunk * CHUNK))];
      const { stored, duplicates } = await archive.ingest(mails);
      read += stored + duplicates;
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      console.log(`${read} of ${COUNT} mutations read, ${seconds} s`);
    }
    const lost = await countLost(archive.sql);
    console.log(`${lost} messages cost the parser its thread`);
    return lost === 0 && read === COUNT ? 0 : 1;
  } finally {
    await archive.close();
  }
}

async function countLost(sql: postgres.Sql): Promise<number> {
  const rows = await sql`
    SELECT m.message_id, p.code, p.detail FROM derived.message_problem p
    JOIN derived.message m ON m.key = p.message_key
    WHERE p.code = 'parse-timeout' OR (p.code = 'parse-failed' AND p.detail LIKE 'The parser%')`;
  for (const row of rows) console.log(`${row['message_id']}: ${row['code']} ${row['detail']}`);
  return rows.length;
}

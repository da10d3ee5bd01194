import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@/e2e/free-port.ts';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { withDatabase } from '@/ingest/database.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { parseQuery } from '@/lib/search/parse-query.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { find } from '@/lib/store/find.ts';
import { startPublicInbox } from './public-inbox.ts';
import { EXACT, WORDS } from './recall-queries.ts';

/**
 * The same queries of our search and of public-inbox's, on the bundle: what each finds that the other does not
 * (docs/search.md has the table). Exit code 1 when an operator of headers, ids, files or patches differs.
 */
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const INBOX = 'linux-xfs';
/** public-inbox gives 200 a page. */
const PAGE = 200;

type Row = {
  readonly query: string;
  readonly ours: ReadonlySet<string>;
  readonly theirs: ReadonlySet<string>;
};

const run = promisify(execFile);
process.exitCode = await main();

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-recall-'));
  const kept = process.env['DOCKET_RECALL_HOME'];
  const home = kept ?? (await makeTestHome());
  process.env['DOCKET_HOME'] = home;
  delete process.env['DATABASE_URL'];
  const theirs = await startPublicInbox(BUNDLE, folder, INBOX, await freePort());
  try {
    if (kept === undefined) {
      await run(process.execPath, [
        join(import.meta.dirname, '../ingest/docket.mjs'),
        'ingest',
        '--list',
        INBOX,
        BUNDLE,
      ]);
    }
    return await withDatabase({ migrate: 'embedded' }, async ({ lease }) => {
      process.env['DOCKET_WEB_DATABASE_URL'] = lease.appUrl;
      // A mail that is not in the archive at all would be a fault of the ingest, not of the search.
      const known = await askOurs('d:1970..2100');
      const exact = await compare([...EXACT, ...(await askSamples())], theirs.url, known);
      const deleted = await askOurs('nq:"dev null"');
      const words = await compare(WORDS, theirs.url, known);
      process.stdout.write(`public-inbox ${theirs.version}\n\n`);
      print(exact);
      print(words);
      return exact.some((row) => isUnexplained(row, deleted)) ? 1 : 0;
    });
  } finally {
    await theirs.stop();
    if (kept === undefined) await removeTestHome(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(
  queries: readonly string[],
  url: string,
  known: ReadonlySet<string>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const query of queries) {
    const theirs = [...(await askTheirs(query, url))].filter((id) => known.has(id));
    rows.push({ query, ours: await askOurs(query), theirs: new Set(theirs) });
  }
  return rows;
}

async function askOurs(query: string): Promise<ReadonlySet<string>> {
  const found = await find({
    ...{ text: query, show: 'messages', list: null, order: 'date', after: null, limit: 5_000 },
    now: Date.now(),
  });
  if ('problem' in found) throw new Error(`${query}: ${JSON.stringify(parseQuery(query))}`);
  if (found.show !== 'messages') throw new Error('messages were asked for');
  return new Set(found.page.rows.map((row) => row.messageId));
}

/** All pages of the Atom feed of a search; its entries link to messages. */
async function askTheirs(query: string, url: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let offset = 0; ; offset += PAGE) {
    const response = await fetch(`${url}/?q=${encodeURIComponent(query)}&x=A&o=${offset}`);
    const text = await response.text();
    if (!response.ok && response.status !== 404)
      throw new Error(`${query}: ${response.status} ${text.slice(0, 300)}`);
    const before = ids.size;
    let entries = 0;
    for (const [, link] of text.matchAll(/<entry>[\s\S]*?<link\s+href="([^"]+)"/g)) {
      entries += 1;
      const segment =
        new URL((link ?? '').replaceAll('&amp;', '&')).pathname.split('/').filter(Boolean).at(-1) ?? '';
      ids.add(decodeURIComponent(segment));
    }
    if (entries < PAGE || ids.size === before) return ids;
  }
}

/** Objects and patch ids of the archive itself: some thirty of each, from all over it. */
async function askSamples(): Promise<readonly string[]> {
  const found = await find({
    ...{ text: 'dfn:xfs d:2024', show: 'messages', list: null, order: 'date', after: null, limit: 5_000 },
    now: 0,
  });
  const rows = 'problem' in found || found.show !== 'messages' ? [] : found.page.rows;
  const blobs = rows
    .filter((_, n) => n % 20 === 0)
    .flatMap(({ body }) => {
      const index = /^index ([0-9a-f]{12})[0-9a-f]*\.\.([0-9a-f]{9})/m.exec(body);
      return index === null ? [] : [`dfpre:${index[1]}`, `dfpost:${index[2]}`, `dfblob:${index[2]}`];
    });
  const ids = await sampledPatchIds();
  return [...blobs, ...ids.map((id) => `patchid:${id}`)];
}

async function sampledPatchIds(): Promise<readonly string[]> {
  const rows = await queryRows<{ readonly id: string }>(sql`
    SELECT patch_id AS id FROM derived.message WHERE patch_id IS NOT NULL ORDER BY md5(message_id) LIMIT 30`);
  return rows.map(({ id }) => id);
}

/**
 * A file that a patch deletes ends the patch for public-inbox 1.9 (`+++ /dev/null` has no name), so what it removes is
 * prose there. We find it as removed.
 */
function isUnexplained({ query, ours, theirs }: Row, deleted: ReadonlySet<string>): boolean {
  if ([...theirs].some((id) => !ours.has(id))) return true;
  return [...ours].some((id) => !theirs.has(id) && !(query.includes('dfa:') && deleted.has(id)));
}

function print(rows: readonly Row[]): void {
  process.stdout.write(
    '| query | ours | public-inbox | ours alone | theirs alone |\n|---|---|---|---|---|\n',
  );
  for (const { query, ours, theirs } of rows) {
    const onlyOurs = [...ours].filter((id) => !theirs.has(id));
    const onlyTheirs = [...theirs].filter((id) => !ours.has(id));
    const counts = [ours.size, theirs.size, onlyOurs.length, onlyTheirs.length].join(' | ');
    process.stdout.write(`| \`${query.replaceAll('|', '\\|')}\` | ${counts} |\n`);
    if (process.env['DOCKET_RECALL_SHOW'] !== undefined) {
      for (const id of onlyOurs.slice(0, 3)) process.stdout.write(`    + ${id}\n`);
      for (const id of onlyTheirs.slice(0, 3)) process.stdout.write(`    - ${id}\n`);
    }
  }
  process.stdout.write('\n');
}

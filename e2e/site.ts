import { execFile } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { spawnManaged } from '@/ingest/start/spawn-child.mjs';
import { factsFile, type SiteFacts } from './people.ts';
import { setupLinkFile } from './setup-link.ts';

/**
 * The site for the browser tests: Docket as a user starts it, with an embedded database in a temporary home. The
 * archive holds the bundled sample, our own mails of e2e/fixtures and, where there is a corpus, the saga.
 */
const ROOT = dirname(import.meta.dirname);
const DOCKET = join(ROOT, 'ingest', 'docket.mjs');
const FIXTURES = join(import.meta.dirname, 'fixtures');

process.exitCode = await main();

async function main(): Promise<number> {
  const home = await makeTestHome();
  process.env['DOCKET_HOME'] = home;
  // Never the developer's own archive.
  delete process.env['DATABASE_URL'];
  // Playwright sets it for us, and Node warns about it beside NO_COLOR.
  delete process.env['FORCE_COLOR'];
  try {
    const stopped = untilSignalled();
    // Before it serves, so that the first page that answers is already the whole archive.
    await promisify(execFile)(process.execPath, [DOCKET, 'ingest', ...listSources()]);
    const prepare = join(import.meta.dirname, 'prepare.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', prepare]);
    const facts: SiteFacts = { home, sessions: JSON.parse(stdout) };
    writeFileSync(factsFile(), JSON.stringify(facts), { mode: 0o600 });
    const port = process.env['DOCKET_E2E_PORT'] ?? '3000';
    const site = spawnManaged(DOCKET, ['serve', '--host', '127.0.0.1', '--port', port], {
      onLine: (line) => {
        const path = /\/invite\/\S+$/.exec(line)?.[0];
        if (path === undefined) process.stdout.write(`${line}\n`);
        else writeFileSync(setupLinkFile(), path, { mode: 0o600 });
      },
    });
    const ending = await Promise.race([stopped, site.ended]);
    if (ending !== null) return ending.code;
    return (await site.stop({ termMs: 45_000 })).code;
  } finally {
    rmSync(setupLinkFile(), { force: true });
    rmSync(factsFile(), { force: true });
    await removeTestHome(home);
  }
}

function listSources(): readonly string[] {
  // A whole quarter of the list takes a minute: for the one test that asks about other threads.
  if (process.env['DOCKET_E2E_ARCHIVE'] === 'quarter')
    return ['linux-xfs-2024q3.bundle', 'zero-range/saga.mbox.gz'].map(corpusPath);
  const sample = join(ROOT, 'ingest', 'sample', 'zero-range.mbox');
  // Pictures of the documentation show our own mail alone.
  if (process.env['DOCKET_TOUR'] === '1' || process.env['DOCKET_E2E_ARCHIVE'] === 'sample') return [sample];
  const fixtures = readdirSync(FIXTURES).map((name) => join(FIXTURES, name));
  const saga = withoutCorpus ? [] : [corpusPath('zero-range/saga.mbox.gz')];
  return [sample, ...fixtures, ...saga];
}

function untilSignalled(): Promise<null> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(null));
  });
}

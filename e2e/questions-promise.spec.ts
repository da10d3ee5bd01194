import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { withoutCorpus } from '@/ingest/corpus-path.ts';
import { RFC_ID } from './archive.ts';
import { freePort } from './free-port.ts';
import { expect, test } from './test.ts';

/**
 * "What did Brian promise, and was it done?" The tests he promised were posted in a thread of their own, so this one
 * asks an archive of the whole quarter, on a site of its own.
 */

const TESTS_ID = '20240822144422.188462-1-bfoster@redhat.com';
const READY_MS = 280_000;

let site: ChildProcess | null = null;
let base = '';

test.skip(withoutCorpus, 'needs the saga and the quarter');

test.beforeAll(async () => {
  test.setTimeout(READY_MS + 20_000);
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const root = dirname(import.meta.dirname);
  const script = join(import.meta.dirname, 'site.ts');
  site = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: root,
    env: { ...process.env, DOCKET_E2E_PORT: String(port), DOCKET_E2E_ARCHIVE: 'quarter' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline && site.exitCode === null) {
    const response = await fetch(base).catch(() => null);
    if (response?.ok) return;
    await sleep(500);
  }
  throw new Error(`the site of the quarter did not begin: ${site.exitCode ?? 'too slow'}`);
});

test.afterAll(async () => {
  test.setTimeout(90_000);
  if (site === null || site.exitCode !== null) return;
  const ended = new Promise((resolve) => site?.once('exit', resolve));
  site.kill('SIGTERM');
  await ended;
});

/** The design with everything open: what is rather a candidate stands behind "more". */
async function openDesign(page: Page, query = ''): Promise<void> {
  await page.goto(`${base}/design/${RFC_ID}${query}`);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
}

test('the tests that were promised with the RFC are done, by a series of another thread', async ({
  page,
}) => {
  await openDesign(page);
  const actions = page.locator('section:has(> #actions) .item');
  const promised = actions.filter({ has: page.locator('abbr[title="Brian Foster, promised"]') });
  const fstest = promised.filter({ hasText: /fstest/ }).first();
  await expect(fstest.locator('.label .status')).toContainText('done');
  await expect(fstest.locator('.outcome')).toContainText('2024-08-22');
  await fstest.locator('.outcome a').click();
  await expect(page).toHaveURL(`${base}/series/${TESTS_ID}`);
  await expect(page.locator('h1')).toContainText('test coverage for eof zeroing');
  // Then it was not.
  await openDesign(page, '?at=2024-08-01');
  await expect(fstest.locator('.label .status')).toContainText('open');
  // The version he promised in review was posted the same day.
  await openDesign(page);
  const version = promised.filter({ hasText: /v3/ }).first();
  await expect(version.locator('.label .status')).toContainText('done');
  await expect(version.locator('.outcome')).toContainText('posted: v3');
});

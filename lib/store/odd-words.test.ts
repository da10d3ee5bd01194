import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { claimJob, enqueueJob, finishJob, loadJobState } from '@/lib/store/jobs/job.ts';
import { saveBatch } from '@/lib/store/keep/save-batch.ts';
import { failSource, listSources, registerSource } from '@/lib/store/sources/source.ts';

/** What a site or a path puts into an error ends neither the worker nor the reading of a source. */

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(() => archive.close());

test('a job that fails with any words has failed', async () => {
  const { sql } = archive;
  const id = await enqueueJob(sql, { kind: 'settle', payload: {} });
  await claimJob(sql, 'archive');
  await finishJob(sql, id, `The site says "a\0b\ud800${'x'.repeat(9_000)}".`);
  expect(await loadJobState(sql, id)).toEqual({
    state: 'failed',
    error: expect.stringMatching(/^The site says "ab\ufffdx{3900,}$/),
  });
});

test('a problem with any words is told', async () => {
  const { sql } = archive;
  await registerSource(sql, { name: 's', location: 's', list: null });
  const where = `/a\0b/${randomBytes(30_000).toString('base64')}`;
  const problem = { code: 'source-damaged', where, detail: 'it says \0 and \udfff' } as const;
  await saveBatch(sql, 's', { messages: [], cursor: null, part: null, problem });
  await failSource(sql, 's', new Date(0), 'the site says \0');
  const [source] = await listSources(sql);
  expect(source).toMatchObject({
    problems: 1,
    problemsShown: [
      {
        code: 'source-damaged',
        where: expect.stringMatching(/^\/ab\/.{300,500}$/),
        detail: 'it says  and \ufffd',
      },
    ],
    failure: { at: 0, text: 'the site says ' },
  });
});

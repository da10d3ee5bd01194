import { expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { createDiskGuard } from '@/ingest/pipeline/disk-guard.ts';
import { openTestArchive } from '@/ingest/test-archive.ts';
import { ingestQuestions } from '@/ingest/test-questions.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';
import { DERIVED_TABLES, digestTables } from '@/lib/store/derive/table-digests.ts';

test('a derivation of everything ends before the disk is full, and all is as it was', async () => {
  const archive = await openTestArchive();
  const pool = createParsePool();
  try {
    const mails = Array.from({ length: 120 }, (_, n) => `m${n}`);
    await ingestQuestions(archive, pool, mails);
    await deriveDesigns(archive.sql);
    const before = await digestTables(archive.sql, DERIVED_TABLES);
    let left = 1;
    const guardDisk = async (): Promise<void> => {
      if (left === 0) throw new AppError('DISK_FULL', 'Too little space to go on.', 'Free some space.');
      left -= 1;
    };
    const derived = deriveEverything(archive.sql, pool, () => undefined, { guardDisk });
    await expect(derived).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await digestTables(archive.sql, DERIVED_TABLES)).toEqual(before);
    left = 2;
    await deriveEverything(archive.sql, pool, () => undefined, { guardDisk });
    expect([left, await digestTables(archive.sql, DERIVED_TABLES)]).toEqual([0, before]);
  } finally {
    await pool.close();
    await archive.close();
  }
});

test('it looks at the disk of the server that is used, whatever DOCKET_HOME says', async () => {
  const before = process.env['DOCKET_HOME'];
  process.env['DOCKET_HOME'] = '/nonexistent';
  try {
    await createDiskGuard({ embedded: true, dataFolder: import.meta.dirname })();
    // A file system without any space.
    const full = createDiskGuard({ embedded: true, dataFolder: '/proc' })();
    await expect(full).rejects.toMatchObject({ code: 'DISK_FULL' });
    await createDiskGuard({ embedded: false, dataFolder: null })();
  } finally {
    if (before === undefined) delete process.env['DOCKET_HOME'];
    else process.env['DOCKET_HOME'] = before;
  }
});

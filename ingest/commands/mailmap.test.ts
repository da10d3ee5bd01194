import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailmapCommand } from '@/ingest/commands/mailmap.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-mailmap-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The refusal of a file with this text, before a database is opened. */
async function check(text: string, expected: RegExp): Promise<void> {
  const file = join(folder, 'people');
  await writeFile(file, text);
  await expect(mailmapCommand.run([file])).rejects.toThrow(expected);
}

test('a file of which most is no entry is refused, not put in the place of the mailmap', async () => {
  await check(
    '# A tour\n\n`/<list>/` has lists.\nThe keys: `j`.\n`?` shows all.\n',
    /of its 3 lines 1 are entries/,
  );
  await check('{"name": "docket"}', /of its 1 lines 0 are entries/);
});

test('a missing one is named', () =>
  expect(mailmapCommand.run(['/nonexistent'])).rejects.toThrow('There is no /nonexistent'));

import { expect, test } from 'vitest';
import { showCommand } from '@/ingest/commands/show.ts';

test('a time is of a design, and a message has none', async () => {
  for (const option of [['--at', '2024-07-19'], ['--all']]) {
    await expect(showCommand.run(['message', 'a@b', ...option])).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: '--at and --all are of a design.',
    });
  }
});

test('refuses an address whose percent-encoding is broken, before a database is opened', async () => {
  await expect(showCommand.run(['message', 'https://lore.kernel.org/linux-xfs/%zz/'])).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});

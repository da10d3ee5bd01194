import { expect, test } from 'vitest';
import { showCommand } from '@/ingest/commands/show.ts';

test('refuses an address whose percent-encoding is broken, before a database is opened', async () => {
  await expect(showCommand.run(['message', 'https://lore.kernel.org/linux-xfs/%zz/'])).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});

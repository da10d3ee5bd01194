import { expect, test } from 'vitest';
import { createSend, loadRoutes } from '@/app/_tests/test-site.ts';
import { openTestArchive } from '@/ingest/test-archive.ts';
import { insertDesigns, insertMessages } from '@/lib/store/test-rows.ts';

test('home is there when it takes too long to find out what waits for somebody', async () => {
  const archive = await openTestArchive();
  const { owner } = archive;
  try {
    await insertMessages(owner, owner`VALUES ('1@x', '{devel}'::text[], 'Bob', 'bob@x', to_timestamp(1))`);
    await insertDesigns(owner, owner`VALUES ('1@x', '{devel}'::text[], to_timestamp(1), '{}'::text[])`);
    const send = createSend(await loadRoutes());
    const ask = async (): Promise<string> => {
      const response = await send('/?person=ann@example.org');
      expect(response.status).toBe(200);
      return response.text();
    };
    expect(await ask()).toContain('Nothing waits for this address.');
    // Of what home reads, only this looks at the links of versions.
    const late = await owner.begin(async (transaction) => {
      await transaction`LOCK TABLE derived.chain_link IN ACCESS EXCLUSIVE MODE`;
      return ask();
    });
    expect(late).toContain('took more than two seconds and was ended');
    expect(late).not.toContain('Nothing waits');
  } finally {
    await archive.close();
  }
});

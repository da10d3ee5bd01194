import { expect, test } from 'vitest';
import { corpusPath, goldPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import type { Email } from '@/lib/mail/email.ts';
import { readArchive, readLabelled } from './labelled.ts';
import { loadThread } from './load-thread.ts';
import { goldMoves } from './status-data.ts';

/** Labels of d01 by id: `status posting` at the end of the archive, as ../shared/gold/saga-expected.json has it. */
async function check(files: readonly string[], expected: Readonly<Record<string, string>>): Promise<void> {
  const emails = new Map<string, Email>();
  for (const file of files) {
    for (const { email } of (await loadThread(corpusPath(file))).messages)
      emails.set(email.contentHash, email);
  }
  const [thread] = await readLabelled([goldPath('d01.json')]);
  if (thread === undefined) throw new Error('d01 is not labelled');
  const { moves, links, labels } = goldMoves(thread);
  const { derived, threads } = readArchive([...emails.values()]);
  const events = trackStatus(moves, links, threads, derived);
  const found = new Map(
    moves.map(({ id }) => {
      const last = events.get(id)?.at(-1);
      const posting = last?.because.series === null ? '' : last?.because.messageId;
      return [labels.get(id)?.id, `${last?.status} ${posting}`.trim()];
    }),
  );
  for (const [label, status] of Object.entries(expected)) expect(found.get(label), label).toBe(status);
}

const SAGA = 'zero-range/saga.mbox.gz';
const ENDED = {
  // The RFC itself, hoisting the flush, making it conditional, iomap_valid, invalidation, the prototype.
  i1: 'superseded 20240822145910.188974-1-bfoster@redhat.com',
  i19: 'adopted 20240822145910.188974-2-bfoster@redhat.com',
  i27: 'adopted 20240822145910.188974-3-bfoster@redhat.com',
  i17: 'supported',
  i40: 'contested',
  i29: 'done 20240822145910.188974-1-bfoster@redhat.com',
};

test.skipIf(withoutCorpus)(
  'the moves of the RFC end as the saga says',
  async () => {
    await check([SAGA], { ...ENDED, i30: 'open' });
  },
  120_000,
);

test.skipIf(withoutCorpus)(
  'with the mail of that summer the promised test is kept',
  async () => {
    await check([SAGA, 'linux-xfs-2024q3.bundle'], {
      ...ENDED,
      i30: 'done 20240822144422.188462-1-bfoster@redhat.com',
    });
  },
  300_000,
);

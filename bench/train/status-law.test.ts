import { expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import type { ItemId, ItemLink, Move, StatusEvent } from '@/lib/design/item.ts';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { type Email, messageTime } from '@/lib/mail/email.ts';
import { readArchive } from './labelled.ts';
import { loadThread } from './load-thread.ts';

type Tracked = {
  readonly moves: readonly Move[];
  readonly links: ReadonlyMap<ItemId, readonly ItemLink[]>;
  readonly events: ReadonlyMap<ItemId, readonly StatusEvent[]>;
};

function track(emails: readonly Email[], given: Tracked | null, at: number): Tracked {
  const { derived, threads } = readArchive(emails);
  const moves = given?.moves.filter((move) => move.at <= at) ?? findMoves(threads);
  const links = given?.links ?? linkMoves(moves, threads, derived);
  return { moves, links, events: trackStatus(moves, links, threads, derived) };
}

/** What the events up to a time say, one line each. */
function upTo({ events }: Tracked, at: number): readonly string[] {
  return [...events]
    .flatMap(([id, list]) =>
      list
        .filter((event) => event.at <= at)
        .map(
          ({ at: when, status, rule, because }) =>
            `${id} ${when} ${status} ${rule} ${JSON.stringify(because)}`,
        ),
    )
    .sort();
}

/** Every `step`-th message of a file is a cut: the archive up to it against the whole one. */
async function check(file: string, step: number): Promise<void> {
  const { messages } = await loadThread(corpusPath(file));
  const emails = messages.map(({ email }) => email);
  const all = track(emails, null, Number.POSITIVE_INFINITY);
  expect(all.moves.length).toBeGreaterThan(0);
  for (let i = 0; i < emails.length; i += step) {
    const at = messageTime(emails[i] as Email);
    const cut = track(
      emails.filter((email) => messageTime(email) <= at),
      all,
      at,
    );
    expect(upTo(cut, at), `${file} cut at ${new Date(at).toISOString()}`).toEqual(upTo(all, at));
  }
}

test.skipIf(withoutCorpus)(
  'law: an archive cut at any message gives the same events up to then',
  async () => {
    for (const name of ['d01', 't002', 't043', 't056', 't006', 't057', 't081', 't104', 't127', 't150']) {
      await check(`threads/${name}.mbox.gz`, 1);
    }
  },
  120_000,
);

test.skipIf(withoutCorpus)(
  'law: so does an archive with many versions of many series',
  async () => {
    await check('zero-range/saga.mbox.gz', 17);
  },
  300_000,
);

import { expect, it } from 'vitest';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { type MarkedRow, markedArchive } from '@/lib/design/links/test-marked-thread.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';

/** The titles of the moves of these mails, in their order. */
function titlesOf(rows: readonly MarkedRow[]): readonly string[] {
  const { moves, threads, derived } = markedArchive(rows);
  const titles = titleMoves(moves, linkMoves(moves, threads, derived), threads, derived);
  return moves.map(({ id }) => titles.get(id) ?? '');
}

const posted: readonly MarkedRow[] = [
  {
    subject: '[PATCH 0/2] store: keep handles',
    body: '{proposal|This series keeps the handles of the store.}\n',
  },
  {
    subject: '[PATCH 1/2] store: count the handles',
    cites: ['m0'],
    body: 'Count them in store_count().\n\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n a\n+b\n',
  },
];

function answered(words: string): readonly string[] {
  const answer = { subject: 'Re: [PATCH 1/2] store: count the handles', by: 'bob', cites: ['m1'] };
  return titlesOf([...posted, { ...answer, body: `> Count them in store_count().\n\n${words}\n` }]).slice(1);
}

it('names the patch that is praised or taken below it, not its series or a word of it', () => {
  expect(answered('{endorsement|Looks good to me.}')).toEqual(['Looks good to me: store: count the handles']);
  expect(answered('{decision|Applied, thanks.}')).toEqual(['Applied: store: count the handles']);
});

it('takes off a colon that stands apart from the brackets of a subject', () => {
  const body = '{proposal|This keeps the handles of the store.}\n';
  expect(titlesOf([{ subject: '[RFC] : store: keep handles', body }])).toEqual(['store: keep handles']);
});

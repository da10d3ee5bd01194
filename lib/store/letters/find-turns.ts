import { SETTLED_STATES } from '@/lib/series/stalled.ts';
import type { Concerned } from '@/lib/store/account/reader-row.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { pointsCause } from '@/lib/store/letters/find-points.ts';
import { type Cause, findKnownCauses } from '@/lib/store/letters/notification-row.ts';
import { isOfChain } from '@/lib/store/page-rows.ts';

const TURNS_MAX = 50;

/**
 * Series where it became the turn of this account after `since` (epoch milliseconds): of its author, of who spoke on
 * the author's turn to some version, of who maintains the list. Its own mail gives nobody a turn, and who was told what
 * a new version made of their points (`points`) is not told of the version again. Run on behalf of the account
 * (`runAs`).
 */
export async function findTurns(
  { reader, emails }: Concerned,
  since: number,
  points: readonly Cause[],
): Promise<readonly Cause[]> {
  const lists = Object.entries(reader.roles).flatMap(([list, role]) => (role === 'maintainer' ? [list] : []));
  if (emails.length === 0 && lists.length === 0) return [];
  const own = [...emails];
  const rows = await queryRows<Row>(sql`
    SELECT s.id, s.turn, s.state_because ->> 'messageId' AS because, s.supersedes FROM derived.series_now s
    WHERE s.superseded_by IS NULL AND s.state <> ALL(${[...SETTLED_STATES]}::text[])
      AND s.turn_since > to_timestamp(${since / 1000}::float8)
      AND (s.turn = 'author' AND lower(s.author_email) = ANY(${own}::text[])
        OR s.turn = 'maintainer' AND ('*' = ANY(${lists}::text[]) OR s.lists && ${lists}::text[])
        OR s.turn = 'reviewers' AND lower(s.author_email) <> ALL(${own}::text[]) AND EXISTS (
          SELECT FROM derived.series_now c JOIN derived.thread_node n ON n.thread_id = c.thread_id
          JOIN derived.message m ON m.key = n.message_key
          WHERE ${isOfChain(sql`c`, sql`s.chain_id`)} AND lower(m.from_email) = ANY(${own}::text[])))
      AND NOT EXISTS (SELECT FROM derived.message m
        WHERE m.message_id = s.state_because ->> 'messageId' AND m.first_of_id
          AND lower(m.from_email) = ANY(${own}::text[]))
    ORDER BY s.turn_since DESC, s.id LIMIT ${TURNS_MAX}`);
  const told = new Set([
    ...points.map(({ cause }) => cause),
    ...(await findKnownCauses(reader.accountId, rows.map(pointsOf))),
  ]);
  return rows
    .filter((row) => row.because !== row.id || !told.has(pointsOf(row)))
    .map(({ id, turn, because }) => ({
      accountId: reader.accountId,
      kind: 'turn' as const,
      subject: id,
      detail: { turn },
      cause: `turn ${turn} ${id} ${because}`,
    }));
}

type Row = {
  readonly id: string;
  readonly turn: string;
  readonly because: string;
  readonly supersedes: string | null;
};

function pointsOf({ id, supersedes }: Row): string {
  return pointsCause({ earlier: supersedes ?? '', later: id });
}

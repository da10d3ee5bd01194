import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { withNear } from '@/lib/store/judge/note-judged.ts';
import { loadHiddenLists } from '@/lib/store/visibility.ts';

/** Threads of the design and of those that people joined with it, and the designs by mails that these are. */
const THREADS = sql`SELECT thread_id FROM near`;
const DESIGNS = sql`SELECT design_id FROM derived.design_thread WHERE thread_id IN (${THREADS})`;

/** Rows of designs are made anew with each derivation, so xmin tells them apart. */
const ROWS = sql`(SELECT string_agg(concat(d.xmin, ' ', d.id), ' ' ORDER BY d.id COLLATE "C") FROM derived.design d
  WHERE d.id IN (${DESIGNS}))`;

/**
 * The same for who may not see every list: hidden mail has designs made anew as well, so it is what a page shows that
 * tells them apart.
 */
const CONTENT = sql`(SELECT string_agg(m.message_id, ' ' ORDER BY n.thread_id COLLATE "C", n.position)
    FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key WHERE n.thread_id IN (${THREADS})),
  (SELECT string_agg(concat_ws(' ', s.id, s.state, s.turn, s.turn_since, s.supersedes, s.superseded_by, s.follows), ' '
    ORDER BY s.id COLLATE "C") FROM derived.series s WHERE s.thread_id IN (${THREADS})),
  (SELECT string_agg(concat_ws(' ', i.id, i.title, i.certain, i.blocking, i.owner, i.status, i.option_id, i.targets,
      i.events), ' ' ORDER BY i.id COLLATE "C")
    FROM derived.item i WHERE i.design_id IN (${DESIGNS}))`;

/**
 * What a page of a design was painted with, to be read before all else of it: it is another one as soon as something
 * changed that open pages are told of (`noteChanged`, `noteJudged`) and the reader may see. So a page that begins to
 * listen learns whether it missed one. The logs only grow.
 */
export async function loadLiveMark(messageId: string): Promise<string> {
  const made = (await loadHiddenLists()).length === 0 ? ROWS : CONTENT;
  const rows = await queryRows<{ readonly mark: string }>(sql`
    ${withNear([messageId])}, ids AS MATERIALIZED (
      SELECT array_agg(message_id) AS all_ids FROM derived.thread_node WHERE thread_id IN (${THREADS})
    )
    SELECT md5(concat_ws(' ', ${made},
      (SELECT string_agg(j.id::text, ' ' ORDER BY j.id) FROM ground.judgement j
        WHERE j.message_ids = '{}' OR j.message_ids && (SELECT all_ids FROM ids)),
      (SELECT string_agg(c.id::text, ' ' ORDER BY c.id) FROM ground.comment c
        WHERE c.message_ids && (SELECT all_ids FROM ids)))) AS mark`);
  return rows[0]?.mark ?? '';
}

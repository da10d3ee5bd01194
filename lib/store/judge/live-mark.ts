import { readOperational } from '@/lib/store/client.ts';
import { withNear } from '@/lib/store/judge/note-judged.ts';
import { sql } from '@/lib/store/prisma.ts';

/**
 * What a page of a design was painted with, to be read before all else of it: it is another one as soon as something
 * changed that open pages are told of (`noteChanged`, `noteJudged`). So a page that begins to listen learns whether
 * it missed one. Rows of designs are made anew with each derivation, so xmin tells them apart; the logs only grow. The
 * ids of their entries are random, so it does not tell how much was said where the reader may not look.
 */
export async function loadLiveMark(messageId: string): Promise<string> {
  const rows = await readOperational<{
    readonly mark: string;
  }>(sql`${withNear([messageId])}, ids AS MATERIALIZED (
      SELECT array_agg(message_id) AS all_ids FROM derived.thread_node WHERE thread_id IN (SELECT thread_id FROM near)
    )
    SELECT md5(concat_ws(' ',
      (SELECT string_agg(concat(d.xmin, ' ', d.id), ' ' ORDER BY d.id COLLATE "C") FROM derived.design d
        WHERE d.id IN (SELECT design_id FROM derived.design_thread WHERE thread_id IN (SELECT thread_id FROM near))),
      (SELECT string_agg(j.id::text, ' ' ORDER BY j.id) FROM ground.judgement j
        WHERE j.message_ids = '{}' OR j.message_ids && (SELECT all_ids FROM ids)),
      (SELECT string_agg(c.id::text, ' ' ORDER BY c.id) FROM ground.comment c
        WHERE c.message_ids && (SELECT all_ids FROM ids)))) AS mark`);
  return rows[0]?.mark ?? '';
}

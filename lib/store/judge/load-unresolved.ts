import type { Unresolved } from '@/lib/judge/judged-item.ts';
import { findLost } from '@/lib/judge/lost-words.ts';
import { headsOfUndo } from '@/lib/judge/targets.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { JUDGEMENT_LINE, type Line, toJudgement } from '@/lib/store/judge/judgement-rows.ts';
import { loadJudgedMessages, loadJudgementsAround } from '@/lib/store/judge/load-judgements.ts';

/** `onTop`: what taking it back is on top of. `lists` are those of its message, empty when that is gone. */
export type LoadedUnresolved = Unresolved & {
  readonly onTop: readonly string[];
  readonly lists: readonly string[];
};

/** More than a maintainer can look at; the oldest of them wait for the newer to be settled. */
const LOOKED_AT_MAX = 1_000;

/**
 * The judgements whose words are gone from the archive, newest first, as the reader may see them. Where the body of a
 * message is as it was, the words are; so only judgements on other bodies are looked at.
 */
export async function loadUnresolved(): Promise<readonly LoadedUnresolved[]> {
  const lines = await queryRows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j
    CROSS JOIN LATERAL (VALUES
      (j.anchor_message_id, j.anchor_body_hash),
      (j.value #>> '{other,anchor,messageId}', j.value #>> '{other,anchor,bodyHash}'),
      (j.value #>> '{to,anchor,messageId}', j.value #>> '{to,anchor,bodyHash}')
    ) AS named (message_id, body_hash)
    WHERE NOT j.redacted AND named.message_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM derived.message m WHERE m.message_id = named.message_id AND m.body_hash = named.body_hash)
    ORDER BY j.recorded_at DESC LIMIT ${LOOKED_AT_MAX}`);
  if (lines.length === 0) return [];
  const judged = lines.map(toJudgement);
  const asked = new Set(judged.map(({ id }) => id));
  const ids = judged.flatMap(({ act }) => ('item' in act ? [act.item.anchor.messageId] : []));
  const log = await loadJudgementsAround([...new Set(ids)]);
  const messages = await loadJudgedMessages(log);
  return findLost(log, messages)
    .filter(({ judgement }) => asked.has(judgement.id))
    .map((one): LoadedUnresolved => {
      const { act } = one.judgement;
      const messageId = 'item' in act ? act.item.anchor.messageId : '';
      const found = messages.get(messageId) ?? [];
      return {
        ...one,
        onTop: headsOfUndo(log, one.judgement),
        lists: [...new Set(found.flatMap(({ lists }) => lists))],
      };
    })
    .reverse();
}

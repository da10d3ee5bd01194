import { groupBy } from '@/lib/base/multimap.ts';
import type { JudgedMessage } from '@/lib/judge/judged-item.ts';
import { inOrder, type Judgement, refsOf } from '@/lib/judge/judgement.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { JUDGEMENT_LINE, type Line, toJudgement } from '@/lib/store/judge/judgement-rows.ts';

/** A message with the lists it was seen on. */
export type ListedMessage = JudgedMessage & { readonly lists: readonly string[] };

/** What was said about any of these messages, as the reader may see it, in order. */
export async function loadJudgementsOn(messageIds: readonly string[]): Promise<readonly Judgement[]> {
  const lines = await queryRows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j
    WHERE NOT j.redacted AND j.message_ids && ${messageIds}::text[]`);
  return inOrder(lines.map(toJudgement));
}

/** What was said about any of these messages, took up what they suggest, or is about people, in order. */
export async function loadJudgementsAround(messageIds: readonly string[]): Promise<readonly Judgement[]> {
  const lines = await queryRows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j
    WHERE NOT j.redacted AND (j.message_ids && ${messageIds}::text[] OR j.message_ids = '{}'
      OR j.suggested_by ->> 'messageId' = ANY(${messageIds}::text[]))`);
  return inOrder(lines.map(toJudgement));
}

/** What was said about people and about which designs are one: it names no thread of a design. */
export async function loadFarJudgements(): Promise<readonly Judgement[]> {
  const lines = await queryRows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j
    WHERE NOT j.redacted AND (j.message_ids = '{}' OR j.verb IN ('merge-designs', 'split-design', 'chain')
      OR j.verb = 'undo' AND EXISTS (SELECT FROM unnest(j.targets) AS target
        WHERE target LIKE 'design %' OR target LIKE 'chain %'))`);
  return inOrder(lines.map(toJudgement));
}

/** Null when there is none, or the reader may not see it. */
export async function loadJudgement(id: string): Promise<Judgement | null> {
  return (await loadJudgementsById([id])).get(id.toLowerCase()) ?? null;
}

/** By their ids, in lower case; without those that are not here, or not to be seen. */
export async function loadJudgementsById(ids: readonly string[]): Promise<ReadonlyMap<string, Judgement>> {
  if (ids.length === 0) return new Map();
  const lines = await queryRows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j WHERE j.id = ANY(${ids}::uuid[]) AND NOT j.redacted`);
  return new Map(lines.map(toJudgement).map((one) => [one.id, one]));
}

/** Everything in order, a part at a time: what comes after `after`. For the export. */
export async function loadLogPart(
  after: { readonly at: number; readonly id: string } | null,
  limit: number,
): Promise<readonly Judgement[]> {
  const { at, id } = after ?? { at: -1, id: '00000000-0000-0000-0000-000000000000' };
  const lines = await queryRows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j
    WHERE NOT j.redacted AND (j.recorded_at, j.id) > (to_timestamp(${at}::float8 / 1000), ${id}::uuid)
    ORDER BY j.recorded_at, j.id LIMIT ${limit}`);
  return lines.map(toJudgement);
}

/** The messages that these judgements speak of, those that own their id first. */
export async function loadJudgedMessages(
  log: readonly Judgement[],
): Promise<ReadonlyMap<string, readonly ListedMessage[]>> {
  const ids = new Set(log.flatMap(({ act }) => refsOf(act).map(({ anchor }) => anchor.messageId)));
  return loadMessages([...ids]);
}

/** By Message-ID; an id that is not here, or not to be seen, is not in it. */
export async function loadMessages(
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ListedMessage[]>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ readonly line: string }>(sql`
    SELECT json_build_object('messageId', m.message_id, 'contentHash', m.content_hash, 'bodyHash', m.body_hash,
      'body', m.body, 'by', json_build_object('name', m.from_name, 'email', lower(m.from_email)),
      'at', (extract(epoch FROM coalesce(m.sent_at, m.received_at, to_timestamp(0))) * 1000)::float8,
      'threadId', n.thread_id, 'lists', m.lists)::text AS line
    FROM derived.message m JOIN derived.thread_node n ON n.message_key = m.key
    WHERE m.message_id = ANY(${ids}::text[])
    ORDER BY m.message_id, m.first_of_id DESC, m.content_hash`);
  return groupBy(
    rows.map(({ line }): ListedMessage => JSON.parse(line)),
    ({ messageId }) => messageId,
  );
}

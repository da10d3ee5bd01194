import { canonicalJson, type Json } from '@/lib/base/canonical-json.ts';
import { type Judgement, messageIdsOf, refsOf, seenId, withRefs } from '@/lib/judge/judgement.ts';
import { findConflicts, targetsOf } from '@/lib/judge/targets.ts';
import { insertJudgement, JUDGEMENT_LINE, type Line, toJudgement } from '@/lib/store/judge/judgement-rows.ts';
import { lockLog, NEXT_TIME } from '@/lib/store/judge/log-lock.ts';
import { isTakenDown } from '@/lib/store/judge/take-down.ts';
import { sql } from '@/lib/store/prisma.ts';
import type { Write } from '@/lib/store/write.ts';

export type Recorded =
  | { readonly kind: 'recorded'; readonly at: number }
  /** The same was recorded before: a retry. */
  | { readonly kind: 'known'; readonly at: number }
  /** A message it names was taken down meanwhile. */
  | { readonly kind: 'gone' }
  /** Another judgement has this id. */
  | { readonly kind: 'id-taken' }
  /** These came between. */
  | { readonly kind: 'conflict'; readonly conflicts: readonly Judgement[] };

/** A judgement before it has its time. */
export type NewJudgement = Omit<Judgement, 'recordedAt'>;

/**
 * Records a judgement unless somebody judged what it changes and its author had not seen that. One judgement at a
 * time, so the check holds until the commit.
 */
export async function recordJudgement(write: Write, fresh: NewJudgement): Promise<Recorded> {
  await lockLog(write);
  const [known] = await write.rows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j WHERE j.id = ${fresh.id}::uuid`);
  if (known !== undefined) {
    const before = toJudgement(known);
    return isRetry(before, fresh) ? { kind: 'known', at: before.recordedAt } : { kind: 'id-taken' };
  }
  const targets = targetsOf(fresh.act);
  const messageIds = await findNamedMessages(write, fresh.act);
  if (await isTakenDown(write, messageIds)) return { kind: 'gone' };
  const items = targets.some((target) => target.startsWith('item ') || target.startsWith('option '));
  const near = items ? (messageIds as string[]) : [];
  const lines = await write.rows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j
    WHERE NOT j.redacted AND (j.targets && ${targets as string[]}::text[] OR j.message_ids && ${near}::text[])`);
  const conflicts = findConflicts(lines.map(toJudgement), fresh);
  if (conflicts.length > 0) return { kind: 'conflict', conflicts };
  const judgement = { ...fresh, recordedAt: 0 };
  return {
    kind: 'recorded',
    at: await insertJudgement(write, { judgement, targets, messageIds }, NEXT_TIME),
  };
}

/** An undo is about what it undoes. */
export async function findNamedMessages(write: Write, act: Judgement['act']): Promise<readonly string[]> {
  if (act.verb !== 'undo') return messageIdsOf(act);
  const [row] = await write.rows<{ readonly ids: readonly string[] }>(sql`
    SELECT message_ids AS ids FROM ground.judgement WHERE id = ${act.judgement}::uuid`);
  return row?.ids ?? [];
}

/** The same said again: what the server added to it (titles as shown, contexts) may have changed meanwhile. */
function isRetry(before: Judgement, fresh: NewJudgement): boolean {
  const said = ({ author, act, reason, effectiveAt }: NewJudgement): string => {
    const names = refsOf(act).map((seen) => `${seenId(seen)} ${act.verb === 'add' ? seen.title : ''}`);
    return canonicalJson({ author, reason, effectiveAt, act: withRefs(act, names) } as unknown as Json);
  };
  return said(before) === said(fresh);
}

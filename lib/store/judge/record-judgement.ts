import { canonicalJson } from '@/lib/base/canonical-json.ts';
import { type Judgement, messageIdsOf, refsOf, seenId, withRefs } from '@/lib/judge/judgement.ts';
import { allTargets, findConflicts, findMissed } from '@/lib/judge/targets.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { insertJudgement, JUDGEMENT_LINE, toJudgement } from '@/lib/store/judge/judgement-rows.ts';
import { lockLog, NEXT_TIME } from '@/lib/store/judge/log-lock.ts';
import { noteJudged } from '@/lib/store/judge/note-judged.ts';
import { noteSaid } from '@/lib/store/judge/unjudged.ts';
import { hideFrom, onVisible } from '@/lib/store/visibility.ts';
import type { Write } from '@/lib/store/write.ts';

export type Recorded =
  | { readonly kind: 'recorded'; readonly at: number }
  /** The same was recorded before: a retry. */
  | { readonly kind: 'known'; readonly at: number }
  /** A message it names was taken down meanwhile. */
  | { readonly kind: 'gone' }
  /** Another judgement has this id. */
  | { readonly kind: 'id-taken' }
  /** These stand in its way, the last of all that was `missed`. */
  | {
      readonly kind: 'conflict';
      readonly conflicts: readonly Judgement[];
      readonly missed: readonly Judgement[];
    };

/** A judgement before it has its time. */
export type NewJudgement = Omit<Judgement, 'recordedAt'>;

/**
 * Records a judgement unless somebody judged what it changes and its author had not seen that. One judgement at a
 * time, so the check holds until the commit. `hidden` are the lists that are kept from its author: what names mail of
 * these alone is in nobody's way, as it would be told to who comes second, who could not have seen it.
 */
export async function recordJudgement(
  write: Write,
  fresh: NewJudgement,
  hidden: readonly string[],
): Promise<Recorded> {
  await lockLog(write);
  const targets = allTargets(fresh);
  const messageIds = await findNamedMessages(write, fresh.act);
  const { known, taken, lines } = await readBefore(write, { id: fresh.id, targets, messageIds, hidden });
  if (known !== null) {
    const before = toJudgement({ line: known });
    return isRetry(before, fresh) ? { kind: 'known', at: before.recordedAt } : { kind: 'id-taken' };
  }
  if (taken) return { kind: 'gone' };
  const log = lines.map((line) => toJudgement({ line }));
  const conflicts = findConflicts(log, fresh);
  if (conflicts.length > 0) return { kind: 'conflict', conflicts, missed: findMissed(log, fresh) };
  const judgement = { ...fresh, recordedAt: 0 };
  const at = await insertJudgement(write, { judgement, targets, messageIds }, NEXT_TIME);
  await noteJudged(write, messageIds);
  await noteSaid(write, messageIds);
  return { kind: 'recorded', at };
}

type Before = {
  /** The judgement with this id. */
  readonly known: string | null;
  /** Whether a message was taken down. */
  readonly taken: boolean;
  /** What may have the same targets: of an item, everything on its message, as it may have been drawn otherwise. */
  readonly lines: readonly string[];
};

type Asked = {
  readonly id: string;
  readonly targets: readonly string[];
  readonly messageIds: readonly string[];
  readonly hidden: readonly string[];
};

/** All in one, because everybody else waits. */
async function readBefore(write: Write, { id, targets, messageIds, hidden }: Asked): Promise<Before> {
  const items = targets.some((target) => target.startsWith('item ') || target.startsWith('option '));
  const near = items ? messageIds : [];
  const lines = sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j WHERE NOT j.redacted AND cardinality(j.targets) > 0
      AND (j.targets && ${targets}::text[] OR j.message_ids && ${near}::text[])`;
  if (hidden.length > 0) await write.rows(hideFrom(hidden));
  const [row] = await write.rows<Before>(sql`
    SELECT (SELECT ${JUDGEMENT_LINE} FROM ground.judgement j WHERE j.id = ${id}::uuid) AS known,
      EXISTS (SELECT FROM ground.taken_down t WHERE t.message_id = ANY(${messageIds}::text[])) AS taken,
      ARRAY(${hidden.length > 0 ? onVisible(lines) : lines}) AS lines`);
  return row ?? { known: null, taken: false, lines: [] };
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
    return canonicalJson({ author, reason, effectiveAt, act: withRefs(act, names) });
  };
  return said(before) === said(fresh);
}

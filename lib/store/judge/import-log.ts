import { canonicalJson, type Json } from '@/lib/base/canonical-json.ts';
import { type CommentEntry, messageIdsOfSubject } from '@/lib/judge/comment.ts';
import type { Judgement } from '@/lib/judge/judgement.ts';
import { allTargets } from '@/lib/judge/targets.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { findEntry, findMessagesOfComment, insertEntry } from '@/lib/store/judge/comment-rows.ts';
import { insertJudgement, JUDGEMENT_LINE, type Line, toJudgement } from '@/lib/store/judge/judgement-rows.ts';
import { lockLog } from '@/lib/store/judge/log-lock.ts';
import { noteJudged } from '@/lib/store/judge/note-judged.ts';
import { findNamedMessages } from '@/lib/store/judge/record-judgement.ts';
import { isTakenDown } from '@/lib/store/judge/take-down.ts';
import { noteSaid } from '@/lib/store/judge/unjudged.ts';
import { runWrite, type Write } from '@/lib/store/write.ts';

export type Imported = {
  /**
   * `clash`: another entry has its id. `gone`: about a message that was taken down here, or a change of a comment that
   * is not here, as one beside such a message is not.
   */
  readonly kind: 'added' | 'known' | 'clash' | 'gone';
};

/** An entry of a log that was exported. */
export type LogEntry =
  | { readonly type: 'judgement'; readonly judgement: Judgement }
  | { readonly type: 'comment'; readonly entry: CommentEntry };

/**
 * Adds entries of a log that was exported, with their ids, authors and times, in one transaction. Entries that are here
 * stay as they are, so an import may be repeated, and logs of two installations may be brought together.
 */
export async function importEntries(entries: readonly LogEntry[]): Promise<readonly Imported[]> {
  return runWrite(async (write) => {
    await lockLog(write);
    const results: Imported[] = [];
    const named: Named = { ids: new Set(), isEverywhere: false };
    for (const entry of entries) {
      const kind =
        entry.type === 'judgement'
          ? await importJudgement(write, entry.judgement, named)
          : await importComment(write, entry.entry, named);
      results.push({ kind });
    }
    if (results.some(({ kind }) => kind === 'added')) {
      await noteJudged(write, named.isEverywhere ? [] : [...named.ids]);
      await noteSaid(write, [...named.ids]);
    }
    return results;
  });
}

/** What added entries are about: messages, or people, who are on every page. */
type Named = { readonly ids: Set<string>; isEverywhere: boolean };

/** Adds what it is about to `named`. */
async function importJudgement(write: Write, judgement: Judgement, named: Named): Promise<Imported['kind']> {
  const known = await findJudgement(write, judgement.id);
  if (known !== null) return isSame(known, judgement) ? 'known' : 'clash';
  const messageIds = await findNamedMessages(write, judgement.act);
  if (await isTakenDown(write, messageIds)) return 'gone';
  const row = { judgement, targets: allTargets(judgement), messageIds };
  named.isEverywhere ||= messageIds.length === 0;
  for (const id of messageIds) named.ids.add(id);
  await insertJudgement(write, row, sql`to_timestamp(${judgement.recordedAt}::float8 / 1000)`);
  return 'added';
}

async function findJudgement(write: Write, id: string): Promise<Judgement | null> {
  const [line] = await write.rows<Line>(sql`
    SELECT ${JUDGEMENT_LINE} FROM ground.judgement j WHERE j.id = ${id}::uuid AND NOT j.redacted`);
  return line === undefined ? null : toJudgement(line);
}

async function importComment(write: Write, entry: CommentEntry, named: Named): Promise<Imported['kind']> {
  const known = await findEntry(write, entry.id);
  if (known !== null) return isSame(known, entry) ? 'known' : 'clash';
  const messageIds =
    entry.act.verb === 'create'
      ? messageIdsOfSubject(entry.act.subject)
      : await findMessagesOfComment(write, entry.comment);
  if (messageIds === null || (await isTakenDown(write, messageIds))) return 'gone';
  for (const id of messageIds) named.ids.add(id);
  await insertEntry(write, entry, messageIds, sql`to_timestamp(${entry.recordedAt}::float8 / 1000)`);
  return 'added';
}

function isSame(one: Json, other: Json): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

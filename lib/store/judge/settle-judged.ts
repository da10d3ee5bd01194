import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { nearOf, setJudgedAside, settleOne } from '@/lib/store/judge/settle-one.ts';
import { noteSlow } from '@/lib/store/judge/unjudged.ts';
import { lockForWrite, runWrite } from '@/lib/store/write.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

/**
 * What pages have of designs as people left them (`derived.judged_design`, `judged_series`, `judged_item`): a function
 * of the log and of what was derived. Threads where one of both changed are noted in the transaction that changes it
 * (lib/store/judge/unjudged.ts); here their rows are made anew, one design with those that people joined with it at a
 * time. The request that judges does it for its own after the commit, the worker for all others. A design for which
 * that throws is set aside with the reason: all others are made, and the worker lives.
 */

/** How long who judged waits for what the next page shows (one alone waits 50 to 100 ms); the worker does the rest. */
const WAIT_MS = 500;
/**
 * How often a design is made anew in one go: once for what was noted, and again where another that was joined with it
 * or parted from it noted it meanwhile. What people go on saying is for the next go, else jobs would wait for them.
 */
const TURNS_MAX = 3;

/** For all that is noted by now: the worker, and commands that read. Comes to an end while people go on judging. */
export async function settleJudged(): Promise<void> {
  await inTurn(() => settleAll(sql`true`));
}

/**
 * For what this judgement is about, so that the next page of who said it has it. It was recorded: where the database
 * does not answer any more, others are at it for too long or wait before, that is the worker's too. What others say
 * there meanwhile is theirs, else who came first would wait for all of them.
 */
export async function settleJudgement(id: string): Promise<void> {
  const over = new AbortController();
  const work = async (): Promise<void> => {
    if (over.signal.aborted) return;
    const [row] = await readOperational<{ readonly last: bigint | null }>(sql`
      SELECT max(id) AS last FROM operational.unjudged`);
    if (row === undefined || row.last === null) return;
    await settleAll(
      sql`u.id <= ${row.last}::bigint AND u.thread_id IN (SELECT n.thread_id FROM ground.judgement j
        JOIN derived.thread_node n ON n.message_id = ANY(j.message_ids) WHERE j.id = ${id}::uuid)`,
      over.signal,
    );
  };
  const late = sleep(WAIT_MS, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([inTurn(work).catch(throwDefect), late]).finally(() => over.abort());
}

function throwDefect(error: unknown): void {
  if (!isLateOrRolledBack(error)) throw error;
}

/** No answer in time, or a lock that two waited for (class 40): it may be well the next time. */
function isLateOrRolledBack(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'DATABASE_UNAVAILABLE';
  return /Code: `40|P2034/.test(String(error));
}

/** One for all copies of this module: Next bundles it once for every route. */
declare global {
  var docketSettling: Promise<void> | undefined;
}

/** One after the other in a process: who waits for the lock holds a connection, of which who has it needs another. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const turn = (globalThis.docketSettling ?? Promise.resolve()).then(work);
  globalThis.docketSettling = turn.catch(() => undefined);
  return turn;
}

async function settleAll(which: Prisma.Sql, over: AbortSignal | null = null): Promise<void> {
  const skipped: string[] = [];
  const turns = new Map<string, number>();
  while (over === null || !over.aborted) {
    const [next] = await readOperational<{ readonly id: string; readonly last: bigint }>(sql`
      SELECT u.thread_id AS id, (SELECT max(id) FROM operational.unjudged) AS last FROM operational.unjudged_due u
      WHERE ${which} AND u.thread_id <> ALL(${skipped}::text[]) ORDER BY u.id LIMIT 1`);
    if (next === undefined) return;
    let isHeld = false;
    try {
      await runWrite(async (write) => {
        await lockForWrite(write, 'judged');
        isHeld = true;
        await settleOne(write, next.id);
      }).catch(async (error: unknown) => {
        if (isLateOrRolledBack(error)) throw error;
        await runWrite((write) => setJudgedAside(write, next.id, { last: next.last, error }));
      });
      const turn = (turns.get(next.id) ?? 0) + 1;
      turns.set(next.id, turn);
      if (turn === TURNS_MAX) skipped.push(next.id);
    } catch (error) {
      // Others were at it for too long: what is noted stays for the worker, and nothing waits behind it. With the
      // threads beside it, as each of a hundred that people joined would take as long.
      throwDefect(error);
      const near = await readOperational<{ readonly id: string }>(nearOf(next.id));
      const threads = [next.id, ...near.map(({ id }) => id)];
      skipped.push(...threads);
      // That others had the lock says nothing about this one.
      if (isHeld) await runWrite((write) => noteSlow(write, threads, next.last)).catch(throwDefect);
    }
  }
}

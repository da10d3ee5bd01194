import type { Sql } from 'postgres';
import { errorCode } from '@/lib/base/error-code.ts';
import { failureText } from '@/lib/base/failure-text.ts';
import { undoable } from '@/lib/store/database/transact.ts';

/** SQLSTATE classes of a row that cannot be stored as it is: 22 data, 23 constraint, 54 limit (an index row). */
const REFUSED_STATE = /^(?:22|23|54)[0-9A-Z]{3}$/;

/** Whether rows were refused for what is in them, by PostgreSQL or on the way to it (a number too large). */
export function isRefusedRow(error: unknown): boolean {
  return error instanceof RangeError || REFUSED_STATE.test(errorCode(error) ?? '');
}

/**
 * Which of `ids` have rows that are refused, with the reason: halves are tried until it is one. Those of earlier ids
 * stand while later ones are tried, so of two that do not go together it is the later. Nothing stays inserted.
 */
export async function findRefused(
  transaction: Sql,
  ids: readonly string[],
  insert: (transaction: Sql, of: ReadonlySet<string>) => Promise<void>,
): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  const undone = new Error('only tried');
  try {
    await undoable(transaction, async (trial) => {
      const open: (readonly string[])[] = [ids];
      for (let part = open.pop(); part !== undefined; part = open.pop()) {
        const of = new Set(part);
        try {
          await undoable(trial, (one) => insert(one, of));
        } catch (error) {
          if (!isRefusedRow(error)) throw error;
          const [first, ...others] = part;
          if (first !== undefined && others.length === 0) refused.set(first, failureText(error));
          const middle = Math.ceil(part.length / 2);
          if (others.length > 0) open.push(part.slice(middle), part.slice(0, middle));
        }
      }
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return refused;
}

import type { Sql } from 'postgres';
import { compareText } from '@/lib/base/compare-text.ts';
import { failureText } from '@/lib/base/failure-text.ts';
import type { ExtractedDesign } from '@/lib/design/extract.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Derived } from '@/lib/series/derive.ts';
import { leaveOutMore, type Refusal, type Refused } from '@/lib/series/derive-apart.ts';
import { undoable } from '@/lib/store/database/transact.ts';
import { insertDerived } from '@/lib/store/derive/derived-rows.ts';
import { insertDesigns } from '@/lib/store/derive/design-rows.ts';
import { type ArchivedMail, insertMessageRows } from '@/lib/store/derive/message-rows.ts';
import { findRefused, isRefusedRow } from '@/lib/store/derive/refused-rows.ts';

/**
 * Writes threads and series as `insertDerived` does. Those of which a row is refused, a defect of ours that anybody's
 * mail may meet, are set aside with the reason and all is derived `again` without them, so that the rest is there.
 * Gives what was written. Throws what the database throws for another reason.
 */
export async function insertApart(
  transaction: Sql,
  first: Derived,
  messages: readonly Skeleton[],
  again: (refused: Refused) => Derived,
): Promise<Derived> {
  const refused = new Map<string, Refusal>();
  for (let derived = first; ; derived = again(refused)) {
    const insert = (one: Sql, of: ReadonlySet<string> | null): Promise<void> =>
      insertDerived(one, derived, messages, of);
    try {
      await undoable(transaction, (one) => insert(one, null));
      return derived;
    } catch (error) {
      if (!isRefusedRow(error)) throw error;
      const ids = derived.threads.map(({ id }) => id).sort(compareText);
      const found = await findRefused(transaction, ids, insert);
      // What is refused of no thread alone, or of one of which nothing is left, is not known how to be left out.
      if (found.size === 0) throw error;
      for (const [id, failure] of found) {
        const refusal = leaveOutMore(refused.get(id), words(failure));
        if (refusal === null) throw error;
        refused.set(id, refusal);
      }
    }
  }
}

/** The same of designs: one of which a row is refused has its name, lists and times, and the reason. */
export async function insertDesignsApart(
  transaction: Sql,
  extracted: readonly ExtractedDesign[],
): Promise<readonly ExtractedDesign[]> {
  try {
    await undoable(transaction, (one) => insertDesigns(one, extracted));
    return extracted;
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
    const ids = extracted.map(({ design }) => design.id);
    const found = await findRefused(transaction, ids, (one, of) =>
      insertDesigns(
        one,
        extracted.filter(({ design }) => of.has(design.id)),
      ),
    );
    // Of one that is set aside already nothing can be left out.
    if (found.size === 0 || extracted.some((one) => one.failure !== null && found.has(one.design.id)))
      throw error;
    const rest = extracted.map((one) => {
      const failure = found.get(one.design.id);
      return failure === undefined ? one : { ...one, items: [], options: [], failure: words(failure) };
    });
    return insertDesignsApart(transaction, rest);
  }
}

/** The same of messages: one of which a row is refused is written as `instead` makes it. */
export async function insertMailsApart(
  transaction: Sql,
  mails: readonly ArchivedMail[],
  instead: (mail: ArchivedMail, failure: string) => ArchivedMail,
): Promise<void> {
  try {
    await undoable(transaction, (one) => insertMessageRows(one, mails));
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
    const found = await findRefused(
      transaction,
      mails.map(({ key }) => key),
      (one, of) =>
        insertMessageRows(
          one,
          mails.filter(({ key }) => of.has(key)),
        ),
    );
    if (found.size === 0) throw error;
    const rest = mails.map((mail) => {
      const failure = found.get(mail.key);
      return failure === undefined ? mail : instead(mail, failure);
    });
    await insertMessageRows(transaction, rest);
  }
}

function words(failure: string): string {
  return failureText(`The database refused it: ${failure}`);
}

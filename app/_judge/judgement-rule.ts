import { JUDGEMENT_BODY, type JudgementBody } from '@/app/_judge/fields.ts';
import type { OnList, Rule } from '@/lib/auth/guard.ts';
import { findListsOfMessage, findMessagesOfEntry } from '@/lib/store/judge/lists-of.ts';

/** What no single list decides: maintainers of every public list do, and admins. */
export const EVERY_LIST: readonly string[] = ['*'];

export const JUDGEMENT_RULE: Rule<JudgementBody> & { readonly who: OnList<JudgementBody> } = {
  action: 'judgement',
  who: { role: 'maintainer', listsOf: ({ act }) => listsOfAct(act) },
  sessionOnly: false,
  body: JUDGEMENT_BODY,
  bytesMax: 32_768,
  rates: () => [],
};

async function listsOfAct(act: JudgementBody['act']): Promise<readonly string[]> {
  switch (act.verb) {
    case 'merge-people':
    case 'split-person':
      return EVERY_LIST;
    case 'undo':
      return listsOfEntry('judgement', act.judgement);
    case 'decline':
      return findListsOfMessage(act.message);
    case 'merge-designs':
      return findListsOfMessage(act.design);
    case 'split-design':
      return findListsOfMessage(act.thread);
    case 'chain':
    case 'cut':
      return findListsOfMessage(act.later);
    default:
      return findListsOfMessage(act.item.messageId);
  }
}

/**
 * The lists of the first message an entry names that is here. Every list when it names none, or its messages are gone:
 * what was said of them can still be taken back. Empty when there is no entry.
 */
export async function listsOfEntry(table: 'judgement' | 'comment', id: string): Promise<readonly string[]> {
  const messageIds = await findMessagesOfEntry(table, id);
  if (messageIds === null) return [];
  for (const id of messageIds) {
    const lists = await findListsOfMessage(id);
    if (lists.length > 0) return lists;
  }
  return EVERY_LIST;
}

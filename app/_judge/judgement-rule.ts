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

/** The lists of the first message an entry names; every list when it names none; empty when there is no entry. */
export async function listsOfEntry(table: 'judgement' | 'comment', id: string): Promise<readonly string[]> {
  const messageIds = await findMessagesOfEntry(table, id);
  if (messageIds === null) return [];
  const [first] = messageIds;
  return first === undefined ? EVERY_LIST : findListsOfMessage(first);
}

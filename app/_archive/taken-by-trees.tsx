import type { ReactElement } from 'react';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { TakenLine } from '@/lib/store/series/series.ts';
import { takenIn, takenPatches, wordsIn } from '@/lib/view/taken.ts';
import { messagePath } from '@/lib/view/url.ts';

type Props = { readonly taken: readonly TakenLine[]; readonly total: number; readonly inbox: string };

/** What trees told of the patches in mails of their own: who, where, when, and the words. */
export function TakenByTrees({ taken, total, inbox }: Props): ReactElement | null {
  if (taken.length === 0) return null;
  return (
    <section aria-labelledby="trees">
      <h2 id="trees">Trees</h2>
      <ul>
        {taken.map((one) => {
          const { message, patches } = one;
          return (
            <li key={message.messageId}>
              {takenIn(one)} <span className="counter">{takenPatches(patches, total)}</span>{' '}
              <q>{wordsIn(one)}</q>{' '}
              <a href={messagePath(inboxOf(message.lists, inbox), message.messageId)}>
                <Person name={message.fromName} email={message.fromEmail} />, <When at={message.at} />
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

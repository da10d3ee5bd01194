import { inboxOf } from '@/app/_archive/inbox-of.ts';
import type { Sought } from '@/app/_archive/missing.tsx';
import { redirectMail } from '@/app/_ui/respond.tsx';
import { findPlace } from '@/lib/store/find-place.ts';
import { findAlias } from '@/lib/store/keep/find-alias.ts';
import { designPath, isAnyList, messagePath, seriesPath } from '@/lib/view/url.ts';

/**
 * Where an address of a reconstructed copy leads once the mail itself is here (docs/patchwork.md), and one that names
 * no list, with the view that was asked for; null when there is no such place. 302: the copy comes back when the mail
 * is withdrawn, and a mail may come to be on other lists.
 */
export async function movedResponse(request: Request, sought: Sought): Promise<Response | null> {
  if (!('messageId' in sought)) return null;
  const isAnywhere = sought.inbox !== null && isAnyList(sought.inbox);
  const alias =
    (await findAlias(sought.messageId)) ?? (isAnywhere ? await findPlace(sought.messageId) : null);
  if (alias === null) return null;
  const { pathname, search } = new URL(request.url);
  const target =
    sought.inbox === null
      ? (sought.kind === 'design' ? designPath : seriesPath)(alias.messageId)
      : `${messagePath(inboxOf(alias.lists, sought.inbox), alias.messageId)}${pathname.split('/').slice(3).join('/')}`;
  return target === pathname ? null : redirectMail(request, `${target}${search}`, 302);
}

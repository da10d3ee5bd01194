import { inboxOf } from '@/app/_archive/inbox-of.ts';
import type { Sought } from '@/app/_archive/missing.tsx';
import { redirect } from '@/app/_ui/respond.tsx';
import { findAlias } from '@/lib/store/find-alias.ts';
import { designPath, messagePath, seriesPath } from '@/lib/view/url.ts';

/**
 * Where an address of a reconstructed copy leads once the mail itself is here (docs/patchwork.md), with the view that
 * was asked for; null when there is no such place. 302: the copy comes back when the mail is withdrawn.
 */
export async function movedResponse(request: Request, sought: Sought): Promise<Response | null> {
  if (!('messageId' in sought)) return null;
  const alias = await findAlias(sought.messageId);
  if (alias === null) return null;
  const { pathname, search } = new URL(request.url);
  const target =
    sought.inbox === null
      ? (sought.kind === 'design' ? designPath : seriesPath)(alias.messageId)
      : `${messagePath(inboxOf(alias.lists, sought.inbox), alias.messageId)}${pathname.split('/').slice(3).join('/')}`;
  return target === pathname ? null : redirect(`${target}${search}`, 302);
}

import type { ReactElement } from 'react';
import { DeadLink, UseLink } from '@/app/_account/link-page.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import type { Refused } from '@/lib/auth/outcome.ts';
import { hashSecret, isSecret } from '@/lib/auth/secret.ts';
import { findLink, type LinkPurpose } from '@/lib/store/account/link-row.ts';

/** The form of a link that works once. Looking at it does not use it up: mail programs follow links. */
export async function showLink(
  request: Request,
  token: string,
  kinds: readonly LinkPurpose['kind'][],
): Promise<Response> {
  return servePage(request, async () => {
    const purpose = await purposeOf(token, kinds);
    const page =
      purpose === null
        ? await htmlResponse(request, <DeadLink />, 404)
        : await htmlResponse(request, <UseLink purpose={purpose} path={new URL(request.url).pathname} />);
    page.headers.set('Cache-Control', 'no-store');
    page.headers.delete('ETag');
    // The secret stands in the address of this page.
    page.headers.set('Referrer-Policy', 'no-referrer');
    return page;
  });
}

/**
 * The same form with what was typed, after a password that will not do; null when the link is what failed. Its answer
 * names no address of ours as referrer, as the policy of every page says `same-origin`.
 */
export async function linkAgain(
  request: Request,
  refusal: Refused,
  typed: (name: string) => string,
): Promise<ReactElement | null> {
  // Neither is to be asked of the database.
  if (refusal.status === 429 || refusal.status === 503) return null;
  const path = new URL(request.url).pathname;
  const purpose = await purposeOf(path.split('/').at(-1) ?? '', ['setup', 'invite', 'reset']);
  if (purpose === null) return null;
  const again = { refusal, email: typed('email'), name: typed('name'), tokens: typed('tokens') };
  return <UseLink purpose={purpose} path={path} again={again} />;
}

async function purposeOf(token: string, kinds: readonly LinkPurpose['kind'][]): Promise<LinkPurpose | null> {
  const purpose = isSecret(token) ? await findLink(hashSecret(token)) : null;
  return purpose !== null && kinds.includes(purpose.kind) ? purpose : null;
}

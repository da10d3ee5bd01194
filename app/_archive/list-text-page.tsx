import { listText } from '@/app/_archive/list-text.ts';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { htmlResponse, redirectMail } from '@/app/_ui/respond.tsx';
import { ownOrigin } from '@/lib/auth/own-origin.ts';
import { isKnownList } from '@/lib/store/list.ts';
import { loadListAddresses } from '@/lib/store/list-addresses.ts';
import { isOnLore } from '@/lib/view/lore.ts';
import { ALL_LISTS, inboxPath, isInboxName } from '@/lib/view/url.ts';

const ADDRESS = /^\/([a-z0-9._+-]+)\/_\/text(?:\/(?:([a-z]+)(\/(?:raw)?)?)?)?$/;

/**
 * `/<inbox>/_/text/NAME/`, and `raw` behind it for programs; null for other addresses. `/all/` has them too. Next makes
 * no route of a folder that begins with `_`, so those of all other addresses ask here.
 */
export async function listTextResponse(request: Request): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  const [match, inbox = '', name = 'help', end] = ADDRESS.exec(pathname) ?? [];
  if (match === undefined) return null;
  const isKnown = inbox === ALL_LISTS || (isInboxName(inbox) && (await isKnownList(inbox)));
  if (!isKnown) return missingResponse(request, { kind: 'inbox', inbox });
  const onLore = isOnLore(await loadListAddresses(inbox === ALL_LISTS ? null : inbox));
  const text = listText(name, ownOrigin(request), inbox, onLore);
  if (text === null) return missingResponse(request, { kind: 'address', path: pathname });
  if (end === undefined) return redirectMail(request, `/${inbox}/_/text/${name}/`, 302);
  if (end === '/raw') {
    return new Response(text, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
    });
  }
  const title = `${inbox}: ${name}`;
  const up = inbox === ALL_LISTS ? '/' : inboxPath(inbox);
  return htmlResponse(
    request,
    <Frame
      title={title}
      crumbs={[
        { text: inbox, href: up },
        { text: name, href: null },
      ]}
      up={up}
    >
      <h1>{title}</h1>
      <pre className="list-text">{text}</pre>
    </Frame>,
  );
}

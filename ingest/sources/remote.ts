import { AppError } from '@/lib/base/app-error.ts';
import { parseHttpUrl } from './http/allowed-hosts.ts';
import { fetchSafely } from './http/fetch-safely.ts';
import { listNameOf } from './list-name.ts';
import { openRemoteInbox, removeMirror } from './lore-inbox.ts';
import { openRemoteMail, threadUrl } from './lore-mail.ts';
import { type LoreUrl, readLoreUrl } from './lore-url.ts';
import type { OpenedSource } from './opened-source.ts';
import { readPatchworkUrl } from './patchwork/place.ts';
import { openPatchwork } from './patchwork/rest.ts';
import type { RemoteOptions } from './remote-options.ts';

/** Also `git@host:path`, which git takes for ssh, and `ext::command`. */
export function isUrl(location: string): boolean {
  return /^[a-z][a-z0-9+.-]*:(?:\/\/|:)/i.test(location) || /^[\w.-]+@[\w.-]+:/.test(location);
}

/** The one spelling of a URL by which its source is remembered. Throws AppError for what is no address of mail. */
export function canonicalUrl(location: string): string {
  const patchwork = readPatchworkUrl(parseHttpUrl(location));
  if (patchwork !== null) return patchwork.page;
  const place = readPlace(location);
  return place.kind === 'inbox' && place.epoch !== null ? `${place.page}${place.epoch}` : place.page;
}

/**
 * Opens an address of a public-inbox site (a thread, an inbox), of a Patchwork site (a series), or a file with mail in
 * it. Only hosts that the operator allowed are asked. Throws AppError.
 */
export async function openRemote(location: string, options: RemoteOptions): Promise<OpenedSource> {
  const patchwork = readPatchworkUrl(parseHttpUrl(location));
  if (patchwork !== null) return openPatchwork(patchwork, options);
  const name = canonicalUrl(location);
  const place = await followed(readPlace(location), options);
  switch (place.kind) {
    case 'thread':
      return openRemoteMail(
        { name, fallbackList: listName(place.inbox), url: threadUrl(place.page) },
        options,
      );
    case 'file':
      return openRemoteMail({ name, fallbackList: 'inbox', url: place.page }, options);
    case 'inbox':
      return openRemoteInbox({ ...place, name, fallbackList: listName(place.inbox) }, options);
  }
}

/** Deletes what was mirrored of the source at an address. */
export async function removeRemoteMirror(location: string, home: string): Promise<void> {
  if (readPatchworkUrl(parseHttpUrl(location)) !== null) return;
  const place = readPlace(location);
  if (place.kind === 'inbox') await removeMirror(place, home);
}

function readPlace(location: string): LoreUrl {
  return readLoreUrl(parseHttpUrl(location));
}

/** Asks the site where `/r/ID/` leads. */
async function followed(
  place: LoreUrl,
  { policy }: RemoteOptions,
): Promise<Exclude<LoreUrl, { kind: 'redirect' }>> {
  if (place.kind !== 'redirect') return place;
  const response = await fetchSafely(place.page, { policy });
  response.close();
  const target = readLoreUrl(response.url);
  if (target.kind === 'thread') return target;
  throw new AppError('NOT_FOUND', `${place.page} leads to no message.`, 'Check the address in a browser.');
}

/** `all` spans the lists of a site and is none itself. */
function listName(inbox: string): string {
  return inbox === 'all' ? 'inbox' : listNameOf(inbox);
}

import { join } from 'node:path';
import { type ByteStream, openByteStream } from './byte-stream.ts';
import { emlEvents } from './eml.ts';
import { conditions } from './http/conditions.ts';
import { fetchSafely } from './http/fetch-safely.ts';
import { type Spooled, spool } from './http/spool.ts';
import { mboxEvents } from './mbox.ts';
import { type OpenedSource, unchanged } from './opened-source.ts';
import type { RemoteOptions } from './remote-options.ts';
import { formatOf, unknownFormat } from './sniff.ts';
import type { Source } from './source.ts';

/** A thread or a file at `url`, for the source `name`. */
type RemoteMail = Pick<OpenedSource, 'name' | 'fallbackList'> & { readonly url: string };

/** The thread of the message at `page` (with its slash), as public-inbox packs it: mboxrd, gzip. */
export function threadUrl(page: string): string {
  return `${page}t.mbox.gz`;
}

/**
 * Mail that a server sends as one mbox or message, plain or gzip. Fetched whole before any of it is read, and read
 * whole every time it changed: nothing says that a server only appends. Throws AppError as `fetchSafely` does, and
 * `UNSUPPORTED` for what is no mail, such as the page of a site that wants to see a browser.
 */
export async function openRemoteMail(remote: RemoteMail, options: RemoteOptions): Promise<OpenedSource> {
  const { policy, seal: known, home } = options;
  const response = await fetchSafely(remote.url, { policy, headers: conditions(known) });
  const base = {
    kind: 'remote-mail',
    size: null,
    name: remote.name,
    fallbackList: remote.fallbackList,
  } as const;
  if (response.status === 304) {
    response.close();
    return unchanged({ ...base, seal: known });
  }
  const body = await spool(response, join(home, 'downloads'));
  const seal = { etag: response.header('etag'), sha256: body.sha256 };
  if (known?.['sha256'] === body.sha256) {
    await body.close();
    return unchanged({ ...base, seal });
  }
  const stream = await recognised(remote.url, body);
  const size = { unit: 'bytes', total: body.size } as const;
  return { ...base, size, seal, isUnchanged: false, events: () => events(stream) };
}

async function recognised(url: string, body: Spooled): Promise<ByteStream> {
  const stream = await openByteStream(body.read());
  const format = formatOf(stream.head);
  if (format === 'mbox' || format === 'message') return stream;
  stream.close();
  throw unknownFormat(url, format);
}

function events(stream: ByteStream): ReturnType<Source['events']> {
  return formatOf(stream.head) === 'message'
    ? emlEvents(stream, 'byte 0')
    : mboxEvents(stream, { skip: 0, base: 0, identity: null, isWritten: null });
}

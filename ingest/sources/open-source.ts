import { createReadStream, type Stats } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileRefusal } from '@/ingest/pipeline/file-refusal.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { canonicalJson, type Json } from '@/lib/base/canonical-json.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { shellWord, shownName } from '@/lib/view/text/file-name.ts';
import { loreUrl } from '@/lib/view/url.ts';
import { openBundle } from './bundle.ts';
import { openByteStream } from './byte-stream.ts';
import { openEml } from './eml.ts';
import { allowedHosts, checkUrl } from './http/allowed-hosts.ts';
import { type HostPolicy, systemPolicy } from './http/host-policy.ts';
import { listNameOf } from './list-name.ts';
import { fileSeal, folderSeal } from './local-seal.ts';
import { openMaildir } from './maildir.ts';
import { listMessages } from './maildir-names.ts';
import { openMbox } from './mbox.ts';
import { type OpenedSource, unchanged } from './opened-source.ts';
import { findOtherMail } from './other-mail.ts';
import { openPatchworkPage } from './patchwork/page.ts';
import { openPublicInbox } from './public-inbox.ts';
import { canonicalUrl, isUrl, openRemote } from './remote.ts';
import { findEpochs } from './repository.ts';
import { formatOf, SUPPORTED, unknownFormat } from './sniff.ts';
import type { Cursor, Source } from './source.ts';
import { isStandardInput, readStandardInput } from './standard-input.ts';
import { openStream } from './stream.ts';

export type OpenOptions = {
  /** Inbox all messages are to belong to; null to go by their headers. */
  readonly list: string | null;
  /** Where the last reading of this location ended, or null. */
  readonly cursor: Json;
  /** How it looked when it was last read to its end, or null. */
  readonly seal?: Json;
  /** Docket's data folder: `mirrors` and `downloads` are there. */
  readonly home: string;
  /** For URLs; default: that of the environment. */
  readonly policy?: HostPolicy;
};

/**
 * Recognises what `location` is by its content, never by its name, and opens it; `-` is standard input, URLs are
 * opened by `openRemote`. Throws AppError: `NOT_FOUND`, `ARCHIVE_UNREADABLE`, `BAD_INPUT` for a repository that points
 * out of itself or a host that is not allowed, `UNSUPPORTED` for all else.
 */
export async function openSource(location: string, options: OpenOptions): Promise<OpenedSource> {
  const source = await recognise(location, options);
  return options.list === null ? source : { ...source, events: () => assigned(source, options.list) };
}

/**
 * Whether there is something to open, as far as that is told without asking a site: before a command makes a database
 * for it. Throws AppError: `NOT_FOUND`, `BAD_INPUT` for a host that is not allowed, `UNSUPPORTED`.
 */
export async function checkLocation(location: string): Promise<void> {
  if (location === '-') return;
  if (isUrl(location)) checkUrl(canonicalUrl(location), allowedHosts());
  else await inspect(location);
}

/** What a location is remembered as: the path or the URL in the one form that all spellings of it share. */
export function sourceName(location: string): string {
  if (isStandardInput(location)) return 'stdin';
  return isUrl(location) ? canonicalUrl(location) : resolve(location);
}

async function* assigned(source: Source, list: string | null): ReturnType<Source['events']> {
  for await (const event of source.events()) {
    yield 'message' in event ? { ...event, message: { ...event.message, list } } : event;
  }
}

async function recognise(location: string, options: OpenOptions): Promise<OpenedSource> {
  const cursor = toCursor(options.cursor);
  const seal = toCursor(options.seal ?? null);
  if (isUrl(location)) {
    const { home, policy = systemPolicy() } = options;
    return openRemote(location, { home, policy, cursor, seal });
  }
  const identity = { name: sourceName(location), fallbackList: fallbackListOf(location) };
  const { source, look } = await openLocal(location, cursor, options).catch((error: unknown) => {
    // It may vanish between two looks. What else fails is of other files, as a mirror on a disk that is full.
    throw errorCode(error) === 'ENOENT'
      ? fileRefusal(location, error, { code: 'ARCHIVE_UNREADABLE' })
      : error;
  });
  const opened = { ...source, ...identity, seal: look };
  const isKnown = look !== null && seal !== null && canonicalJson(look) === canonicalJson(seal);
  return isKnown ? unchanged(opened) : { ...opened, isUnchanged: false };
}

type Local = {
  readonly source: Source;
  /** Its seal; null for what is not worth one or cannot have one. */
  readonly look: Cursor | null;
};

async function openLocal(location: string, cursor: Cursor | null, { home }: OpenOptions): Promise<Local> {
  if (isStandardInput(location)) {
    if (location !== '-') await inspect(location);
    return { source: openStream(() => readStandardInput(location), 'Standard input'), look: null };
  }
  const stats = await inspect(location);
  const path = await realpath(location);
  if (stats.isDirectory()) return openFolder(path, cursor);
  if (stats.isFIFO()) return { source: openStream(() => createReadStream(path), location), look: null };
  if (!stats.isFile()) throw unsupported(location, 'is a device or a socket');
  return openFile({ path, location, stats }, { cursor, home });
}

/** Each source looks at the fields of its cursor itself; one it does not know is a fresh start. */
function toCursor(json: Json): Cursor | null {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Cursor) : null;
}

/** The list of messages that name none: what the file or folder is called, `inbox` when that says nothing. */
function fallbackListOf(location: string): string {
  const stem = basename(resolve(location)).replace(/\.(?:mbox|gz|eml|git|bundle|txt)\b/g, '');
  return isStandardInput(location) ? 'inbox' : listNameOf(stem);
}

async function inspect(location: string): Promise<Stats> {
  if (location === '') throw new AppError('BAD_INPUT', 'The name of the source is empty.', SUPPORTED);
  try {
    const stats = await stat(location);
    // A FIFO is left alone: opening it would wait for a writer, and be its reader.
    if (stats.isFile() || stats.isDirectory()) await (await open(location)).close();
    // A folder that may be listed but not entered tells names, and nothing behind them.
    if (stats.isDirectory()) await stat(`${location}/.`);
    return stats;
  } catch (error) {
    const refusal = fileRefusal(location, error, { code: 'ARCHIVE_UNREADABLE' });
    const isMissing = refusal instanceof AppError && refusal.code === 'NOT_FOUND';
    const meant = isMissing ? meantAddress(location) : null;
    if (!isMissing || meant === null) throw refusal;
    throw new AppError(refusal.code, refusal.message, `Check the path, or is it ${meant}?`);
  }
}

/** The address that somebody may mean who gave what is no path. */
function meantAddress(location: string): string | null {
  if (HOST_FIRST.test(location)) return `https://${location}`;
  const id = MESSAGE_ID.exec(location)?.[1];
  return id === undefined ? null : `the message ${loreUrl(id)}`;
}

/** As mails, people and RFC 2392 write one. */
const MESSAGE_ID = /^(?:mid:|message-id:\s*)?<?([^\s<>/]+@[^\s<>/@]+)>?$/i;

/** An address as browsers show it. */
const HOST_FIRST = /^(?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?\//i;

async function openFolder(path: string, cursor: Cursor | null): Promise<Local> {
  const epochs = await findEpochs(path);
  // git tells at once that nothing is new.
  if (epochs !== null) return { source: await openPublicInbox(epochs, cursor), look: null };
  const isMaildir = (await lstat(join(path, 'cur')).catch(() => null))?.isDirectory() === true;
  const names = await listMessages(path).catch((error: NodeJS.ErrnoException) => {
    throw fileRefusal(error.path ?? path, error, { code: 'ARCHIVE_UNREADABLE' });
  });
  if (isMaildir || names.length > 0) {
    return { source: await openMaildir(path, names), look: await folderSeal(path, names) };
  }
  const other = await findOtherMail(path);
  if (other !== null) {
    const own = `${shownName(path)} has no messages of its own (*.eml, cur, new)`;
    const message = `${own}, but ${shownName(other)} looks like mail.`;
    throw new AppError('UNSUPPORTED', message, `Give what is in it: docket ingest ${shellWord(path)}/*`);
  }
  throw unsupported(
    path,
    'is a folder with neither messages (*.eml, cur, new) nor a public-inbox repository (git/0.git)',
  );
}

async function openFile(
  { path, location, stats }: { readonly path: string; readonly location: string; readonly stats: Stats },
  { cursor, home }: { readonly cursor: Cursor | null; readonly home: string },
): Promise<Local> {
  const stream = await openByteStream(createReadStream(path, { end: 64 * 1024 }));
  stream.close();
  const damage = stream.damage();
  const format = formatOf(stream.head);
  if (damage !== null && (format === 'empty' || format === 'text')) {
    throw new AppError(
      'ARCHIVE_UNREADABLE',
      `Nothing in ${shownName(location)} can be read: ${damage}.`,
      'Fetch it again.',
    );
  }
  const look = fileSeal(stats, stream.head);
  if (format === 'mbox' || (format === 'empty' && !stream.isGzip))
    return { source: await openMbox(path, cursor), look };
  if (format === 'message') return { source: await openEml(path), look };
  if (format === 'patchwork page') return { source: await openPatchworkPage(path), look };
  // Its mirror has a stamp of its own.
  if (format === 'git bundle' && !stream.isGzip)
    return { source: await openBundle(path, join(home, 'mirrors'), cursor), look: null };
  throw unknownFormat(location, format);
}

function unsupported(location: string, looks: string): AppError {
  return new AppError('UNSUPPORTED', `${shownName(location)} ${looks}.`, SUPPORTED);
}
